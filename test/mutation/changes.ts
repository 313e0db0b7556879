import type { Json } from "../../src/model/json.ts";
import { known, toJson } from "../../src/model/value.ts";
import type { MapValue, Value } from "../../src/model/value.ts";
import type { PropertyRule } from "../../src/resources/comparison/rules.ts";
import { valueOfJson, valueOfJsonText } from "../../src/resources/json-value.ts";
import type { ResourceType } from "../../src/resources/type.ts";

type JsonObject = { readonly [name: string]: Json };
/** A step into live JSON: an object's key, or a list's index. */
type Step = string | number;

/** One change of what is live, and the one path at which a comparison has to see it. */
export type Mutation = { readonly label: string; readonly path: string; readonly live: JsonObject };

type Spot = {
  readonly path: string;
  readonly pattern: string;
  readonly steps: readonly Step[];
  readonly declared: Value;
  readonly live: Json;
};

/**
 * Every way to change one compared attribute of what is live: each declared value, each item of a declared collection
 * (changed, gone, and one too many), one by one. `live` has to be as declared.
 */
export function mutationsOf(type: ResourceType, declared: MapValue, live: JsonObject): readonly Mutation[] {
  const root: Spot = { path: "", pattern: "", steps: [], declared, live };
  return propertiesOf(root).flatMap((spot) => mutationsAt(spot, type, live));
}

function mutationsAt(spot: Spot, type: ResourceType, live: JsonObject): readonly Mutation[] {
  const rule = type.properties.get(spot.pattern);
  if (rule && typeof rule.observed === "object" && "never" in rule.observed) return [];
  const put = (label: string, path: string, steps: readonly Step[], json: Json | undefined): Mutation => {
    return { label: `${label} ${path}`, path, live: edited(live, steps, json) as JsonObject };
  };
  switch (rule?.shape) {
    case "set":
      return setMutations(spot, put);
    case "entries":
      return rule.isOpen ? openMutations(spot, rule, put) : pairMutations(spot, rule, put);
    case "map":
      return mapMutations(spot, put);
    case "keyed":
      return keyedMutations(spot, rule, type, live, put);
    case "whole":
      return [put("changed", spot.path, spot.steps, changed(spot.live))];
    case "key":
      return [];
    case "object":
    case undefined:
      break;
  }
  if (!isObject(spot.live)) return [put("changed", spot.path, spot.steps, changed(spot.live))];
  return propertiesOf(spot).flatMap((child) => mutationsAt(child, type, live));
}

type Put = (label: string, path: string, steps: readonly Step[], json: Json | undefined) => Mutation;

function setMutations({ path, steps, live }: Spot, put: Put): readonly Mutation[] {
  const items = asList(live);
  const gone = items.map((item, index) => put("without", `${path}/${item as string}`, [...steps, index], undefined));
  return [...gone, put("one too many", `${path}/added`, steps, [...items, "added"])];
}

function pairMutations(
  { path, steps, live }: Spot,
  rule: Extract<PropertyRule, { shape: "entries" }>,
  put: Put,
): readonly Mutation[] {
  if (isObject(live)) return mapMutations({ path, steps, live }, put);
  const items = asList(live).map((item) => item as JsonObject);
  const each = items.flatMap((item, index) => {
    const at = `${path}/${item[rule.key] as string}`;
    return [
      put("changed", at, [...steps, index, rule.value], changed(item[rule.value] ?? "")),
      put("without", at, [...steps, index], undefined),
    ];
  });
  return [...each, put("one too many", `${path}/added`, steps, [...items, { [rule.key]: "added", [rule.value]: "x" }])];
}

/** Of settings that AWS all returns, none can be gone, and those that nobody declares are nobody's. */
function openMutations(
  { path, steps, live }: Spot,
  rule: Extract<PropertyRule, { shape: "entries" }>,
  put: Put,
): readonly Mutation[] {
  return asList(live).map((item, index) => {
    const pair = item as JsonObject;
    const at = `${path}/${pair[rule.key] as string}`;
    return put("changed", at, [...steps, index, rule.value], changed(pair[rule.value] ?? ""));
  });
}

function mapMutations({ path, steps, live }: Pick<Spot, "path" | "steps" | "live">, put: Put): readonly Mutation[] {
  const each = Object.entries(live as JsonObject).flatMap(([key, value]) => [
    put("changed", `${path}/${key}`, [...steps, key], changed(value)),
    put("without", `${path}/${key}`, [...steps, key], undefined),
  ]);
  return [...each, put("one too many", `${path}/added`, [...steps, "added"], "x")];
}

type KeyedRule = Extract<PropertyRule, { shape: "keyed" }>;

function keyedMutations(spot: Spot, rule: KeyedRule, type: ResourceType, live: JsonObject, put: Put) {
  const { key } = rule;
  const items = asList(spot.live).map((item) => item as JsonObject);
  const each = items.flatMap((item, index) => {
    const name = nameOf(item, rule);
    const steps = [...spot.steps, index];
    const declared = declaredItem(spot.declared, rule, name);
    const inner: Spot = { path: `${spot.path}/${name}`, pattern: `${spot.pattern}/*`, steps, declared, live: item };
    const own = propertiesOf(inner).filter(({ path }) => typeof key !== "string" || path !== `${inner.path}/${key}`);
    return [put("without", inner.path, steps, undefined), ...own.flatMap((child) => mutationsAt(child, type, live))];
  });
  const added = anotherItem(items[0] ?? {}, key);
  return [...each, put("one too many", `${spot.path}/${nameOf(added, rule)}`, spot.steps, [...items, added])];
}

/** An item that is none of those that are there. */
function anotherItem(item: JsonObject, key: KeyedRule["key"]): JsonObject {
  return typeof key === "string"
    ? { ...item, [key]: "added" }
    : { ...item, IpProtocol: "tcp", FromPort: 4000, ToPort: 4001 };
}

function nameOf(item: JsonObject, { key }: KeyedRule): string {
  const shown = valueOfJson(item);
  const own = shown.kind !== "map" ? undefined : typeof key === "string" ? shown.entries.get(key) : key(shown);
  if (own?.kind !== "known") throw new Error("an item of the sample has no key");
  return String(own.value);
}

/** The declared properties that are live too. */
function propertiesOf({ path, pattern, steps, declared, live }: Spot): readonly Spot[] {
  if (declared.kind !== "map" || !isObject(live)) return [];
  return [...declared.entries].flatMap(([key, child]) => {
    const value = live[key];
    if (value === undefined) return [];
    const join = (outer: string) => (outer === "" ? key : `${outer}/${key}`);
    return [{ path: join(path), pattern: join(pattern), steps: [...steps, key], declared: child, live: value }];
  });
}

function declaredItem(value: Value, { key }: KeyedRule, name: string): Value {
  const items = value.kind === "list" ? value.items : [];
  const found = items.find((item) => {
    const own = item.kind !== "map" ? undefined : typeof key === "string" ? item.entries.get(key) : key(item);
    return own?.kind === "known" && own.value === name;
  });
  if (!found) throw new Error(`${name} is live and not declared: the sample is not as declared`);
  return found;
}

/** Another value of the same kind; of a tree, with its first scalar changed. */
function changed(json: Json): Json {
  if (typeof json === "number") return json + 1;
  if (typeof json === "boolean") return !json;
  if (typeof json === "string") {
    const document = json.startsWith("{") ? valueOfJsonText(known(json)) : undefined;
    const parsed = document?.kind === "map" ? toJson(document) : undefined;
    return parsed === undefined ? `${json}-x` : JSON.stringify(changed(parsed));
  }
  if (json === null) return "x";
  if (Array.isArray(json)) {
    const [first, ...rest] = json as readonly Json[];
    return first === undefined ? ["x"] : [changed(first), ...rest];
  }
  const [entry, ...rest] = Object.entries(json as JsonObject);
  return entry ? Object.fromEntries([[entry[0], changed(entry[1])], ...rest]) : { x: "x" };
}

/** A copy with one place changed, or left out. */
function edited(json: Json, steps: readonly Step[], value: Json | undefined): Json {
  const [step, ...rest] = steps;
  if (step === undefined) return value ?? null;
  if (Array.isArray(json)) {
    const items = [...(json as readonly Json[])];
    if (rest.length === 0 && value === undefined) return items.filter((_, index) => index !== step);
    return items.map((item, index) => (index === step ? edited(item, rest, value) : item));
  }
  const object = json as JsonObject;
  if (rest.length === 0 && value === undefined)
    return Object.fromEntries(Object.entries(object).filter(([key]) => key !== step));
  return { ...object, [step]: rest.length === 0 ? (value ?? null) : edited(object[step] ?? {}, rest, value) };
}

function asList(json: Json): readonly Json[] {
  return Array.isArray(json) ? (json as readonly Json[]) : [];
}

function isObject(json: Json): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
