import type { Data, Dict } from "../data/data.ts";
import { SamError } from "../error.ts";
import { asItems, entriesOf, get, has, is, isDict, isSame, isText, set, textOf } from "../data/data.ts";
import { getAtt, namedBy, ref } from "../data/intrinsics.ts";

/** One end of a connector. */
export type Connected = {
  readonly logicalId: string | null;
  readonly type: string;
  readonly arn: Data;
  readonly roleName: Data;
  readonly queueUrl: Data;
  readonly resourceId: Data;
  readonly name: Data;
  readonly qualifier: Data;
};

const MADE_TYPES: Readonly<Record<string, string>> = {
  "AWS::Serverless::Function": "AWS::Lambda::Function",
  "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
  "AWS::Serverless::Api": "AWS::ApiGateway::RestApi",
  "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api",
  "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
};

/** Which property of a type is its role. */
const ROLES: Readonly<Record<string, string>> = {
  "AWS::Lambda::Function": "Role",
  "AWS::StepFunctions::StateMachine": "RoleArn",
  "AWS::AppSync::DataSource": "ServiceRoleArn",
};

/** Types whose `Ref` is their ARN. */
const REF_IS_ARN = new Set([
  "AWS::AppSync::DataSource",
  "AWS::AppSync::GraphQLApi",
  "AWS::SNS::Topic",
  "AWS::StepFunctions::StateMachine",
]);

const ATTRIBUTE_IS_ARN = new Set([
  "AWS::ApiGateway::RestApi",
  "AWS::ApiGatewayV2::Api",
  "AWS::DynamoDB::Table",
  "AWS::Events::EventBus",
  "AWS::Events::Rule",
  "AWS::Lambda::Function",
  "AWS::Location::PlaceIndex",
  "AWS::S3::Bucket",
  "AWS::SQS::Queue",
]);

/** What an end of a connector is, by its logical id or by what is said of it; `other` is the other end. */
export function referenceTo(end: Data, other: Data, result: Dict): Connected {
  if (!isDict(end)) throw new SamError("the ends of a connector are maps");
  const given = (name: string): Data => get(end, name);
  const saysMore = entriesOf(end).some(([key]) => !is(key, "Id") && !is(key, "Qualifier"));
  if (has(end, "Id") === saysMore)
    throw new SamError("an end of a connector has an `Id`, or a `Type` and its properties");
  if (!has(end, "Id")) {
    const type = textOf(given("Type"));
    if (type === undefined) throw new SamError("an end of a connector needs a `Type`");
    return {
      logicalId: null,
      type: MADE_TYPES[type] ?? type,
      arn: given("Arn"),
      roleName: given("RoleName"),
      queueUrl: given("QueueUrl"),
      resourceId: given("ResourceId"),
      name: given("Name"),
      qualifier: given("Qualifier"),
    };
  }
  const logicalId = textOf(given("Id"));
  const resource = logicalId === undefined ? null : get(result, logicalId);
  if (logicalId === undefined || !isDict(resource))
    throw new SamError(`the connector's resource \`${logicalId ?? ""}\` is not in the template`);
  const type = textOf(get(resource, "Type")) ?? "";
  const isApi = type === "AWS::ApiGateway::RestApi" || type === "AWS::ApiGatewayV2::Api";
  return {
    logicalId,
    type,
    arn: REF_IS_ARN.has(type) ? ref(logicalId) : ATTRIBUTE_IS_ARN.has(type) ? getAtt(logicalId, "Arn") : null,
    roleName: roleNameOf(type, get(resource, "Properties"), other),
    queueUrl: type === "AWS::SQS::Queue" ? ref(logicalId) : null,
    resourceId: isApi ? ref(logicalId) : type === "AWS::AppSync::GraphQLApi" ? getAtt(logicalId, "ApiId") : null,
    name: type === "AWS::StepFunctions::StateMachine" ? getAtt(logicalId, "Name") : null,
    qualifier: has(end, "Qualifier") ? given("Qualifier") : isApi ? "*" : null,
  };
}

function roleNameOf(type: string, properties: Data, other: Data): Data {
  const role = type === "AWS::Events::Rule" ? targetRole(properties, other) : get(properties, ROLES[type] ?? "");
  const logicalId = namedBy(role);
  return logicalId === undefined ? null : ref(logicalId);
}

/** A rule has a role for each of its targets. */
function targetRole(properties: Data, other: Data): Data {
  const targets = get(properties, "Targets");
  const id = textOf(get(other, "Id"));
  const arn = get(other, "Arn");
  const target = (Array.isArray(targets) ? targets : []).find((each) => {
    const named = namedBy(get(each, "Arn"));
    return (named !== undefined && named === id) || (arn !== null && isSame(get(each, "Arn"), arn));
  });
  return get(target, "RoleArn");
}

/** Has a resource wait for another. */
export function addDependency(logicalId: string, dependency: string, result: Dict): void {
  const resource = get(result, logicalId);
  if (!isDict(resource)) return;
  const held = get(resource, "DependsOn");
  const names = held === null ? [] : [...asItems(held)];
  if (!names.some((name) => is(name, dependency))) names.push(dependency);
  set(resource, "DependsOn", names);
}

/** What waited for the connector waits for what it makes. */
export function replaceDependency(logicalId: string, made: readonly string[], result: Dict): void {
  for (const [, resource] of entriesOf(result)) {
    if (!isDict(resource)) continue;
    const held = get(resource, "DependsOn");
    const names = held === null ? [] : asItems(held);
    if (!names.some((name) => is(name, logicalId))) continue;
    const others = names.filter((name) => !is(name, logicalId));
    const missing = made.filter((name) => !others.some((other) => isText(other) && is(other, name)));
    set(resource, "DependsOn", [...others, ...missing]);
  }
}

/** The event source mappings from a resource to a function. */
export function mappingsBetween(source: string, target: string, result: Dict): readonly string[] {
  return entriesOf(result).flatMap(([key, resource]) => {
    const properties = get(resource, "Properties");
    const isMapping = is(get(resource, "Type"), "AWS::Lambda::EventSourceMapping");
    const isBetween =
      namedBy(get(properties, "FunctionName")) === target && namedBy(get(properties, "EventSourceArn")) === source;
    return isMapping && isBetween ? [textOf(key) ?? ""] : [];
  });
}
