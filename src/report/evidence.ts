import type { Evidence } from "../model/observation.ts";
import { codeBlock } from "./escape.ts";
import { repeatCommand } from "./command.ts";
import { inMarkdown, inPlain, join, name, ours, say, type Phrase } from "./phrase.ts";
import { accountInGroups, dayAndTime, regionName } from "./terms.ts";

/** What a command line begins with in plain text. */
export const PROMPT = "$ ";

const OUTCOMES: { readonly [outcome in Evidence["outcome"]]: string } = {
  present: "found",
  absent: "not found",
  denied: "denied",
  throttled: "throttled",
  unsupported: "type not supported",
  ambiguous: "ambiguous",
  failed: "failed",
};

/** What says what there is, not whether one thing is there. */
const LISTINGS: ReadonlySet<Evidence["api"]> = new Set(["cloudcontrol:ListResources", "cloudtrail:LookupEvents"]);

/** What was asked, what came back, where, when, and how to ask again; folded. Empty without evidence. */
export function evidenceDetails(evidence: readonly Evidence[], notes: readonly Phrase[] = []): string {
  if (evidence.length === 0 && notes.length === 0) return "";
  const looks = evidence.map((look) => `- ${inMarkdown(lookOf(look))}`);
  const commands = [...new Set(evidence.flatMap((look) => repeatCommand(look) ?? []))];
  const parts = [
    ["<details><summary>Evidence</summary>"],
    looks.length > 0 ? [looks.join("\n")] : [],
    commands.length > 0 ? [codeBlock(commands.join("\n"), "sh")] : [],
    notes.map(inMarkdown),
    ["</details>"],
  ];
  return parts.flat().join("\n\n");
}

/** The look that a judgement rests on; who changed something is looked up after it. */
export function decidingLook(evidence: readonly Evidence[]): Evidence | undefined {
  return evidence.findLast(({ api }) => api !== "cloudtrail:LookupEvents");
}

/** The same without markup: each look, followed by its command where there is one. */
export function evidenceLines(evidence: readonly Evidence[]): readonly string[] {
  return evidence.flatMap((look) => {
    const command = repeatCommand(look);
    return command === undefined ? [inPlain(lookOf(look))] : [inPlain(lookOf(look)), `${PROMPT}${command}`];
  });
}

/** "`cloudcontrol:GetResource` `AWS::SQS::Queue` `https://…`: not found · 1111-2222-3333 · eu-west-1 · 2026-11-20 14:02:11 UTC · request `…`" */
function lookOf({ api, outcome, account, region, type, identifier, requestId, at }: Evidence): Phrase {
  const subject = [type, identifier].flatMap((part) => (part ? [name(part)] : []));
  const answer = LISTINGS.has(api) && outcome === "present" ? "listed" : OUTCOMES[outcome];
  const request = requestId === null ? say`no answer` : say`request ${name(requestId)}`;
  const where = join([accountInGroups(account), regionName(region), ours(dayAndTime(at)), request], " · ");
  return say`${join([name(api), ...subject])}: ${ours(answer)} · ${where}`;
}
