import type { MapValue, Value } from "../../../model/value.ts";
import type { Declaration } from "../module/source.ts";
import type { Expression } from "../syntax/ast.ts";

/** What `lifecycle { ignore_changes }` names, as CloudFormation paths: those whose properties come from the attribute. */
export function ignoredPaths(declaration: Declaration, properties: MapValue): string[] {
  const paths = new Set<string>();
  for (const { block } of declaration.body.blocks) {
    if (block.type !== "lifecycle") continue;
    const value = block.attributes.find((attribute) => attribute.name === "ignore_changes")?.value;
    if (!value) continue;
    if (isAll(value)) return ["*"];
    const items = value.kind === "tuple" ? value.items : [];
    for (const item of items) for (const path of pathsOf(item, properties)) paths.add(path);
  }
  return [...paths];
}

function isAll(value: Expression): boolean {
  if (value.kind === "string") return value.value === "all";
  return value.kind === "traversal" && value.root === "all" && value.steps.length === 0;
}

function pathsOf(item: Expression, properties: MapValue): string[] {
  const names = namesOf(item);
  if (names.length === 0) return [];
  const [first, second] = names;
  if (first === "tags" || first === "tags_all") return [second === undefined ? "Tags" : `Tags/${second}`];
  // An attribute inside a block is spelled with the block: `environment.variables`.
  const spelling = names.join(".");
  const found = pathsSpelled(properties, "", spelling);
  return found.length > 0 || names.length === 1 ? found : pathsSpelled(properties, "", first ?? "");
}

/** `environment[0].variables` as `environment`, `variables`: positions do not count. */
function namesOf(item: Expression): string[] {
  if (item.kind === "string") return item.value.split(/\[\d+\]|\./).filter((name) => name !== "");
  if (item.kind !== "traversal") return [];
  const names = [item.root];
  for (const step of item.steps) {
    if (typeof step === "string") names.push(step);
    else if (step.kind === "index" && step.key.kind === "string") names.push(step.key.value);
  }
  return names;
}

/** Paths of the properties that the attribute, or anything in it, became. Items of lists belong to their list. */
function pathsSpelled(properties: MapValue, outer: string, spelling: string): string[] {
  return [...properties.entries].flatMap(([name, value]) => {
    const path = outer === "" ? name : `${outer}/${name}`;
    if (comesFrom(value, spelling)) return [path];
    return value.kind === "map" ? pathsSpelled(value, path, spelling) : [];
  });
}

function comesFrom(value: Value, spelling: string): boolean {
  const { attribute } = value;
  return attribute === spelling || (attribute?.startsWith(`${spelling}.`) ?? false);
}
