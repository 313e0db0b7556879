import type { Difference } from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import { ours, type Phrase, verbatim } from "./phrase.ts";
import { MAX_VALUE, shortenTogether } from "./shorten.ts";
import { visible } from "./escape.ts";

/** A value as people may see it. */
export type Shown =
  | { readonly kind: "value"; readonly text: string }
  | { readonly kind: "absent" }
  /** Code does not tell; `why` is foreign text. */
  | { readonly kind: "unresolved"; readonly why: string }
  /** Kept secret: only that it differs. */
  | { readonly kind: "secret" };

/** One attribute's values, side by side. */
export type ShownRow = { readonly label: string; readonly base: Shown; readonly live: Shown; readonly head: Shown };

/** What is behind one path on the three sides; undefined where it is absent. */
export type Sides<Item> = { readonly base: Item; readonly live: Item; readonly head: Item };

/** Secrets are left out here, once for every output, even where a difference brings its values along. */
export function valuesOf(difference: Difference): Sides<Json | undefined> | "secret" {
  if (difference.sensitive) return "secret";
  return { base: difference.base, live: difference.live, head: difference.head };
}

/** The row of one path, with values shortened around what differs. */
export function toRow(label: string, values: Sides<Json | undefined> | "secret"): ShownRow {
  if (values === "secret")
    return { label, base: { kind: "secret" }, live: { kind: "secret" }, head: { kind: "secret" } };
  const shown = { base: toShown(values.base), live: toShown(values.live), head: toShown(values.head) };
  const texts = [shown.base, shown.live, shown.head].flatMap((side) => (side.kind === "value" ? [side.text] : []));
  const short = new Map(shortenTogether(texts, MAX_VALUE).map((text, index) => [texts[index] ?? text, text]));
  const shortened = (side: Shown): Shown =>
    side.kind === "value" ? { kind: "value", text: short.get(side.text) ?? side.text } : side;
  return { label, base: shortened(shown.base), live: shortened(shown.live), head: shortened(shown.head) };
}

/** Why code does not tell a value, or undefined when it does. The contract's form: `{ "unresolved": why }`. */
export function unresolvedReason(value: Json | undefined): string | undefined {
  if (value === null || typeof value !== "object" || !("unresolved" in value)) return undefined;
  return Object.keys(value).length === 1 && typeof value.unresolved === "string" ? value.unresolved : undefined;
}

/** A value in words: code, a dash for nothing, "not known here", "not shown". */
export function phraseOf(shown: Shown): Phrase {
  if (shown.kind === "value") return verbatim(shown.text);
  return ours({ absent: "–", unresolved: "not known here", secret: "not shown" }[shown.kind]);
}

/** What is live: of a secret, that it differs. */
export function livePhrase({ live }: ShownRow): Phrase {
  return live.kind === "secret" ? ours("differs") : phraseOf(live);
}

function toShown(value: Json | undefined): Shown {
  if (value === undefined) return { kind: "absent" };
  const why = unresolvedReason(value);
  return why === undefined ? { kind: "value", text: visible(textOf(value)) } : { kind: "unresolved", why };
}

/** Text as it is, unless it would read as another value (`"30"` beside 30) or as nothing. */
function textOf(value: Json): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const isAmbiguous =
    value.trim() === "" || value !== value.trim() || /^(true|false|null|-?\d+(\.\d+)?([eE][+-]?\d+)?)$/.test(value);
  return isAmbiguous ? JSON.stringify(value) : value;
}
