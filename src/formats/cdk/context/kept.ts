import type { KeptValue } from "../../../model/declared.ts";
import type { At } from "../json.ts";
import { entryOf, spanOf, textOf, valueOf } from "../json.ts";
import type { JsonEntry, JsonNode } from "../json.ts";

/** One live resource that a kept look-up names. */
export type KeptResource = {
  /** CloudFormation type, or the project's own name where there is none. */
  readonly type: string;
  readonly identifier: string;
  /** What people know it by, where that is not the identifier. */
  readonly name?: string;
  readonly at: At;
  readonly values: readonly KeptValue[];
  /** Tells it from the others of one look-up; empty for the one that the look-up is about. */
  readonly label: string;
};

/** What a look-up names, or which part of its value is not as `cdk` writes it. */
export type Read = { readonly resources: readonly KeptResource[]; readonly malformed: readonly At[] };

/** The file that holds the value, and its parts. */
export type Holder = { readonly path: string; readonly key: string; readonly entry: JsonEntry };

export function resource(
  type: string,
  identifier: string,
  at: At,
  rest: Partial<Pick<KeptResource, "name" | "values" | "label">> = {},
): KeptResource {
  return { type, identifier, at, values: [], label: "", ...rest };
}

/**
 * A member of an object as a value that was kept of a resource.
 * @param member its name in `cdk.context.json`
 * @param path where a read of the resource has it
 */
export function keptMember(
  node: JsonNode | undefined,
  member: string,
  path: string,
  { path: file }: Holder,
  match: KeptValue["match"] = "same",
): readonly KeptValue[] {
  const entry = entryOf(node, member);
  if (!entry || (entry.value.kind === "scalar" && entry.value.value === null)) return [];
  return [{ path, attribute: member, value: valueOf(entry.value), match, source: spanOf(file, entry.at) }];
}

/** A value that the look-up's key asked for: live must still have it. */
export function asked(
  value: string | undefined,
  attribute: string,
  path: string,
  { path: file, entry }: Holder,
  match: KeptValue["match"] = "same",
): readonly KeptValue[] {
  return value === undefined ? [] : [{ path, attribute, value, match, source: spanOf(file, entry.at) }];
}

/** The texts of a list, with their places; null where it is no list of texts. */
export function textsIn(node: JsonNode | undefined): readonly { readonly text: string; readonly at: At }[] | null {
  if (node?.kind !== "list") return null;
  const texts = node.items.flatMap((item) => {
    const text = textOf(item);
    return text === undefined ? [] : [{ text, at: item.at }];
  });
  return texts.length === node.items.length ? texts : null;
}
