import type { Data, Dict, Text } from "../data/data.ts";
import { SamError } from "../error.ts";
import {
  asPlainText,
  entriesOf,
  get,
  has,
  hashedDict,
  isDict,
  isTruthy,
  set,
  setDefault,
  textLike,
  textOf,
} from "../data/data.ts";
import { conditional, conditionalContents } from "../data/intrinsics.ts";

/** Where an API's method says what API Gateway does with a request. */
export const INTEGRATION = "x-amazon-apigateway-integration";
/** What `any` is called in a definition. */
export const ANY_METHOD = "x-amazon-apigateway-any-method";

/** A method's name as a definition has it. */
export function methodName(method: Data): Text {
  const name = (textOf(method) ?? "").toLowerCase();
  return name === "any" ? ANY_METHOD : textLike(method, name);
}

/** A path's items: one, or those of its conditions. */
export function pathItems(paths: Dict, path: Text): readonly Dict[] {
  return conditionalContents(get(paths, path)).map((item) => {
    if (!isDict(item)) throw new SamError(`the path \`${textOf(path) ?? ""}\` must be a map`);
    return item;
  });
}

/** What a method says, under its conditions; `withIntegration` leaves out those that API Gateway does nothing for. */
export function methodDefinitions(paths: Dict, path: Text, method: Text, withIntegration = true): readonly Dict[] {
  return pathItems(paths, path)
    .flatMap((item) => conditionalContents(get(item, methodName(method))))
    .map((definition) => {
      if (!isDict(definition)) throw new SamError(`the method \`${textOf(method) ?? ""}\` must be a map`);
      return definition;
    })
    .filter((definition) => !withIntegration || isTruthy(get(definition, INTEGRATION)));
}

/** Whether every item of a path has the method. */
function hasPath(paths: Dict, path: Text, method: Text): boolean {
  if (!has(paths, path)) return false;
  return conditionalContents(get(paths, path)).every((item) => isDict(item) && has(item, method));
}

/** Whether API Gateway does something for a method already. */
export function hasIntegration(paths: Dict, path: Text, written: Text): boolean {
  const method = methodName(written);
  if (!hasPath(paths, path, method)) return false;
  return pathItems(paths, path).every((item) =>
    conditionalContents(get(item, method)).some((definition) => isTruthy(get(definition, INTEGRATION))),
  );
}

export function addPath(paths: Dict, path: Text, written: Text): void {
  const method = methodName(written);
  const held = setDefault(paths, path, hashedDict());
  for (const item of conditionalContents(held)) {
    if (!isDict(item)) throw new SamError(`the path \`${textOf(path) ?? ""}\` must be a map`);
    setDefault(item, method, hashedDict());
  }
}

/** Makes a whole path depend on a condition. */
export function makePathConditional(paths: Dict, path: Text, condition: Data): void {
  set(paths, path, conditional(condition, get(paths, path)));
}

/** A method's `security`; SamError where it is no list. */
export function securityOf(definition: Dict, path: Text): readonly Data[] {
  const held = get(definition, "security");
  if (held !== null && !Array.isArray(held))
    throw new SamError(`\`security\` of the path \`${textOf(path) ?? ""}\` must be a list`);
  return held ?? [];
}

/** A list of scopes under an authorizer's name. */
export function security(name: Text, scopes: Data): Dict {
  const entry = hashedDict();
  set(entry, name, scopes);
  return entry;
}

/** Whether an entry of `security` names one of these. */
export function namesAny(entry: Data, names: ReadonlySet<string>): boolean {
  return entriesOf(entry).some(([key]) => names.has(textOf(key) ?? ""));
}

/** A path as an ARN's resource has it: its parameters are wildcards. */
export function pathPattern(path: Text, greedy: boolean): Text {
  const parameter = greedy ? /\{([a-zA-Z0-9._-]+|[a-zA-Z0-9._-]+\+|proxy\+)\}/g : /\{([a-zA-Z0-9._-]+|proxy\+)\}/g;
  return textLike(path, (textOf(path) ?? "").replace(parameter, "*"));
}

/** Whether a version says OpenAPI 3. */
export function isVersion3(version: Data): boolean {
  return /^3(\.\d)(\.\d)?$/.test(asPlainText(version));
}
