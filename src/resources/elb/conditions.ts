import { known, list, map } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { entryOf } from "../comparison/node.ts";
import { sameStructure } from "../comparison/same-value.ts";
import { sameInAnyOrder } from "../comparison/sameness.ts";
import type { Sameness } from "../comparison/sameness.ts";
import { spelled } from "../terraform/arguments.ts";
import type { Field } from "../terraform/arguments.ts";
import { argument, originOf } from "../terraform/fields.ts";

/** What each kind of condition is called by the provider and by AWS. */
const KINDS = [
  ["path_pattern", "path-pattern", "PathPatternConfig"],
  ["host_header", "host-header", "HostHeaderConfig"],
  ["http_header", "http-header", "HttpHeaderConfig"],
  ["http_request_method", "http-request-method", "HttpRequestMethodConfig"],
  ["query_string", "query-string", "QueryStringConfig"],
  ["source_ip", "source-ip", "SourceIpConfig"],
] as const;

/** `condition` blocks of a listener rule as CloudFormation's list. */
export const conditions: Field = (value, attribute, put) => {
  const blocks = value.kind === "list" ? value.items : [value];
  const items = blocks.flatMap((block): Value[] => {
    if (block.kind !== "map") return [spelled(block, attribute)];
    const found = KINDS.flatMap(([name, field, config]) => {
      const own = argument(block, name);
      return own ? [conditionOf(own, name, field, config, attribute)] : [];
    });
    return found;
  });
  put("Conditions", list(items, { ...originOf(value), attribute }));
};

function conditionOf(own: Value, name: string, field: string, config: string, attribute: string): Value {
  const origin = { ...originOf(own), attribute: `${attribute}.${name}` };
  const settings = name === "query_string" ? queryStrings(own) : settingsOf(own);
  return map(
    new Map<string, Value>([
      ["Field", known(field)],
      [config, settings],
    ]),
    origin,
  );
}

function settingsOf(own: Value): Value {
  const block = own.kind === "list" ? own.items[0] : own;
  if (block?.kind !== "map") return block ?? map(new Map());
  const header = argument(block, "http_header_name");
  const values = argument(block, "values");
  const entries = new Map<string, Value>();
  if (header) entries.set("HttpHeaderName", header);
  if (values) entries.set("Values", values);
  return map(entries);
}

function queryStrings(own: Value): Value {
  const blocks = own.kind === "list" ? own.items : [own];
  const values = blocks.map((block): Value => {
    if (block.kind !== "map") return block;
    const [key, text] = [argument(block, "key"), argument(block, "value")];
    return map(
      new Map<string, Value>([
        ...(key ? ([["Key", key]] as const) : []),
        ...(text ? ([["Value", text]] as const) : []),
      ]),
    );
  });
  return map(new Map([["Values", list(values)]]));
}

/**
 * Conditions in any order, their values too. Hosts and paths may be written as bare `Values`, as which AWS returns them
 * beside the configuration: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html
 */
export function sameConditions(declared: Value, live: Value): Sameness {
  if (declared.kind !== "list" || live.kind !== "list") return sameStructure(declared, live);
  return sameInAnyOrder(declared.items.map(plain), live.items.map(plain), sameCondition);
}

function sameCondition(left: Value, right: Value): Sameness {
  if (left.kind !== "map" || right.kind !== "map") return sameStructure(left, right);
  const [own, other] = [left, right].map((side) => entryOf(side, "Values"));
  const rest = sameStructure(withoutValues(left), withoutValues(right));
  if (rest !== "same" || own?.kind !== "list" || other?.kind !== "list")
    return rest === "same" ? sameStructure(left, right) : rest;
  return sameInAnyOrder(own.items, other.items, sameStructure);
}

function withoutValues(condition: Value): Value {
  if (condition.kind !== "map") return condition;
  return map(new Map([...condition.entries].filter(([name]) => name !== "Values")));
}

/** A condition's kind, header and values, wherever they are written. */
function plain(condition: Value): Value {
  if (condition.kind !== "map") return condition;
  const field = entryOf(condition, "Field");
  const kind = KINDS.find(([, name]) => field?.kind === "known" && field.value === name);
  if (!field || !kind) return condition;
  const config = entryOf(condition, kind[2]);
  if (config?.kind === "unresolved") return config;
  const entries = new Map<string, Value>([["Field", field]]);
  const header = entryOf(config, "HttpHeaderName");
  const values = entryOf(config, "Values") ?? entryOf(condition, "Values");
  if (header) entries.set("HttpHeaderName", header);
  if (values) entries.set("Values", values);
  return map(entries);
}
