import type { Data, Dict } from "./data/data.ts";
import {
  asHashed,
  entriesOf,
  get,
  hashedDict,
  is,
  isDict,
  isTruthy,
  placeOf,
  set,
  templateText,
  textOf,
} from "./data/data.ts";

/**
 * Makes those parts of a template that SAM hashes as Python 2 did what they were there. It does so only where a REST
 * API, or an HTTP API with a default authorizer, is in the template.
 * @returns the parameters' values, likewise
 */
export function emulatePython2(template: Dict, parameters: ReadonlyMap<string, Data>): ReadonlyMap<string, Data> {
  const resources = get(template, "Resources");
  if (!isDict(resources) || (!hasRestApi(resources) && !hasAuthorizedHttpApi(template, resources))) return parameters;
  const globals = get(template, "Globals");
  if (isDict(globals) && get(globals, "Api") !== null) set(globals, "Api", asHashed(get(globals, "Api")));
  const hashed = hashedDict();
  for (const [key, resource] of entriesOf(resources)) {
    if (isDict(resource)) convert(resource);
    const id = textOf(key) ?? "";
    set(hashed, templateText(id), resource, placeOf(resources, id));
  }
  set(template, "Resources", hashed);
  return new Map([...parameters].map(([name, value]) => [name, asHashed(value)]));
}

const APIS = new Set(["AWS::Serverless::Api", "AWS::Serverless::HttpApi"]);
const CALLED = new Set(["AWS::Serverless::Function", "AWS::Serverless::StateMachine"]);

function convert(resource: Dict): void {
  const type = textOf(get(resource, "Type")) ?? "";
  const properties = get(resource, "Properties");
  if (properties === null) return;
  if (APIS.has(type)) set(resource, "Properties", asHashed(properties));
  if (!CALLED.has(type)) return;
  if (get(resource, "Condition") !== null) set(resource, "Condition", asHashed(get(resource, "Condition")));
  for (const name of ["FunctionName", "Events"]) {
    if (isDict(properties) && get(properties, name) !== null) set(properties, name, asHashed(get(properties, name)));
  }
}

function hasRestApi(resources: Dict): boolean {
  return entriesOf(resources).some(
    ([, resource]) =>
      is(get(resource, "Type"), "AWS::Serverless::Api") ||
      (CALLED.has(textOf(get(resource, "Type")) ?? "") && hasEvent(resource, "Api")),
  );
}

function hasEvent(resource: Data, type: string): boolean {
  return entriesOf(get(get(resource, "Properties"), "Events")).some(([, event]) => is(get(event, "Type"), type));
}

function hasAuthorizedHttpApi(template: Dict, resources: Dict): boolean {
  const standard = get(get(get(get(template, "Globals"), "HttpApi"), "Auth"), "DefaultAuthorizer");
  return entriesOf(resources).some(([, resource]) => {
    if (is(get(resource, "Type"), "AWS::Serverless::HttpApi")) {
      return isTruthy(standard) || isTruthy(get(get(get(resource, "Properties"), "Auth"), "DefaultAuthorizer"));
    }
    return (
      isTruthy(standard) && is(get(resource, "Type"), "AWS::Serverless::Function") && hasEvent(resource, "HttpApi")
    );
  });
}
