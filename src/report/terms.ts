import type { Assumption } from "../model/assumption.ts";
import type { Part } from "../model/declared.ts";
import type { CheckResult, Finding, TargetState } from "../model/finding.ts";
import { name, ours, say, type Phrase } from "./phrase.ts";

/** Words that only the caller knows. */
export type Terms = {
  /** What people call a resource of a type, in the singular ("queue"); given a type nobody knows, some word for it. */
  readonly nounOf: (type: string) => string;
  /** What the base is called: the base branch, or the revision that was given. */
  readonly base: string;
};

/** The terms of one run: what every sentence about it needs to know. */
export type Voice = Terms & {
  readonly targets: readonly TargetState[];
  /** When the run began, ISO 8601. */
  readonly now: string;
  /** How the reader looks again. */
  readonly again: Phrase;
};

export function voiceOf(result: CheckResult, terms: Terms): Voice {
  const again = result.subject.pull === null ? say`Run the check again` : say`Comment ${name("/drift recheck")}`;
  return { ...terms, targets: result.targets, now: result.startedAt, again };
}

/** "queue"; of a part of a resource, what that is: "policy attachment" */
export function nounOf({ assumption }: Finding, voice: Terms): string {
  return partOf(assumption)?.noun ?? voice.nounOf(assumption.subject.type);
}

function partOf(assumption: Assumption): Part | undefined {
  return assumption.kind === "as-declared" ? assumption.base.part : undefined;
}

/** The name as code: what people know the resource by, else what is read, else the block's address. */
export function nameOf({ assumption: { subject } }: Finding): Phrase {
  return name(subject.name ?? subject.identifier ?? subject.address);
}

/** The id in text that a literal reference is, as it is written where that is known; null for anything else. */
export function literalIdOf({ assumption }: Finding): string | null {
  if (assumption.kind !== "exists" || assumption.by !== "literal") return null;
  return assumption.arn ?? assumption.subject.identifier ?? assumption.subject.name;
}

/** "queue `invoices`", "policy attachment of role `orders`" */
export function resourceOf(finding: Finding, voice: Terms): Phrase {
  const { assumption } = finding;
  if (partOf(assumption))
    return say`${nounOf(finding, voice)} of ${voice.nounOf(assumption.subject.type)} ${nameOf(finding)}`;
  return say`${nounOf(finding, voice)} ${nameOf(finding)}`;
}

/** "`orders-prod` (1111-2222-3333, eu-west-1)": where the resource is looked for. */
export function whereOf({ assumption: { target, place } }: Finding, voice: Voice): Phrase {
  const configured = voice.targets.find((candidate) => candidate.name === target);
  const account = place?.account ?? configured?.account;
  const region = place?.region ?? configured?.region;
  if (account === undefined || region === undefined) return name(target);
  return say`${name(target)} (${accountInGroups(account)}, ${regionName(region)})`;
}

/** `111122223333` as 1111-2222-3333, the way AWS's console shows it; anything that is no account id as code. */
export function accountInGroups(account: string): Phrase {
  return /^\d{12}$/.test(account) ? ours(account.replace(/(\d{4})(?=\d)/g, "$1-")) : name(account);
}

/** A region as a word; anything that does not look like one as code. */
export function regionName(region: string): Phrase {
  return /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? ours(region) : name(region);
}

/** The time of day of an ISO 8601 time: `14:02:11 UTC`. */
export function timeOfDay(iso: string): string {
  return `${iso.slice(11, 19)} UTC`;
}

/** An ISO 8601 time as people read it: `2026-11-20 14:02:11 UTC`. */
export function dayAndTime(iso: string): string {
  return `${iso.slice(0, 10)} ${timeOfDay(iso)}`;
}

/** How long ago that was, in whole days: "11 days ago". */
export function ageOf(iso: string, { now }: Pick<Voice, "now">): string {
  const days = Math.floor((Date.parse(now) - Date.parse(iso)) / 86_400_000);
  if (days < 1) return "less than a day ago";
  return days === 1 ? "a day ago" : `${days} days ago`;
}

/** `infra/main.tf:6` */
export function placeInCode({ path, line }: { readonly path: string; readonly line: number | null }): string {
  return line === null ? path : `${path}:${line}`;
}

/** "1 file", "2 files" */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
