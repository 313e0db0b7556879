import { authorizersOf, bodyOf } from "./rest-definition.ts";
import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext, SamResource } from "../context.ts";
import { SamError } from "../error.ts";
import { asPlainText, deepCopyOf, dict, get, has, hashedDict, isTruthy, set, textLike, textOf } from "../data/data.ts";
import { assign, idOf, inherited, make, propagateTags, tagList } from "../data/made.ts";
import { definitionAt, isUnknowable } from "../data/code-location.ts";
import { idHash, printed, spacedJson } from "../data/python.ts";
import { isAlphanumeric } from "../functions/event.ts";
import { ref, sub } from "../data/intrinsics.ts";
import { resolveParameters } from "../data/resolve.ts";
import { restDomain } from "./api-domain.ts";
import { usagePlan } from "./usage-plan.ts";

/** What SAM makes of `AWS::Serverless::Api`. */
export function expandRestApi(resource: SamResource, context: SamContext): readonly Made[] {
  const { properties } = resource;
  for (const name of ["BinaryMediaTypes", "Domain", "Auth"]) {
    if (has(properties, name)) set(properties, name, resolveParameters(get(properties, name), context.parameters));
  }
  const api = restApi(resource, context);
  const domain = restDomain(resource, context);
  const { deployment, stage } = deploymentAndStage(resource, api, context);
  const resources = [
    api,
    deployment,
    stage,
    ...authorizerPermissions(resource, context),
    ...domain.resources,
    ...usagePlan(resource, stage, context),
    ...domain.associations,
  ];
  const tags = get(properties, "Tags");
  if (isTruthy(tags) && isTruthy(get(properties, "PropagateTags"))) propagateTags(resources, tags);
  return resources;
}

function restApi(resource: SamResource, context: SamContext): Made {
  const { properties, logicalId, attributes, dependsOn } = resource;
  if (isTruthy(get(properties, "DefinitionUri")) && isTruthy(get(properties, "DefinitionBody"))) {
    throw new SamError("`DefinitionUri` and `DefinitionBody` exclude each other");
  }
  const api = make("AWS::ApiGateway::RestApi", logicalId, {}, attributes, dependsOn);
  const passed = (name: string): Data => {
    const value = get(properties, name);
    return isTruthy(value) ? value : null;
  };
  assign(api, {
    BinaryMediaTypes: get(properties, "BinaryMediaTypes"),
    MinimumCompressionSize: get(properties, "MinimumCompressionSize"),
    ...endpointOf(get(properties, "EndpointConfiguration"), context.partition),
  });
  const body = bodyOf(resource, context);
  const uri = get(properties, "DefinitionUri");
  if (isTruthy(uri)) {
    const location = definitionAt(uri, "DefinitionUri", hashedDict, (text) => textLike(uri, text));
    assign(api, { BodyS3Location: location });
  } else assign(api, { Body: isTruthy(body) ? body : null });
  const names = ["FailOnWarnings", "Name", "Description", "Mode", "ApiKeySourceType", "Policy", "SecurityPolicy"];
  assign(api, Object.fromEntries([...names, "EndpointAccessMode"].map((name) => [name, passed(name)])));
  return api;
}

/** Partitions without edge-optimized APIs. */
const REGIONAL_ONLY = /^(?:aws-iso.*|aws-us-gov|aws-cn|aws-eusc)$/;

function endpointOf(wish: Data, partition: string): Readonly<Record<string, Data>> {
  const config = isTruthy(wish) ? wish : REGIONAL_ONLY.test(partition) ? "REGIONAL" : null;
  if (config === null) return {};
  const type = get(config, "Type");
  if (!isTruthy(type)) {
    return {
      EndpointConfiguration: dict({ Types: [config] }),
      Parameters: dict({ endpointConfigurationTypes: config }),
    };
  }
  const endpoints = get(config, "VPCEndpointIds");
  const endpoint = dict({ Types: [type] });
  if (has(config, "VPCEndpointIds") || has(config, "VpcEndpointIds")) {
    set(endpoint, "VpcEndpointIds", isTruthy(endpoints) ? endpoints : get(config, "VpcEndpointIds"));
  }
  if (has(config, "IpAddressType")) set(endpoint, "IpAddressType", get(config, "IpAddressType"));
  return { EndpointConfiguration: endpoint, Parameters: dict({ endpointConfigurationTypes: type }) };
}

function authorizerPermissions(resource: SamResource, { partition }: SamContext): readonly Made[] {
  const authorizers = authorizersOf(get(resource.properties, "Auth"), null, partition);
  const arn = `arn:${partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/authorizers/*`;
  return [...authorizers.values()]
    .filter(({ functionArn, hasNoPermission }) => isTruthy(functionArn) && !hasNoPermission)
    .map(({ name, functionArn }) =>
      make(
        "AWS::Lambda::Permission",
        idOf(resource.logicalId, name, "AuthorizerPermission"),
        {
          Action: "lambda:InvokeFunction",
          FunctionName: functionArn,
          Principal: "apigateway.amazonaws.com",
          SourceArn: sub(arn, dict({ __ApiId__: ref(resource.logicalId) })),
        },
        inherited(resource.attributes),
      ),
    );
}

/** The deployment, whose logical id follows from what is deployed, and the stage that it is deployed to. */
function deploymentAndStage(
  { properties, logicalId, attributes }: SamResource,
  api: Made,
  { functionNames }: SamContext,
): { readonly deployment: Made; readonly stage: Made } {
  const passed = inherited(attributes);
  const version = get(properties, "OpenApiVersion");
  const deployment = make(
    "AWS::ApiGateway::Deployment",
    idOf(logicalId, "Deployment"),
    { RestApiId: ref(logicalId), StageName: isTruthy(version) ? null : "Stage" },
    passed,
  );
  const stageName = get(properties, "StageName");
  const prefix = textOf(stageName) ?? "";
  const stage = make(
    "AWS::ApiGateway::Stage",
    isAlphanumeric(prefix) ? idOf(logicalId, prefix, "Stage") : idOf(logicalId, "Stage", idHash(prefix)),
    { RestApiId: ref(logicalId), StageName: stageName },
    passed,
  );
  const names = ["CacheClusterEnabled", "CacheClusterSize", "Variables", "MethodSettings", "AccessLogSetting"];
  assign(
    stage,
    Object.fromEntries([...names, "CanarySetting", "TracingEnabled"].map((name) => [name, get(properties, name)])),
  );
  const definition = get(api.properties, "Body") ?? get(api.properties, "BodyS3Location");
  if (definition !== null)
    nameDeployment(deployment, definition, properties, functionNames.get(textOf(logicalId) ?? ""));
  assign(stage, {
    DeploymentId: ref(deployment.logicalId),
    Tags: get(properties, "Tags") === null ? null : tagList(get(properties, "Tags")),
  });
  return { deployment, stage };
}

function nameDeployment(deployment: Made, definition: Data, properties: Dict, functions: string | undefined): void {
  if (isTruthy(get(properties, "AlwaysDeploy"))) {
    deployment.unknownId = "`AlwaysDeploy` gives it another logical id with every deployment";
    return;
  }
  if (isUnknowable(definition)) {
    deployment.unknownId =
      "its logical id ends in a hash of a definition that is uploaded when the template is packaged";
    return;
  }
  if (!isTruthy(definition)) return;
  const version = get(properties, "OpenApiVersion");
  const domain = get(properties, "Domain");
  const hashed = [
    printed(definition),
    ...(isTruthy(version) ? [asPlainText(version)] : []),
    ...(isTruthy(domain) ? [spacedJson(deepCopyOf(domain))] : []),
    ...(functions === undefined || functions === "" ? [] : [functions]),
  ].join("||");
  deployment.logicalId = idOf(deployment.logicalId, idHash(hashed));
  assign(deployment, { Description: `RestApi deployment id: ${idHash(hashed, 40)}` });
}
