import { type Difference, findingOf, type Judgement, type Waiver } from "../model/finding.ts";

type Stale = Extract<Judgement, { verdict: "stale" }>;

export type Waived = { readonly judgement: Stale; readonly waiver: Waiver | null; readonly expired: readonly Waiver[] };

/**
 * Applies waivers to one stale finding. A waiver with a path takes that difference away; one without takes the whole finding.
 * A finding whose every difference is waived keeps them all, so that people still see what was accepted.
 * @param today `YYYY-MM-DD`, UTC; a waiver is valid through the day it expires on
 */
export function applyWaivers(address: string, judgement: Stale, waivers: readonly Waiver[], today: string): Waived {
  const matching = waivers.filter((waiver) => matchesAny(waiver, address, judgement));
  const valid = matching.filter(({ expires }) => expires === null || today <= expires);
  const expired = matching.filter((waiver) => !valid.includes(waiver));
  const whole = valid.find((waiver) => splitMatch(waiver).path === null);
  if (whole) return { judgement, waiver: whole, expired };
  const left = judgement.differences.filter(({ path }) => !valid.some((waiver) => matchesPath(waiver, path)));
  const [first] = valid;
  if (first && left.length === 0) return { judgement, waiver: first, expired };
  if (left.length === judgement.differences.length) return { judgement, waiver: null, expired };
  // What is left is still what base declared earlier.
  const finding = judgement.finding === "undeployed" && left.some(isOpen) ? "undeployed" : findingOf(left);
  return { judgement: { ...judgement, differences: left, finding }, waiver: null, expired };
}

function isOpen({ effect }: Difference): boolean {
  return effect !== "applied";
}

function matchesAny(waiver: Waiver, address: string, { differences }: Stale): boolean {
  const { address: pattern, path } = splitMatch(waiver);
  if (!globMatches(pattern, address)) return false;
  return path === null || differences.some((difference) => globMatches(path, difference.path));
}

function matchesPath(waiver: Waiver, path: string): boolean {
  const pattern = splitMatch(waiver).path;
  return pattern !== null && globMatches(pattern, path);
}

function splitMatch({ match }: Waiver): { readonly address: string; readonly path: string | null } {
  const hash = match.lastIndexOf("#");
  return hash < 0 ? { address: match, path: null } : { address: match.slice(0, hash), path: match.slice(hash + 1) };
}

/** `*` is any characters, all others are literal: addresses hold brackets and dots. Linear in the text's length per star. */
function globMatches(pattern: string, text: string): boolean {
  const parts = pattern.split("*");
  const [first = "", ...rest] = parts;
  if (!text.startsWith(first)) return false;
  if (rest.length === 0) return text === first;
  let position = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  const last = rest.at(-1) ?? "";
  return text.length - last.length >= position && text.endsWith(last);
}
