import type { Data, Dict, Text } from "./data/data.ts";
import type { Made } from "./data/made.ts";
import type { SamContext, SamResource } from "./context.ts";
import { RESOURCES, checkProperties } from "./schema.ts";
import { SamError } from "./error.ts";
import { addDefaultDefinitions, addImplicitApis } from "./apis/implicit-apis.ts";
import { apiIdOf } from "./apis/rest-api-event.ts";
import {
  asItems,
  copyOf,
  deepCopyOf,
  dict,
  entriesOf,
  get,
  has,
  is,
  isDict,
  isTruthy,
  placeOf,
  remove,
  set,
  setDefault,
  textOf,
} from "./data/data.ts";
import { asResource } from "./data/made.ts";
import { deploymentResources } from "./functions/deployment-preference.ts";
import { emulatePython2 } from "./hashed-template.ts";
import { expandApplication, expandLayer, expandSimpleTable } from "./simple-resources.ts";
import { expandCapacityProvider } from "./functions/capacity-provider.ts";
import { expandConnector } from "./connectors/connector.ts";
import { expandFunction } from "./functions/function.ts";
import { expandGraphQlApi } from "./graphql/graphql-api.ts";
import { expandHttpApi } from "./apis/http-api.ts";
import { expandPolicyTemplates } from "./policies/policy-templates.ts";
import { expandRestApi } from "./apis/rest-api.ts";
import { expandStateMachine } from "./state-machines/state-machine.ts";
import { expandWebSocketApi } from "./apis/websocket-api.ts";
import { mergeGlobals, useOpenApiVersion } from "./globals.ts";
import { printed } from "./data/python.ts";
import { resolveMade, resolveParameters, resolveRenamed } from "./data/resolve.ts";

/** The account that a template is deployed to, as far as the transform asks for it. */
export type SamPlace = { readonly region: string; readonly partition: string };

/** A resource that the transform refuses, and why. `logicalId` is null where it refuses the whole template. */
type Refusal = { readonly logicalId: string | null; readonly message: string };

/** What a resource of the result comes from. */
export type MadeFrom = {
  /** The SAM resource in the template; null for what several of them share. */
  readonly logicalId: string | null;
  readonly event: string | null;
  /** Why its logical id in the stack cannot be told. */
  readonly unknownId: string | null;
};

/** A template with what SAM makes of its resources in their place. */
export type Expanded = {
  readonly template: Dict;
  readonly origins: ReadonlyMap<string, MadeFrom>;
  readonly refusals: readonly Refusal[];
};

type Expand = (resource: SamResource, context: SamContext) => readonly Made[];

const PREFIX = "AWS::Serverless::";

/** Every SAM resource type, in the order in which the transform takes them: later ones lean on earlier ones. */
const TYPES: ReadonlyMap<string, { readonly expand: Expand; readonly turn: number }> = new Map([
  ["Function", { expand: expandFunction, turn: 0 }],
  ["StateMachine", { expand: expandStateMachine, turn: 1 }],
  ["Api", { expand: expandRestApi, turn: 2 }],
  ["HttpApi", { expand: expandHttpApi, turn: 2 }],
  ["WebSocketApi", { expand: expandWebSocketApi, turn: 2 }],
  ["SimpleTable", { expand: expandSimpleTable, turn: 3 }],
  ["Application", { expand: expandApplication, turn: 3 }],
  ["LayerVersion", { expand: expandLayer, turn: 3 }],
  ["GraphQLApi", { expand: expandGraphQlApi, turn: 3 }],
  ["CapacityProvider", { expand: expandCapacityProvider, turn: 3 }],
  ["Connector", { expand: expandConnector, turn: 4 }],
]);

/** The names by which a SAM resource's own resources can be referenced: `!Ref Api.Stage`. */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Function: {
    Alias: "AWS::Lambda::Alias",
    Version: "AWS::Lambda::Version",
    DestinationTopic: "AWS::SNS::Topic",
    DestinationQueue: "AWS::SQS::Queue",
  },
  Api: {
    Stage: "AWS::ApiGateway::Stage",
    Deployment: "AWS::ApiGateway::Deployment",
    DomainName: "AWS::ApiGateway::DomainName",
    DomainNameV2: "AWS::ApiGateway::DomainNameV2",
    UsagePlan: "AWS::ApiGateway::UsagePlan",
    UsagePlanKey: "AWS::ApiGateway::UsagePlanKey",
    ApiKey: "AWS::ApiGateway::ApiKey",
  },
  HttpApi: { Stage: "AWS::ApiGatewayV2::Stage", DomainName: "AWS::ApiGatewayV2::DomainName" },
  WebSocketApi: { Stage: "AWS::ApiGatewayV2::Stage", DomainName: "AWS::ApiGatewayV2::DomainName" },
};

/**
 * What SAM's transform makes of a template, which it changes: what its resources stand for, with the logical ids that
 * they have in the stack. A resource that the transform would refuse stays as it is, and the others are expanded.
 * Facts: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 * and the results of the published transform.
 * @param parameters values of parameters that are known and no secret
 */
export function expandSam(template: Dict, given: ReadonlyMap<string, Data>, place: SamPlace): Expanded {
  const refusals: Refusal[] = [];
  const emulated = emulatePython2(template, given);
  const parameters = new Map([
    ...emulated,
    ["AWS::Region", place.region],
    ["AWS::Partition", place.partition],
  ] as const);
  const resources = get(template, "Resources");
  if (!isDict(resources)) return { template, origins: new Map(), refusals };
  prepare(template, resources, refusals);
  const result = deepCopyOf(template);
  const made = get(result, "Resources");
  const conditions = get(result, "Conditions");
  const context: SamContext = {
    template,
    resources,
    result: isDict(made) ? made : dict(),
    conditions: isDict(conditions) ? conditions : null,
    parameters,
    mappings: get(result, "Mappings"),
    partition: place.partition,
    deployments: new Map(),
    usagePlan: {
      dependsOn: [],
      stages: [],
      stageKeys: [],
      conditions: new Set(),
      anyWithoutCondition: false,
      deletionPolicy: null,
      updateReplacePolicy: null,
    },
    recordSetGroups: new Map(),
    functionNames: new Map(),
  };
  const expansion = expandAll(context, refusals);
  resolveDependencies(result, expansion.renamed);
  resolveRenamed(result, expansion.renamed);
  resolveMade(result, expansion.names);
  return { template: result, origins: expansion.origins, refusals };
}

/** What is done to the template as a whole, before its resources are looked at one by one. */
function prepare(template: Dict, resources: Dict, refusals: Refusal[]): void {
  const refuse = (logicalId: string | null, error: unknown): void => {
    if (!(error instanceof SamError)) throw error;
    refusals.push({ logicalId, message: error.message });
  };
  addDefaultDefinitions(resources);
  addImplicitApis(template, resources, refuse);
  try {
    mergeGlobals(template);
  } catch (error) {
    refuse(null, error);
  }
  useOpenApiVersion(template);
  for (const [key, resource] of entriesOf(resources)) {
    if (!isDict(resource) || !has(resource, "Connectors")) continue;
    for (const [name, connector] of entriesOf(get(resource, "Connectors"))) {
      set(
        resources,
        `${textOf(key) ?? ""}${textOf(name) ?? ""}`,
        embedded(key, connector),
        placeOf(resources, textOf(key) ?? ""),
      );
    }
    remove(resource, "Connectors");
  }
}

/** A connector that stands within its source. */
function embedded(source: Text, connector: Data): Dict {
  const made = isDict(connector) ? copyOf(connector) : dict();
  const written = get(made, "Properties");
  const properties = isDict(written) ? copyOf(written) : dict();
  const from = get(properties, "SourceReference");
  remove(properties, "SourceReference");
  const end = isDict(from) ? copyOf(from) : dict();
  set(end, "Id", source);
  set(properties, "Source", end);
  set(made, "Type", `${PREFIX}Connector`);
  set(made, "Properties", properties);
  return made;
}

type Expansion = {
  readonly origins: ReadonlyMap<string, MadeFrom>;
  readonly renamed: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, ReadonlyMap<string, string>>;
};

function expandAll(context: SamContext, refusals: Refusal[]): Expansion {
  const origins = new Map<string, MadeFrom>();
  const renamed = new Map<string, string>();
  const names = new Map<string, ReadonlyMap<string, string>>();
  const ordered = entriesOf(context.resources)
    .flatMap(([logicalId, resource]) => {
      const kind = kindOf(resource);
      const type = TYPES.get(kind);
      return type && isDict(resource) ? [{ logicalId, resource, kind, ...type }] : [];
    })
    .toSorted((left, right) => left.turn - right.turn);
  for (const { logicalId, resource, kind, expand } of ordered) {
    const id = textOf(logicalId) ?? "";
    try {
      const sam = readResource(logicalId, resource, kind, placeOf(context.resources, id));
      noteFunctionNames(sam, context);
      const made = expand(sam, context);
      remove(context.result, id);
      for (const each of made) addMade(each, id, context, origins);
      const [first] = made;
      if (kind === "LayerVersion" && first) renamed.set(id, textOf(first.logicalId) ?? "");
      names.set(id, namesOf(kind, made));
    } catch (error) {
      if (!(error instanceof SamError)) throw error;
      refusals.push({ logicalId: id, message: error.message });
    }
  }
  for (const each of deploymentResources(context)) addMade(each, null, context, origins);
  return { origins, renamed, names };
}

function kindOf(resource: Data): string {
  const type = textOf(get(resource, "Type")) ?? "";
  return type.startsWith(PREFIX) ? type.slice(PREFIX.length) : "";
}

function readResource(logicalId: Text, resource: Dict, kind: string, at: SamResource["at"]): SamResource {
  const written = setDefault(resource, "Properties", dict());
  if (!isDict(written)) throw new SamError("`Properties` must be a map");
  if (kind === "Function" || kind === "StateMachine") expandPolicyTemplates(written);
  checkProperties(kind, written, RESOURCES);
  const attributes = dict();
  for (const name of ["DeletionPolicy", "UpdatePolicy", "Condition", "UpdateReplacePolicy", "Metadata"]) {
    if (has(resource, name)) set(attributes, name, get(resource, name));
  }
  return {
    logicalId,
    type: `${PREFIX}${kind}`,
    properties: written,
    attributes,
    dependsOn: get(resource, "DependsOn"),
    at,
  };
}

/** What is made replaces nothing of the author's, unless it is the same thing changed: a bucket with its notifications. */
function addMade(made: Made, from: string | null, { result }: SamContext, origins: Map<string, MadeFrom>): void {
  const id = textOf(made.logicalId) ?? "";
  const existing = get(result, id);
  if (isDict(existing) && !origins.has(id) && !is(get(existing, "Type"), made.type)) {
    throw new SamError(`it makes \`${id}\`, and the template has another resource of that name`);
  }
  const isAuthors = isDict(existing) && !origins.has(id);
  set(result, id, asResource(made));
  if (!isAuthors) origins.set(id, { logicalId: from, event: made.event ?? null, unknownId: made.unknownId ?? null });
}

function namesOf(kind: string, made: readonly Made[]): ReadonlyMap<string, string> {
  const idByType = new Map(made.map(({ type, logicalId }) => [type, textOf(logicalId) ?? ""] as const));
  return new Map(
    Object.entries(NAMES[kind] ?? {}).flatMap(([name, type]) => {
      const id = idByType.get(type);
      return id === undefined ? [] : [[name, id] as const];
    }),
  );
}

/** A function's name is part of the hash of the API that its events name. */
function noteFunctionNames({ type, properties }: SamResource, { functionNames, parameters }: SamContext): void {
  if (type !== `${PREFIX}Function`) return;
  for (const [, event] of entriesOf(get(properties, "Events"))) {
    const api = get(get(event, "Properties"), "RestApiId");
    const id = is(get(event, "Type"), "Api") && isTruthy(api) ? textOf(apiIdOf(api)) : undefined;
    const name = resolveParameters(deepCopyOf(get(properties, "FunctionName")), parameters);
    if (id === undefined || !isTruthy(name)) continue;
    functionNames.set(id, `${functionNames.get(id) ?? ""}${textOf(name) ?? printed(name)}`);
  }
}

function resolveDependencies(template: Dict, renamed: ReadonlyMap<string, string>): void {
  for (const [, resource] of entriesOf(get(template, "Resources"))) {
    if (!isDict(resource) || !has(resource, "DependsOn")) continue;
    const held = get(resource, "DependsOn");
    const names = asItems(held).map((name) => renamed.get(textOf(name) ?? "") ?? name);
    set(resource, "DependsOn", Array.isArray(held) ? names : (names[0] ?? held));
  }
}
