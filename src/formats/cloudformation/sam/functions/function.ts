import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext, SamResource } from "../context.ts";
import { SamError } from "../error.ts";
import { addDeploymentPreference, updatePolicyOf } from "./deployment-preference.ts";
import { assign, make, propagateTags, tagList } from "../data/made.ts";
import { codeAt, packaged } from "../data/code-location.ts";
import { dict, get, has, is, isDict, isTruthy, textOf } from "../data/data.ts";
import { eventInvokeConfig } from "./event-invoke.ts";
import { functionEvents } from "./function-events.ts";
import { functionRole } from "./function-role.ts";
import { functionUrl } from "./function-url.ts";
import { isTraced } from "../policies/execution-policies.ts";
import { mapOf } from "../schema.ts";
import { publishedVersion } from "./function-version.ts";

/** What a Lambda function takes over as it is written. */
const PASSED_THROUGH = [
  "FunctionName",
  "Handler",
  "Runtime",
  "Description",
  "MemorySize",
  "Timeout",
  "VpcConfig",
  "Role",
  "Environment",
  "KmsKeyArn",
  "ReservedConcurrentExecutions",
  "Layers",
  "FileSystemConfigs",
  "ImageConfig",
  "PackageType",
  "Architectures",
  "SnapStart",
  "EphemeralStorage",
  "CodeSigningConfigArn",
  "RuntimeManagementConfig",
  "LoggingConfig",
  "TenancyConfig",
  "RecursiveLoop",
  "DurableConfig",
  "FunctionScalingConfig",
  "PublishToLatestPublished",
];

/** What SAM makes of `AWS::Serverless::Function`, its events aside. */
export function expandFunction(resource: SamResource, context: SamContext): readonly Made[] {
  const { properties } = resource;
  validate(properties);
  const lambda = lambdaFunction(resource, context);
  const resources = [lambda];
  const published = publishedVersion(resource, lambda, context);
  if (published) resources.push(published.version, published.alias);
  resources.push(...functionUrl(resource, lambda, published?.alias ?? null));
  if (isTruthy(get(properties, "DeploymentPreference"))) {
    addDeploymentPreference(resource, context);
    const policy = updatePolicyOf(resource.logicalId, context);
    if (policy && !published) throw new SamError("`DeploymentPreference` needs `AutoPublishAlias`");
    if (policy && published)
      published.alias.attributes.slots.set("UpdatePolicy", { key: "UpdatePolicy", value: policy, at: undefined });
  }
  const invoked = eventInvokeConfig(resource, lambda, published, context);
  resources.push(...invoked.resources);
  const role = functionRole(resource, lambda, invoked.policies, context);
  if (role.isMade) resources.push(role.role);
  resources.push(...functionEvents(resource, published?.alias ?? lambda, role.role, context));
  if (isTruthy(get(properties, "PropagateTags"))) propagateFrom(resources, get(properties, "Tags"));
  return resources;
}

function propagateFrom(resources: readonly Made[], tags: Data): void {
  if (isTruthy(tags)) propagateTags(resources, tags);
}

const EXCLUSIVE = [
  ["CapacityProviderConfig", "ProvisionedConcurrencyConfig"],
  ["CapacityProviderConfig", "VpcConfig"],
] as const;

function validate(properties: Dict): void {
  for (const [one, other] of EXCLUSIVE) {
    if (has(properties, one) && has(properties, other))
      throw new SamError(`\`${one}\` and \`${other}\` exclude each other`);
  }
  const needs = (name: string, needed: string): void => {
    if (isTruthy(get(properties, name)) && !isTruthy(get(properties, needed))) {
      throw new SamError(`\`${name}\` needs \`${needed}\``);
    }
  };
  needs("FunctionScalingConfig", "CapacityProviderConfig");
  needs("VersionDeletionPolicy", "AutoPublishAlias");
  needs("ProvisionedConcurrencyConfig", "AutoPublishAlias");
  const queue = get(properties, "DeadLetterQueue");
  if (!isTruthy(queue)) return;
  if (!isTruthy(get(queue, "TargetArn")) || (!is(get(queue, "Type"), "SQS") && !is(get(queue, "Type"), "SNS"))) {
    throw new SamError("`DeadLetterQueue` needs `TargetArn` and a `Type` of `SQS` or `SNS`");
  }
}

function lambdaFunction({ logicalId, properties, attributes, dependsOn }: SamResource, context: SamContext): Made {
  const lambda = make("AWS::Lambda::Function", logicalId, {}, attributes, dependsOn);
  assign(lambda, Object.fromEntries(PASSED_THROUGH.map((name) => [name, get(properties, name)])));
  const tags = [...tagList(dict({ "lambda:createdBy": "SAM" })), ...tagList(get(properties, "Tags"))];
  assign(lambda, { Code: codeOf(properties), Tags: tags });
  const tracing = get(properties, "Tracing");
  if (isTraced(tracing, context)) assign(lambda, { TracingConfig: dict({ Mode: get(properties, "Tracing") }) });
  const queue = get(properties, "DeadLetterQueue");
  if (isTruthy(queue)) assign(lambda, { DeadLetterConfig: dict({ TargetArn: get(queue, "TargetArn") }) });
  const provider = get(properties, "CapacityProviderConfig");
  if (isTruthy(provider))
    assign(lambda, { CapacityProviderConfig: capacityProvider(mapOf(provider, "CapacityProviderConfig")) });
  checkPackage(lambda);
  return lambda;
}

function capacityProvider(config: Dict): Dict {
  const managed = dict({
    CapacityProviderArn: get(config, "Arn"),
    PerExecutionEnvironmentMaxConcurrency: get(config, "PerExecutionEnvironmentMaxConcurrency") ?? undefined,
    ExecutionEnvironmentMemoryGiBPerVCpu: get(config, "ExecutionEnvironmentMemoryGiBPerVCpu") ?? undefined,
  });
  return dict({ LambdaManagedInstancesCapacityProviderConfig: managed });
}

function isImage(properties: Dict): boolean {
  return is(get(properties, "PackageType"), "Image");
}

function codeOf(properties: Dict): Data {
  if (isImage(properties)) {
    const image = get(properties, "ImageUri");
    return image === null ? packaged("ImageUri") : dict({ ImageUri: image });
  }
  const inline = get(properties, "InlineCode");
  const location = get(properties, "CodeUri");
  if (inline === null && location === null) return packaged("CodeUri");
  const code = inline === null ? codeAt(location, "CodeUri") : dict({ ZipFile: inline });
  const key = get(properties, "SourceKMSKeyArn");
  return isTruthy(key) && isDict(code) ? withEntry(code, "SourceKMSKeyArn", key) : code;
}

function withEntry(target: Dict, key: string, value: Data): Dict {
  target.slots.set(key, { key, value, at: undefined });
  return target;
}

function checkPackage({ properties }: Made): void {
  const kind = textOf(get(properties, "PackageType")) ?? "Zip";
  const isThere = (name: string): boolean => isTruthy(get(properties, name));
  if (kind === "Zip") {
    if (!isThere("Runtime") || !isThere("Handler"))
      throw new SamError("a function of `PackageType` `Zip` needs `Runtime` and `Handler`");
    if (isThere("ImageConfig")) throw new SamError("a function of `PackageType` `Zip` takes no `ImageConfig`");
  } else if (kind === "Image") {
    if (isThere("Runtime") || isThere("Handler") || isThere("Layers")) {
      throw new SamError("a function of `PackageType` `Image` takes no `Runtime`, `Handler` or `Layers`");
    }
  } else throw new SamError("`PackageType` is `Zip` or `Image`");
}
