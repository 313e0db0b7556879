import { known, unresolved } from "../../../model/value.ts";
import type { KnownValue, Origin, UnresolvedValue, Value } from "../../../model/value.ts";
import type { Evaluation } from "./evaluation.ts";
import { scalarAsText } from "../template/scalars.ts";

/** A known text, with what it must not be used for. */
export type Text = KnownValue & { readonly value: string };

/** How a dynamic reference begins: `{{resolve:ssm:name}}`. Its value is fetched at deployment, and never read here. */
const DYNAMIC_REFERENCE = "{{resolve:";

/** A text that a deployment puts a value of another service into; `dynamic` is what stands behind `resolve:`. */
type DynamicReference = UnresolvedValue & { readonly dynamic: string };

/** What a dynamic reference says (`ssm:/a/b:1`); undefined for any other value, and for what is not shown. */
export function dynamicReference(value: Value): string | undefined {
  return value.kind === "unresolved" && "dynamic" in value ? (value as DynamicReference).dynamic : undefined;
}

/** A value where CloudFormation wants text, or why there is none. */
export function asText(value: Value | undefined, what: string): Text | UnresolvedValue {
  if (value === undefined) return unresolved(`${what} is removed by \`AWS::NoValue\``);
  if (value.kind === "unresolved") return whyUnknown(value);
  if (value.kind !== "known") return unresolved(`${what} is a ${value.kind}, not text`);
  return text(scalarAsText(value.value), origins([value]));
}

/** Why a value is not known, for what is made of it: that is no longer what another stack has. */
export function whyUnknown(value: UnresolvedValue): UnresolvedValue {
  const { imported: _imported, ...others } = value;
  return others;
}

/** Texts put together, within the budget; unresolved as soon as a part is, and waiting for what its parts wait for. */
export function concatenate(
  parts: readonly (Text | UnresolvedValue)[],
  separator: string,
  evaluation: Evaluation,
): Text | UnresolvedValue {
  let length = Math.max(0, parts.length - 1) * separator.length;
  const open = parts.filter((part) => part.kind === "unresolved");
  const [first] = open;
  if (first && open.some(({ awaits }) => !awaits)) return open.find(({ awaits }) => !awaits) ?? first;
  for (const part of parts) length += part.kind === "known" ? part.value.length : 0;
  const refused = evaluation.spend(length);
  if (refused) return refused;
  if (first) return { ...unresolved(first.reason, origins(parts)), awaits: piecesOf(parts, separator) };
  const texts = parts.filter((part) => part.kind === "known");
  return resolved(texts.map((part) => part.value).join(separator), origins(texts));
}

function piecesOf(
  parts: readonly (Text | UnresolvedValue)[],
  separator: string,
): NonNullable<UnresolvedValue["awaits"]> {
  return parts.flatMap((part, index) => [
    ...(index > 0 && separator !== "" ? [separator] : []),
    ...(part.kind === "known" ? [part.value] : (part.awaits ?? [])),
  ]);
}

/** A text, unless there is a dynamic reference in it. */
export function resolved(value: string, origin: Origin): Text | UnresolvedValue {
  const start = value.indexOf(DYNAMIC_REFERENCE);
  const end = start < 0 ? -1 : value.indexOf("}}", start);
  if (end < 0) return text(value, origin);
  const dynamic = value.slice(start + DYNAMIC_REFERENCE.length, end);
  const open = unresolved(`the dynamic reference${quoted(dynamic, origin)} is not read`, origin);
  const reference: DynamicReference = { ...open, dynamic };
  return origin.sensitive ? open : reference;
}

/** A text as part of a message; nothing where it is secret. */
export function quoted(value: string, { sensitive }: Origin): string {
  return sensitive ? "" : ` \`${value}\``;
}

/** What a value that was made of others must not be used for. */
export function origins(values: readonly Value[]): Origin {
  const derivedFrom = values.find((value) => value.derivedFrom !== undefined)?.derivedFrom;
  return {
    ...(values.some((value) => value.sensitive) ? { sensitive: true as const } : {}),
    ...(derivedFrom === undefined ? {} : { derivedFrom }),
  };
}

function text(value: string, origin: Origin): Text {
  return { ...known(value, origin), value };
}
