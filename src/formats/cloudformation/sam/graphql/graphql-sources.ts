import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext, SamResource } from "../context.ts";
import { assign, idOf, make } from "../data/made.ts";
import { dict, entriesOf, get, isTruthy, set, textOf } from "../data/data.ts";
import { expandConnector } from "../connectors/connector.ts";
import { getAtt, ref, sub } from "../data/intrinsics.ts";
import { trustIn } from "../policies/policies.ts";

type Sources = { readonly resources: readonly Made[]; readonly names: ReadonlyMap<string, Data> };

/** The data sources of a GraphQL API: tables and functions, each with a role that may use it. */
export function graphQlSources(resource: SamResource, apiId: Dict, context: SamContext): Sources {
  const sources = get(resource.properties, "DataSources");
  const names = new Map<string, Data>();
  const resources: Made[] = [];
  const add = (kind: string, config: typeof tableSource): void => {
    const target = kind === "DynamoDb" ? "DynamoDB" : kind;
    for (const [key, source] of entriesOf(get(sources, kind))) {
      const name = textOf(key) ?? "";
      const made = sourceOf(name, target, source, resource, apiId);
      resources.push(made, ...config(made, source, resource, context));
      names.set(name, getAtt(made.logicalId, "Name"));
    }
  };
  add("DynamoDb", tableSource);
  add("Lambda", functionSource);
  return { resources, names };
}

function sourceOf(name: string, kind: string, source: Data, resource: SamResource, apiId: Dict): Made {
  const { logicalId, attributes, dependsOn } = resource;
  const given = get(source, "Name");
  return make(
    "AWS::AppSync::DataSource",
    idOf(logicalId, name, kind, "DataSource"),
    { Name: isTruthy(given) ? given : name, ApiId: apiId, Description: get(source, "Description") },
    attributes,
    dependsOn,
  );
}

function tableSource(made: Made, source: Data, resource: SamResource, context: SamContext): readonly Made[] {
  const optional = (name: string): Data | undefined => (isTruthy(get(source, name)) ? get(source, name) : undefined);
  const region = optional("Region") ?? ref("AWS::Region");
  const table = get(source, "TableName");
  const config = dict({
    AwsRegion: region,
    TableName: table,
    UseCallerCredentials: optional("UseCallerCredentials"),
    Versioned: optional("Versioned"),
    DeltaSyncConfig: optional("DeltaSync"),
  });
  assign(made, { Type: "AMAZON_DYNAMODB", DynamoDBConfig: config });
  const arn = "arn:${AWS::Partition}:dynamodb:${__Region__}:${AWS::AccountId}:table/${__TableName__}";
  const composed = sub(arn, dict({ __TableName__: table, __Region__: region }));
  const target = dict({ Type: "AWS::DynamoDB::Table", Arn: optional("TableArn") ?? composed });
  const permissions = get(source, "Permissions");
  const wished = isTruthy(permissions) ? permissions : ["Read", "Write"];
  return withRole(made, source, "ToTableConnector", target, wished, resource, context);
}

function functionSource(made: Made, source: Data, resource: SamResource, context: SamContext): readonly Made[] {
  const arn = get(source, "FunctionArn");
  assign(made, { Type: "AWS_LAMBDA", LambdaConfig: dict({ LambdaFunctionArn: arn }) });
  const target = dict({ Type: "AWS::Lambda::Function", Arn: arn });
  return withRole(made, source, "ToLambdaConnector", target, ["Write"], resource, context);
}

/** Gives a source the role that it names, or one of its own with a connector to what it uses. */
function withRole(
  made: Made,
  source: Data,
  suffix: string,
  target: Dict,
  permissions: Data,
  resource: SamResource,
  context: SamContext,
): readonly Made[] {
  const given = get(source, "ServiceRoleArn");
  if (isTruthy(given)) {
    assign(made, { ServiceRoleArn: given });
    return [];
  }
  const { attributes, dependsOn } = resource;
  const trust = { AssumeRolePolicyDocument: trustIn("appsync.amazonaws.com") };
  const role = make("AWS::IAM::Role", idOf(made.logicalId, "Role"), trust, attributes, dependsOn);
  assign(made, { ServiceRoleArn: getAtt(role.logicalId, "Arn") });
  const from = dict({ Type: "AWS::AppSync::DataSource", Arn: getAtt(made.logicalId, "DataSourceArn") });
  set(from, "RoleName", ref(role.logicalId));
  const properties = dict({ Source: from, Destination: target, Permissions: permissions });
  const logicalId = idOf(made.logicalId, suffix);
  const connector = { ...resource, logicalId, properties, attributes: dict(), dependsOn: null };
  return [role, ...expandConnector(connector, context)];
}
