import { createHash } from "node:crypto";

import type { LookupBlock } from "../../../model/declared.ts";
import type { Problem } from "../../../model/source.ts";
import { partitionOf } from "../../../model/target.ts";
import type { Place } from "../../../model/target.ts";
import { known, map, unresolved } from "../../../model/value.ts";
import { findReadable } from "../../../resources/index.ts";
import { spanOf } from "../json.ts";
import type { At, JsonNode } from "../json.ts";
import { parseKey } from "./key.ts";
import type { LookupKey } from "./key.ts";
import type { Holder, KeptResource } from "./kept.ts";
import { resourcesIn } from "./providers.ts";

/** The look-ups that an app keeps, as blocks: one for each live resource that a value names. */
export type KeptContext = {
  readonly blocks: readonly LookupBlock[];
  readonly problems: readonly Problem[];
  /** Where look-ups were made, each once. */
  readonly places: readonly Place[];
};

const ACCOUNT = /^\d{12}$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d+$/;

/**
 * Reads the look-ups among an app's context values.
 * @param node the object that holds them: `cdk.context.json` itself, `context` of `cdk.json`
 * @param isCache whether `cdk context --reset` takes them away; what is written in `cdk.json` it does not touch
 */
export function readContext(node: JsonNode, path: string, isCache: boolean): KeptContext {
  if (node.kind !== "map") {
    const problem = { path, line: node.at[0], message: "the context must be one JSON object" };
    return { blocks: [], problems: isCache ? [problem] : [], places: [] };
  }
  const blocks = new Map<string, LookupBlock>();
  const problems: Problem[] = [];
  const places = new Map<string, Place>();
  for (const entry of node.entries) {
    const key = parseKey(entry.key);
    if (!key) continue;
    const holder: Holder = { path, key: entry.key, entry };
    const { resources, malformed } = resourcesIn(key, holder);
    const place = placeOf(key);
    if ("account" in place) places.set(`${place.account} ${place.region}`, place);
    const reset = isCache ? ["cdk", "context", "--reset", entry.key] : null;
    for (const resource of resources) {
      const block = blockOf(resource, holder, place, reset);
      blocks.set(block.address, block);
    }
    problems.push(...malformed.map((at) => problemAt(path, at, key)));
  }
  return { blocks: [...blocks.values()], problems, places: [...places.values()] };
}

function problemAt(path: string, [line]: At, { provider }: LookupKey): Problem {
  return { path, line, message: `this is not what \`cdk\` keeps of a \`${provider}\` look-up: it is not checked` };
}

/** The environment that a look-up was made in. */
function placeOf({ query }: LookupKey): LookupBlock["place"] {
  const account = query.get("account") ?? "";
  const region = query.get("region") ?? "";
  if (!ACCOUNT.test(account) || !REGION.test(region)) {
    return unresolved("the key of the look-up names no account and region");
  }
  return { partition: partitionOf(region), account, region };
}

function blockOf(
  { type, identifier, name, at, values, label }: KeptResource,
  { path, key, entry }: Holder,
  place: LookupBlock["place"],
  reset: readonly string[] | null,
): LookupBlock {
  const readable = findReadable(type);
  const content = JSON.stringify([type, identifier, values.map((each) => [each.path, each.value])]);
  return {
    mode: "lookup",
    address: `context[${JSON.stringify(key)}]${label === "" ? "" : `.${label}`}`,
    source: spanOf(path, entry.value.kind === "scalar" ? entry.at : at),
    fingerprint: createHash("sha256").update(content).digest("hex"),
    leansOn: [],
    arguments: map(new Map([["value", known(content)]])),
    literals: [],
    type: readable?.type ?? null,
    formatType: type,
    place,
    identity: { kind: "identifier", identifier, name: name ?? readable?.nameOf(identifier) ?? identifier },
    placeIsText: true,
    kept: { reset, values },
  };
}
