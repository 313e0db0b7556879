import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext, SamResource } from "../context.ts";
import { SamError } from "../error.ts";
import { assign, idOf, make, tagList } from "../data/made.ts";
import { copyOf, dict, entriesOf, get, isDict, isTruthy, set, textOf } from "../data/data.ts";
import { expandConnector } from "../connectors/connector.ts";
import { getAtt, ref, sub } from "../data/intrinsics.ts";
import { graphQlFunctions, graphQlResolvers } from "./graphql-resolvers.ts";
import { graphQlSources } from "./graphql-sources.ts";
import { trustIn } from "../policies/policies.ts";

const PASSED_THROUGH = ["Visibility", "OwnerContact", "IntrospectionConfig", "QueryDepthLimit", "ResolverCountLimit"];

/** What SAM makes of `AWS::Serverless::GraphQLApi`. */
export function expandGraphQlApi(resource: SamResource, context: SamContext): readonly Made[] {
  const { properties, logicalId, attributes, dependsOn } = resource;
  const api = make("AWS::AppSync::GraphQLApi", logicalId, {}, attributes, dependsOn);
  const apiId = getAtt(logicalId, "ApiId");
  const name = get(properties, "Name");
  assign(api, { Name: isTruthy(name) ? name : logicalId, XrayEnabled: get(properties, "XrayEnabled") });
  for (const property of PASSED_THROUGH) {
    if (isTruthy(get(properties, property))) assign(api, { [property]: get(properties, property) });
  }
  const auth = get(properties, "Auth");
  const functions = assignAuth(api, auth);
  const given = get(properties, "Tags");
  const tags = isDict(given) ? copyOf(given) : dict();
  set(tags, "graphqlapi:createdBy", "SAM");
  assign(api, { Tags: tagList(tags) });
  const logs = assignLogging(api, resource);
  const schema = schemaOf(resource, apiId);
  const sources = graphQlSources(resource, apiId, context);
  const made = graphQlFunctions(resource, apiId, sources.names);
  return [
    api,
    schema,
    ...functions.flatMap((arn, index) => authConnector(arn, index + 1, resource, context)),
    ...logs,
    ...apiKeys(resource, apiId),
    ...cacheOf(resource, apiId),
    ...sources.resources,
    ...domainOf(resource, apiId),
    ...made.resources,
    ...graphQlResolvers(resource, apiId, schema, made.ids),
  ];
}

/** The part of `Auth` that says more, by the type of authentication. */
const AUTH_CONFIGS: ReadonlyMap<string, readonly [property: string, target: string]> = new Map([
  ["AWS_LAMBDA", ["LambdaAuthorizer", "LambdaAuthorizerConfig"]],
  ["OPENID_CONNECT", ["OpenIDConnect", "OpenIDConnectConfig"]],
  ["AMAZON_COGNITO_USER_POOLS", ["UserPool", "UserPoolConfig"]],
]);

/** Sets who may use an API; gives the functions that decide it. */
function assignAuth(api: Made, auth: Data): readonly Data[] {
  const main = authConfig(auth, false);
  assign(api, { AuthenticationType: get(auth, "Type"), ...main });
  const others = get(auth, "Additional");
  const additional = (Array.isArray(others) ? others : []).map((other) => ({
    type: get(other, "Type"),
    config: authConfig(other, true),
  }));
  if (additional.length > 0) {
    const providers = additional.map(({ type, config }) => dict({ AuthenticationType: type, ...config }));
    assign(api, { AdditionalAuthenticationProviders: providers });
  }
  return [main, ...additional.map(({ config }) => config)].flatMap(({ LambdaAuthorizerConfig: config = null }) =>
    config === null ? [] : [get(config, "AuthorizerUri")],
  );
}

function authConfig(auth: Data, isAdditional: boolean): Readonly<Record<string, Data>> {
  const [property, target] = AUTH_CONFIGS.get(textOf(get(auth, "Type")) ?? "") ?? [];
  if (property === undefined || target === undefined) return {};
  const config = get(auth, property);
  if (!isDict(config)) throw new SamError(`\`Auth\` of this type needs \`${property}\``);
  const made = copyOf(config);
  if (isAdditional && property === "UserPool") made.slots.delete("DefaultAction");
  return { [target]: made };
}

function authConnector(arn: Data, number: number, resource: SamResource, context: SamContext): readonly Made[] {
  const { logicalId } = resource;
  const properties = dict({
    Source: dict({ Type: "AWS::AppSync::GraphQLApi", Arn: ref(logicalId), ResourceId: getAtt(logicalId, "ApiId") }),
    Destination: dict({ Type: "AWS::Lambda::Function", Arn: arn }),
    Permissions: ["Write"],
  });
  return expandConnector(
    {
      ...resource,
      logicalId: idOf(logicalId, `ToLambdaAuthConnector${number}`),
      properties,
      attributes: dict(),
      dependsOn: null,
    },
    context,
  );
}

function assignLogging(api: Made, { properties, logicalId, attributes, dependsOn }: SamResource): readonly Made[] {
  const logging = get(properties, "Logging");
  if (logging === false) return [];
  const level = get(logging, "FieldLogLevel");
  const isVerbose = get(logging, "ExcludeVerboseContent");
  const given = get(logging, "CloudWatchLogsRoleArn");
  const role = make(
    "AWS::IAM::Role",
    idOf(logicalId, "CloudWatchRole"),
    {
      AssumeRolePolicyDocument: trustIn("appsync.amazonaws.com"),
      ManagedPolicyArns: [sub("arn:${AWS::Partition}:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs")],
    },
    attributes,
    dependsOn,
  );
  const config = dict({
    ExcludeVerboseContent: isTruthy(isVerbose) ? isVerbose : undefined,
    FieldLogLevel: isTruthy(level) ? level : "ALL",
    CloudWatchLogsRoleArn: isTruthy(given) ? given : getAtt(role.logicalId, "Arn"),
  });
  assign(api, { LogConfig: config });
  return isTruthy(given) ? [] : [role];
}

function schemaOf({ properties, logicalId, attributes, dependsOn }: SamResource, apiId: Dict): Made {
  const inline = get(properties, "SchemaInline");
  const uri = get(properties, "SchemaUri");
  if (isTruthy(inline) === isTruthy(uri)) throw new SamError("a GraphQL API has either `SchemaInline` or `SchemaUri`");
  const said = { ApiId: apiId, Definition: inline, DefinitionS3Location: uri };
  return make("AWS::AppSync::GraphQLSchema", idOf(logicalId, "Schema"), said, attributes, dependsOn);
}

function apiKeys({ properties, logicalId, attributes, dependsOn }: SamResource, apiId: Dict): readonly Made[] {
  return entriesOf(get(properties, "ApiKeys")).map(([name, key]) =>
    make(
      "AWS::AppSync::ApiKey",
      idOf(logicalId, name),
      {
        ApiId: apiId,
        ApiKeyId: get(key, "ApiKeyId"),
        Description: get(key, "Description"),
        Expires: get(key, "ExpiresOn"),
      },
      attributes,
      dependsOn,
    ),
  );
}

function cacheOf({ properties, logicalId, attributes, dependsOn }: SamResource, apiId: Dict): readonly Made[] {
  const cache = get(properties, "Cache");
  if (!isTruthy(cache)) return [];
  const names = ["ApiCachingBehavior", "Type", "Ttl", "AtRestEncryptionEnabled", "TransitEncryptionEnabled"];
  const said = Object.fromEntries(names.map((name) => [name, get(cache, name)]));
  return [
    make("AWS::AppSync::ApiCache", idOf(logicalId, "ApiCache"), { ApiId: apiId, ...said }, attributes, dependsOn),
  ];
}

function domainOf({ properties, logicalId, attributes, dependsOn }: SamResource, apiId: Dict): readonly Made[] {
  const domain = get(properties, "DomainName");
  if (!isTruthy(domain)) return [];
  const names = ["CertificateArn", "DomainName", "Description"];
  const said = Object.fromEntries(names.map((name) => [name, get(domain, name)]));
  const made = make("AWS::AppSync::DomainName", idOf(logicalId, "DomainName"), said, attributes, dependsOn);
  const association = make(
    "AWS::AppSync::DomainNameApiAssociation",
    idOf(logicalId, "DomainNameApiAssociation"),
    { ApiId: apiId, DomainName: ref(made.logicalId) },
    attributes,
    dependsOn,
  );
  return [made, association];
}
