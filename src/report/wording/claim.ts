import type { Finding } from "../../model/finding.ts";
import { join, name, ours, say, type Phrase } from "../phrase.ts";
import { replacementNote } from "./advice.ts";
import { count, nameOf, nounOf, resourceOf, type Voice, whereOf } from "../terms.ts";

/** What is taken for granted: "the queue orders exists". */
export function claimOf(finding: Finding, voice: Voice): Phrase {
  const { assumption } = finding;
  if (isOfAny(finding)) return say`the look-up of any ${resourceOf(finding, voice)} succeeds`;
  if (assumption.kind === "exists") return say`the ${resourceOf(finding, voice)} exists`;
  if (assumption.kind === "ready") return say`the ${resourceOf(finding, voice)} can take an update`;
  if (assumption.kind === "free") return say`the ${nounOf(finding, voice)} name ${nameOf(finding)} is free`;
  return say`the ${resourceOf(finding, voice)} is live as ${name(voice.base)} declares it`;
}

/** The sentence for an assumption that holds, with how much of it could not be compared. */
export function holdsMessage(finding: Finding, voice: Voice): Phrase {
  const { kind } = finding.assumption;
  const where = whereOf(finding, voice);
  const unchecked = finding.judgement.unchecked.length;
  if (kind === "free") return say`The ${nounOf(finding, voice)} name ${nameOf(finding)} is free in ${where}.`;
  if (kind === "ready") return say`The ${resourceOf(finding, voice)} in ${where} can take an update.`;
  if (finding.assumption.kind === "exists" && finding.assumption.isAnyones)
    return say`The ${resourceOf(finding, voice)} exists; which account has it does not matter here.`;
  if (isOfAny(finding) && finding.judgement.evidence.at(-1)?.outcome === "absent")
    return say`No ${resourceOf(finding, voice)} exists in ${where}, which this look-up takes for an empty list.`;
  if (kind === "exists") return say`The ${resourceOf(finding, voice)} exists in ${where}.`;
  const rest = unchecked === 0 ? [] : say` ${ours(count(unchecked, "declared path"))} could not be compared.`;
  const live = say`The ${resourceOf(finding, voice)} is live in ${where} as ${name(voice.base)} declares it.${rest}`;
  const { assumption } = finding;
  return join([live, assumption.kind === "as-declared" ? replacementNote(assumption, nounOf(finding, voice)) : []]);
}

/** Of a look-up that takes any number, none included. */
function isOfAny({ assumption: { kind, identity } }: Finding): boolean {
  return kind === "exists" && identity.kind === "natural-key" && identity.several === true;
}
