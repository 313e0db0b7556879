import type { Data, Dict } from "./data/data.ts";
import { SamError } from "./error.ts";
import {
  asItems,
  asPlainText,
  copyOf,
  deepCopyOf,
  entriesOf,
  get,
  has,
  is,
  isDict,
  isText,
  remove,
  set,
  textOf,
} from "./data/data.ts";
import { isIntrinsic } from "./data/intrinsics.ts";
import { isVersion3 } from "./apis/api-editor.ts";

const PREFIX = "AWS::Serverless::";

/** The properties that `Globals` takes, by section (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html). */
const SECTIONS: Readonly<Record<string, string>> = {
  Function: `Handler Runtime CodeUri DeadLetterQueue Description MemorySize Timeout VpcConfig Environment Tags
    PropagateTags Tracing KmsKeyArn AutoPublishAlias AutoPublishAliasAllProperties Layers DeploymentPreference RolePath
    PermissionsBoundary ReservedConcurrentExecutions ProvisionedConcurrencyConfig AssumeRolePolicyDocument
    EventInvokeConfig FileSystemConfigs CodeSigningConfigArn Architectures SnapStart EphemeralStorage FunctionUrlConfig
    RuntimeManagementConfig LoggingConfig RecursiveLoop SourceKMSKeyArn TenancyConfig DurableConfig
    CapacityProviderConfig FunctionScalingConfig PublishToLatestPublished VersionDeletionPolicy`,
  Api: `Auth Name DefinitionUri CacheClusterEnabled CacheClusterSize MergeDefinitions Variables EndpointConfiguration
    MethodSettings BinaryMediaTypes MinimumCompressionSize Cors GatewayResponses AccessLogSetting CanarySetting
    TracingEnabled OpenApiVersion Domain AlwaysDeploy PropagateTags SecurityPolicy EndpointAccessMode`,
  HttpApi: `Auth AccessLogSettings StageVariables Tags CorsConfiguration DefaultRouteSettings Domain RouteSettings
    FailOnWarnings PropagateTags`,
  SimpleTable: "SSESpecification",
  StateMachine: "PropagateTags",
  LayerVersion: "PublishLambdaVersion",
  CapacityProvider: "VpcConfig OperatorRole Tags InstanceRequirements ScalingConfig KmsKeyArn PropagateTags",
  WebSocketApi: `AccessLogSettings ApiKeySelectionExpression DefaultRouteSettings DisableExecuteApiEndpoint
    DisableSchemaValidation Domain FailOnWarnings IpAddressType PropagateTags RouteSelectionExpression RouteSettings
    StageVariables Tags`,
};

/**
 * Merges `Globals` into the resources that they are for, and takes the section away.
 * @throws SamError for a section or property that `Globals` does not take
 */
export function mergeGlobals(template: Dict): void {
  const globals = get(template, "Globals");
  if (globals !== null) validate(globals);
  for (const [, resource] of entriesOf(get(template, "Resources"))) {
    const type = textOf(get(resource, "Type"));
    if (!isDict(resource) || type === undefined || !type.startsWith(PREFIX)) continue;
    const section = get(globals, type.slice(PREFIX.length));
    const properties = get(resource, "Properties");
    if (!isDict(section) || (!isDict(properties) && has(resource, "Properties"))) continue;
    const defaults = withoutIgnored(section, get(resource, "IgnoreGlobals"));
    if (defaults) set(resource, "Properties", isDict(properties) ? merged(defaults, properties) : copyOf(defaults));
  }
  remove(template, "Globals");
}

function validate(globals: Data): void {
  if (!isDict(globals)) throw new SamError("`Globals` must be a map");
  for (const [key, properties] of entriesOf(globals)) {
    const section = textOf(key) ?? "";
    const supported = SECTIONS[section]?.split(/\s+/);
    if (!supported) throw new SamError(`\`Globals\` has no section \`${section}\``);
    if (!isDict(properties)) throw new SamError(`\`Globals.${section}\` must be a map`);
    const other = entriesOf(properties).find(([name]) => !supported.includes(textOf(name) ?? ""));
    if (other) throw new SamError(`\`Globals.${section}\` does not take \`${textOf(other[0]) ?? ""}\``);
  }
}

/** The defaults without those that a resource does not want; null where it wants none. */
function withoutIgnored(section: Dict, ignored: Data): Dict | null {
  if (ignored === null || ignored === false) return section;
  if (is(ignored, "*")) return null;
  const rest = deepCopyOf(section);
  for (const name of asItems(ignored)) if (isText(name)) remove(rest, textOf(name) ?? "");
  return rest;
}

/** Maps are merged, lists put behind each other; of all else the resource's own value wins. */
function merge(global: Data, local: Data): Data {
  if (Array.isArray(global) && Array.isArray(local)) return [...global, ...local];
  if (isDict(global) && isDict(local) && !isIntrinsic(global) && !isIntrinsic(local)) return merged(global, local);
  return local;
}

function merged(global: Dict, local: Dict): Dict {
  const result = copyOf(global);
  for (const [key, value] of entriesOf(local)) {
    const name = textOf(key) ?? "";
    const place = local.slots.get(name)?.at;
    set(result, key, has(global, key) ? merge(get(global, key), value) : value, place);
  }
  return result;
}

/** A managed API's definition becomes OpenAPI 3 where its version says so. */
export function useOpenApiVersion(template: Dict): void {
  for (const [, resource] of entriesOf(get(template, "Resources"))) {
    if (!is(get(resource, "Type"), "AWS::Serverless::Api")) continue;
    const properties = get(resource, "Properties");
    const version = get(properties, "OpenApiVersion");
    if (!isDict(properties) || version === null || !has(properties, MANAGED) || !isVersion3(version)) continue;
    const written = isText(version) ? version : asPlainText(version);
    set(properties, "OpenApiVersion", written);
    const body = get(properties, "DefinitionBody");
    if (!isDict(body)) continue;
    set(body, "openapi", written);
    remove(body, "swagger");
  }
}

/** Marks an API whose definition the transform makes. */
export const MANAGED = "__MANAGE_SWAGGER";
