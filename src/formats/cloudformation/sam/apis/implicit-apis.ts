import type { Data, Dict, Text } from "../data/data.ts";
import { ANY_METHOD, addPath, makePathConditional } from "./api-editor.ts";
import { MANAGED } from "../globals.ts";
import { SamError } from "../error.ts";
import { apiIdOf } from "./rest-api-event.ts";
import { byCodePoint } from "../data/python.ts";
import { closeOpenApi, isOpenApi, newOpenApi, openOpenApi } from "./open-api.ts";
import { closeSwagger, isSwagger, newSwagger, openSwagger } from "./swagger.ts";
import { combinedConditions, conditional, ref } from "../data/intrinsics.ts";
import {
  deepCopyOf,
  dict,
  entriesOf,
  get,
  has,
  hashedDict,
  is,
  isDict,
  isText,
  isTruthy,
  keysOf,
  remove,
  set,
  setDefault,
  textOf,
  update,
} from "../data/data.ts";

/** How events of one kind get the API that they do not name. */
type Kind = {
  readonly event: "Api" | "HttpApi";
  readonly idProperty: "RestApiId" | "ApiId";
  readonly apiType: string;
  readonly logicalId: string;
  readonly isDefinition: (body: Data) => boolean;
  /** Changes a definition's paths. */
  readonly edit: (body: Data, change: (paths: Dict) => void) => Dict;
  readonly fresh: () => Dict;
};

const REST: Kind = {
  event: "Api",
  idProperty: "RestApiId",
  apiType: "AWS::Serverless::Api",
  logicalId: "ServerlessRestApi",
  isDefinition: isSwagger,
  edit(body, change) {
    const swagger = openSwagger(body);
    change(swagger.paths);
    return closeSwagger(swagger);
  },
  fresh: () => apiResource("AWS::Serverless::Api", newSwagger(), "Prod"),
};

const HTTP: Kind = {
  event: "HttpApi",
  idProperty: "ApiId",
  apiType: "AWS::Serverless::HttpApi",
  logicalId: "ServerlessHttpApi",
  isDefinition: isOpenApi,
  edit(body, change) {
    const openApi = openOpenApi(body);
    change(openApi.paths);
    return closeOpenApi(openApi);
  },
  fresh: () => apiResource("AWS::Serverless::HttpApi", newOpenApi(), undefined),
};

function apiResource(type: string, body: Dict, stage: string | undefined): Dict {
  const properties = dict({ StageName: stage, DefinitionBody: body, [MANAGED]: true });
  return dict({ Type: type, Properties: properties });
}

/** Gives every API without a definition an empty one that events fill. */
export function addDefaultDefinitions(resources: Dict): void {
  for (const { apiType, fresh } of [REST, HTTP]) {
    for (const [, api] of entriesOf(resources)) {
      if (!isDict(api) || !is(get(api, "Type"), apiType)) continue;
      const properties = setDefault(api, "Properties", dict());
      if (!isDict(properties)) continue;
      if (isTruthy(get(properties, "DefinitionBody")) || isTruthy(get(properties, "DefinitionUri"))) continue;
      set(properties, "DefinitionBody", get(get(fresh(), "Properties"), "DefinitionBody"));
      set(properties, MANAGED, true);
    }
  }
}

/** What functions and state machines with events of an API say of it. */
type Users = {
  /** By API, path and method: the condition of what is called. */
  readonly conditions: Map<string, Map<string, Map<string, Text | null>>>;
  readonly deletionPolicies: Data[];
  readonly updatePolicies: Data[];
};

export type Refused = (logicalId: string, error: SamError) => void;

/** Adds the APIs that events ask for without naming one, and every event's path to the API that it names. */
export function addImplicitApis(template: Dict, resources: Dict, refused: Refused): void {
  for (const kind of [REST, HTTP]) addImplicitApi(kind, template, resources, refused);
}

function addImplicitApi(kind: Kind, template: Dict, resources: Dict, refused: Refused): void {
  const written = get(resources, kind.logicalId);
  const existing = isDict(written) ? deepCopyOf(written) : null;
  set(resources, kind.logicalId, kind.fresh());
  const users: Users = { conditions: new Map(), deletionPolicies: [], updatePolicies: [] };
  for (const [key, resource] of entriesOf(resources)) {
    if (!is(get(resource, "Type"), FUNCTION) && !is(get(resource, "Type"), MACHINE)) continue;
    try {
      if (isDict(resource)) addEvents(kind, template, resources, resource, users);
    } catch (error) {
      if (!(error instanceof SamError)) throw error;
      refused(textOf(key) ?? "", error);
    }
  }
  const implicit = get(resources, kind.logicalId);
  if (isDict(implicit)) addAttributes(kind, template, implicit, users);
  addPathConditions(kind, template, resources, users);
  const paths = get(get(get(get(resources, kind.logicalId), "Properties"), "DefinitionBody"), "paths");
  if (isTruthy(paths)) return;
  if (existing) set(resources, kind.logicalId, existing);
  else remove(resources, kind.logicalId);
}

const FUNCTION = "AWS::Serverless::Function";
const MACHINE = "AWS::Serverless::StateMachine";

function addEvents(kind: Kind, template: Dict, resources: Dict, user: Dict, users: Users): void {
  const events = get(get(user, "Properties"), "Events");
  if (!isDict(events)) return;
  const own = hashedDict();
  for (const [key, event] of entriesOf(events)) if (is(get(event, "Type"), kind.event)) set(own, key, event);
  for (const [key, event] of entriesOf(own)) {
    if (isDict(event)) addEvent(kind, template, resources, user, users, textOf(key) ?? "", event);
  }
  if (own.slots.size > 0) update(events, own);
}

function addEvent(
  kind: Kind,
  template: Dict,
  resources: Dict,
  user: Dict,
  users: Users,
  name: string,
  event: Dict,
): void {
  if (kind === REST && !isTruthy(get(event, "Properties"))) return;
  const properties = setDefault(event, "Properties", dict());
  if (!isDict(properties)) throw new SamError(`\`Properties\` of the event \`${name}\` must be a map`);
  if (!has(properties, kind.idProperty)) {
    addTags(template, resources, user, kind);
    set(properties, kind.idProperty, ref(kind.logicalId));
  }
  if (kind === HTTP && !isTruthy(get(properties, "Path")) && !isTruthy(get(properties, "Method"))) {
    set(properties, "Path", "$default");
    set(properties, "Method", ANY_METHOD);
  }
  const apiId = textOf(apiIdOf(get(properties, kind.idProperty)));
  const path = get(properties, "Path");
  const method = get(properties, "Method");
  if (!isText(path) || !isText(method))
    throw new SamError(`the event \`${name}\` needs \`Path\` and \`Method\` as texts`);
  // An API that is none of SAM's is left as it is; only one of SAM's other kind cannot be meant.
  const isOther = kind === REST && apiId !== undefined && is(get(get(resources, apiId), "Type"), HTTP.apiType);
  if (apiId === undefined || !has(resources, apiId) || isOther) {
    throw new SamError(
      `\`${kind.idProperty}\` of the event \`${name}\` must be an \`${kind.apiType}\` of the same template`,
    );
  }
  note(users, user, apiId, textOf(path) ?? "", textOf(method) ?? "");
  const api = get(get(resources, apiId), "Properties");
  if (isDict(api)) addPathTo(kind, api, path, method);
  if (kind === HTTP && isDict(api) && has(properties, "RouteSettings"))
    addRouteSettings(api, properties, get(user, "Condition"));
}

function addPathTo(kind: Kind, api: Dict, path: Text, method: Text): void {
  const body = get(api, "DefinitionBody");
  if (!kind.isDefinition(body) || !isTruthy(get(api, MANAGED))) return;
  set(
    api,
    "DefinitionBody",
    kind.edit(body, (paths) => addPath(paths, path, method)),
  );
}

function addTags(template: Dict, resources: Dict, user: Dict, kind: Kind): void {
  const section = is(get(user, "Type"), FUNCTION) ? "Function" : "StateMachine";
  const defaults = get(get(template, "Globals"), section);
  const said = (name: string): Data => {
    const own = get(get(user, "Properties"), name);
    return isTruthy(own) ? own : get(defaults, name);
  };
  const tags = said("Tags");
  const implicit = get(get(resources, kind.logicalId), "Properties");
  if (!isDict(implicit) || !isDict(tags) || !isTruthy(tags) || !isTruthy(said("PropagateTags"))) return;
  const held = setDefault(implicit, "Tags", dict());
  if (isDict(held)) update(held, tags);
  set(implicit, "PropagateTags", true);
}

function note(users: Users, user: Dict, apiId: string, path: string, method: string): void {
  const paths = users.conditions.get(apiId) ?? new Map<string, Map<string, Text | null>>();
  const methods = paths.get(path) ?? new Map<string, Text | null>();
  const condition = get(user, "Condition");
  methods.set(method, isText(condition) ? condition : null);
  paths.set(path, methods);
  users.conditions.set(apiId, paths);
  users.deletionPolicies.push(apiId, get(user, "DeletionPolicy"));
  users.updatePolicies.push(apiId, get(user, "UpdateReplacePolicy"));
}

/** The implicit API has a condition where all that it calls have one, and the strictest policies. */
function addAttributes({ logicalId }: Kind, template: Dict, api: Dict, users: Users): void {
  const paths = users.conditions.get(logicalId)?.values() ?? [];
  const methods = Array.from(paths, (each) => Array.from(each.values())).flat();
  const conditions = allConditional(methods);
  if (conditions) {
    const [only = ""] = conditions;
    set(api, "Condition", conditions.length === 1 ? only : `${logicalId}Condition`);
    addCombined(template, conditions, `${logicalId}Condition`);
  }
  strictest(api, "DeletionPolicy", policiesFor(users.deletionPolicies, logicalId), ["Retain", "Delete"]);
  strictest(api, "UpdateReplacePolicy", policiesFor(users.updatePolicies, logicalId), ["Retain", "Snapshot", "Delete"]);
}

function policiesFor(pairs: readonly Data[], logicalId: string): readonly Data[] {
  return pairs.filter((_, index) => index % 2 === 1 && pairs[index - 1] === logicalId);
}

function strictest(api: Dict, attribute: string, said: readonly Data[], order: readonly string[]): void {
  const chosen = order.find((policy) => said.some((value) => is(value, policy)));
  if (chosen !== undefined) set(api, attribute, chosen);
}

/** The conditions of what is called, each once; null where something is called without one. */
function allConditional(methods: readonly (Text | null)[]): readonly Text[] | null {
  if (methods.length === 0 || methods.includes(null)) return null;
  return [...new Map(methods.flatMap((name) => (name === null ? [] : [[textOf(name), name] as const]))).values()];
}

function addCombined(template: Dict, conditions: readonly Text[], name: string): void {
  const names = conditions.map((condition) => textOf(condition) ?? "");
  const held = conditions.length > 1 ? setDefault(template, "Conditions", dict()) : null;
  if (!isDict(held)) return;
  for (const [key, made] of combinedConditions(names.toSorted(byCodePoint), name)) set(held, key, made);
}

function addPathConditions(kind: Kind, template: Dict, resources: Dict, users: Users): void {
  for (const [key, api] of entriesOf(resources)) {
    if (!is(get(api, "Type"), kind.apiType)) continue;
    const properties = get(api, "Properties");
    if (!isDict(properties) || !isTruthy(get(properties, MANAGED))) continue;
    const apiId = textOf(key) ?? "";
    const body = get(properties, "DefinitionBody");
    if (!kind.isDefinition(body)) continue;
    const changed = kind.edit(body, (paths) => {
      for (const path of keysOf(paths)) {
        const names = new Set(
          users.conditions
            .get(apiId)
            ?.get(textOf(path) ?? "")
            ?.values() ?? [],
        );
        if (names.size === 0 || names.has(null)) continue;
        const conditions = [...names].flatMap((name) => name ?? []);
        const [only = ""] = conditions;
        const combined = pathConditionName(apiId, textOf(path) ?? "");
        addCombined(template, conditions, combined);
        makePathConditional(paths, path, conditions.length === 1 ? only : combined);
      }
    });
    set(properties, "DefinitionBody", changed);
  }
}

function pathConditionName(apiId: string, path: string): string {
  return `${apiId}${path.replaceAll("/", "SLASH").replaceAll("{", "OB").replaceAll("}", "CB")}PathCondition`;
}

function addRouteSettings(api: Dict, properties: Dict, condition: Data): void {
  const path = textOf(get(properties, "Path")) ?? "";
  const method = textOf(get(properties, "Method")) ?? "";
  const route = method === ANY_METHOD ? path : `${method.toUpperCase()} ${path}`;
  const settings = setDefault(api, "RouteSettings", dict());
  const own = get(properties, "RouteSettings");
  const wanted = isTruthy(condition) ? conditional(condition, own) : own;
  if (!isDict(settings) || !isDict(wanted)) throw new SamError("`RouteSettings` must be a map");
  const held = setDefault(settings, route, dict());
  if (isDict(held)) update(held, wanted);
}
