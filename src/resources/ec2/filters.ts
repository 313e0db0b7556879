import type { Identity, NaturalKey } from "../../model/declared.ts";
import { asString, firstUnresolved, unresolved } from "../../model/value.ts";
import type { AwaitedText, MapValue, Value } from "../../model/value.ts";
import { parseArn } from "../arn.ts";
import { byName, isGiven, unidentified } from "../identity.ts";
import { isNull } from "../terraform/arguments.ts";

/**
 * Natural keys of EC2 are the names of its own filters, so that one read serves all types: `group-name`, `vpc-id`. A value
 * that stands for several is a JSON list.
 */
type Key = { [filter: string]: NaturalKey[string] };

/**
 * The natural key of a resource that code declares: every filter has to be given, as EC2 takes wildcards for what they are.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
 */
export function byFilters(name: string, filters: { readonly [filter: string]: Value | undefined }): Identity {
  const key: Key = {};
  for (const [filter, value] of Object.entries(filters)) {
    if (value?.kind === "unresolved") {
      if (!value.awaits) return { kind: "unresolved", value };
      key[filter] = value.awaits;
      continue;
    }
    if (!isGiven(value) || value?.kind !== "known") return { kind: "generated" };
    key[filter] = asOne([String(value.value).replaceAll(/[\\*?]/g, String.raw`\$&`)]);
  }
  return { kind: "natural-key", key, name };
}

/** How a data source of EC2 says what it looks up: arguments that become filters, besides `filter` and `tags`. */
type FilterArguments = {
  /** The argument that is the id itself, and the filter for it. */
  readonly id?: readonly [argument: string, filter: string];
  readonly filters?: { readonly [argument: string]: string };
  /** Arguments that filter only where they are true. */
  readonly switches?: { readonly [argument: string]: string };
  readonly several?: true;
};

/** What a data source of EC2 looks up: by id alone what has that id, else what all filters together match. */
export function lookedUpByFilters(
  args: MapValue,
  { id, filters = {}, switches = {}, several }: FilterArguments,
): Identity {
  const given = new Map<string, readonly Value[]>();
  const add = (filter: string, values: readonly Value[]) =>
    given.set(filter, [...(given.get(filter) ?? []), ...values]);
  for (const [argument, filter] of Object.entries({ ...filters, ...(id && { [id[0]]: id[1] }) })) {
    const value = args.entries.get(argument);
    const arn = parseArn(asString(value) ?? "");
    if (arn) return unidentified(`\`${argument}\` is an ARN, which EC2 does not look for`);
    if (value && isGiven(value)) add(filter, [value]);
  }
  for (const [argument, filter] of Object.entries(switches)) {
    const value = args.entries.get(argument);
    if (value?.kind === "unresolved") return { kind: "unresolved", value };
    if (value?.kind === "known" && String(value.value) === "true") add(filter, [{ ...value, value: "true" }]);
  }
  const others = [...tagFilters(args.entries.get("tags")), ...customFilters(args.entries.get("filter"))];
  for (const { filter, values } of others) {
    if (given.has(filter)) return unidentified(`the look-up has \`${filter}\` twice`);
    add(filter, values);
  }
  return identityOf(given, id?.[1], several);
}

function identityOf(
  given: ReadonlyMap<string, readonly Value[]>,
  idFilter: string | undefined,
  several: true | undefined,
): Identity {
  const key: Key = {};
  for (const [filter, values] of given) {
    const open = values.map(firstUnresolved).find((value) => value !== undefined);
    if (open?.awaits && values.length === 1) {
      key[filter] = open.awaits;
      continue;
    }
    if (open) return { kind: "unresolved", value: open };
    const texts = values.flatMap((value) => (value.kind === "known" ? [String(value.value)] : []));
    const [text = ""] = texts;
    if (given.size === 1 && filter === idFilter) return byName(text);
    key[filter] = asOne(texts);
  }
  if (given.size === 0) return unidentified("the look-up names nothing that it looks for");
  return { kind: "natural-key", key, name: nameOf(key), ...(several && { several }) };
}

/** Values of one filter as one text. */
function asOne(values: readonly string[]): string {
  const [value = "", ...others] = values;
  return others.length === 0 && !value.startsWith("[") ? value : JSON.stringify(values);
}

/** What people know it by: the name that it is looked up by, else all that it is looked up by. */
function nameOf(key: Key): string {
  const name = key["group-name"] ?? key["tag:Name"];
  if (typeof name === "string") return name;
  return Object.entries(key)
    .map(([filter, value]) => `${filter}=${typeof value === "string" ? value : value.map(pieceText).join("")}`)
    .toSorted()
    .join(",");
}

function pieceText(piece: AwaitedText[number]): string {
  return typeof piece === "string" ? piece : [piece.address, ...(piece.attribute ? [piece.attribute] : [])].join(".");
}

type Filter = { readonly filter: string; readonly values: readonly Value[] };

function tagFilters(tags: Value | undefined): readonly Filter[] {
  if (!tags || isNull(tags)) return [];
  if (tags.kind !== "map") return [{ filter: "tags", values: [notKnown(tags, "tags")] }];
  return [...tags.entries].map(([key, value]) => ({ filter: `tag:${key}`, values: [value] }));
}

function customFilters(blocks: Value | undefined): readonly Filter[] {
  if (!blocks || isNull(blocks)) return [];
  if (blocks.kind === "unresolved" || blocks.kind === "known")
    return [{ filter: "filter", values: [notKnown(blocks, "filter")] }];
  const all = blocks.kind === "list" ? blocks.items : [blocks];
  return all.map((block): Filter => {
    const name = block.kind === "map" ? block.entries.get("name") : undefined;
    const values = block.kind === "map" ? block.entries.get("values") : undefined;
    const filter = asString(name);
    if (filter === undefined) return { filter: "filter", values: [notKnown(name ?? block, "filter.name")] };
    return { filter, values: values?.kind === "list" ? values.items : [notKnown(values, "filter.values")] };
  });
}

function notKnown(value: Value | undefined, argument: string): Value {
  return value?.kind === "unresolved" ? value : unresolved(`what \`${argument}\` is to match cannot be told`);
}
