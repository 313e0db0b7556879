import type { Finding, Judgement } from "../../model/finding.ts";
import { enumerate, join, name, ours, say, type Phrase } from "../phrase.ts";
import { nameOf, nounOf, regionName, resourceOf, type Voice, whereOf } from "../terms.ts";
import { type Worded, sentences } from "./worded.ts";

type Stale = Extract<Judgement, { verdict: "stale" }>;

/** A name that the change creates is in use already. */
export function wordTaken(finding: Finding, judgement: Stale, voice: Voice): Worded {
  const { assumption } = finding;
  if (assumption.kind === "free" && assumption.replaces) return wordRefused(finding, assumption.replaces, voice);
  const { address } = finding.assumption.subject;
  const noun = nounOf(finding, voice);
  return {
    headline: say`the ${noun} name ${nameOf(finding)} is taken`,
    live: judgement.takenIn === null ? ours("in use") : say`in use in ${regionName(judgement.takenIn)}`,
    title: say`This name is taken.`,
    blocks: [
      sentences(
        join([say`${name(address)} is to create the ${noun} ${nameOf(finding)}.`, takenBy(finding, judgement, voice)]),
      ),
      sentences(
        judgement.pendingDeletion
          ? say`Choose another name, or restore that ${noun} and import it.`
          : say`Choose another name, or, if that ${noun} is yours and meant here, import it first.`,
      ),
    ],
  };
}

/** The name is taken by the very resource that is to be replaced. */
function wordRefused(finding: Finding, properties: readonly string[], voice: Voice): Worded {
  const noun = nounOf(finding, voice);
  const address = name(finding.assumption.subject.address);
  const changed = enumerate(properties.map(name));
  return {
    headline: say`CloudFormation refuses to replace ${resourceOf(finding, voice)}, which keeps its name`,
    live: ours("in use"),
    title: say`CloudFormation refuses to replace this ${noun}.`,
    blocks: [
      sentences(
        say`This change alters ${changed} of ${address}, which cannot change in place: CloudFormation would have to make a new ${noun}, and does not do that while the name given to it stays ${nameOf(finding)}. The ${noun} of that name exists in ${whereOf(finding, voice)}, so deploying this fails.`,
      ),
      sentences(
        say`Give it another name in this change, which makes a new ${noun} and deletes the old one, or leave ${changed} as ${properties.length > 1 ? "they are" : "it is"}.`,
      ),
    ],
  };
}

/** Bucket names are shared by all accounts (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). */
function takenBy(finding: Finding, { takenIn, evidence, pendingDeletion }: Stale, voice: Voice): Phrase {
  if (pendingDeletion)
    return say`One of that name is scheduled for deletion in ${whereOf(finding, voice)}: the name stays taken until it is deleted for good, so this cannot create a new one.`;
  const isWorldwide = evidence.some(({ api }) => api === "s3:HeadBucket");
  if (!isWorldwide)
    return say`One of that name exists already in ${whereOf(finding, voice)}, so this cannot create a new one.`;
  const where = takenIn === null ? say`is in use` : say`is in use in ${regionName(takenIn)}`;
  return say`Bucket names are shared by all AWS accounts and this one ${where}, so this cannot create a new one.`;
}
