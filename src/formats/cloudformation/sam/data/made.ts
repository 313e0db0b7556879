import type { Data, Dict, Text } from "./data.ts";
import { dict, entriesOf, get, is, set, setDefault, textOf } from "./data.ts";
import { getAtt, ref } from "./intrinsics.ts";

/** A CloudFormation resource that the transform makes. */
export type Made = {
  readonly type: string;
  logicalId: Text;
  dependsOn: Data;
  /** `Condition`, `DeletionPolicy` and the like. */
  readonly attributes: Dict;
  readonly properties: Dict;
  /** Event of the SAM resource that it comes from. */
  event?: string;
  /** Why its logical id in the stack cannot be told; it has another one in the template then. */
  unknownId?: string;
};

type Properties = Readonly<Record<string, Data | undefined>>;

/** A made resource; properties that are nothing are left out. */
export function make(
  type: string,
  logicalId: Text,
  properties: Properties = {},
  attributes: Dict = dict(),
  dependsOn: Data = null,
): Made {
  const made: Made = { type, logicalId, dependsOn, attributes: dict(), properties: dict() };
  for (const [key, value] of entriesOf(attributes)) set(made.attributes, key, value);
  assign(made, properties);
  return made;
}

/** Sets properties; one that is nothing stays away. */
export function assign(made: Made, properties: Properties): void {
  for (const [name, value] of Object.entries(properties)) {
    if (value !== null && value !== undefined) set(made.properties, name, value);
  }
}

export function refOf(made: Made): Dict {
  return ref(made.logicalId);
}

/** What other resources call a made function, queue, rule … by. */
export function arnOf(made: Made): Dict {
  return REF_IS_ARN.has(made.type) ? ref(made.logicalId) : getAtt(made.logicalId, "Arn");
}

const REF_IS_ARN: ReadonlySet<string> = new Set([
  "AWS::Lambda::Alias",
  "AWS::SNS::Topic",
  "AWS::StepFunctions::StateMachine",
  "AWS::StepFunctions::StateMachineAlias",
  "AWS::StepFunctions::StateMachineVersion",
]);

/** A resource's attributes that what it makes inherits. */
export function inherited(attributes: Dict): Dict {
  return dict(
    Object.fromEntries(
      ["Condition", "DeletionPolicy", "UpdateReplacePolicy"].map((name) => [name, attributes.slots.get(name)?.value]),
    ),
  );
}

/** `{ Key, Value }` for each tag of a map. */
export function tagList(tags: Data | undefined): Data[] {
  return entriesOf(tags).map(([key, value]) => dict({ Key: key, Value: value ?? "" }));
}

/** Types whose tags are a map; those of an HTTP API stand in its definition. */
const TAG_MAPS: ReadonlySet<string> = new Set(["AWS::ApiGatewayV2::Stage", "AWS::ApiGatewayV2::DomainName"]);

const TAG_LISTS: ReadonlySet<string> = new Set([
  "AWS::ApiGateway::ApiKey",
  "AWS::ApiGateway::DomainName",
  "AWS::ApiGateway::DomainNameAccessAssociation",
  "AWS::ApiGateway::DomainNameV2",
  "AWS::ApiGateway::RestApi",
  "AWS::ApiGateway::Stage",
  "AWS::ApiGateway::UsagePlan",
  "AWS::IAM::Role",
  "AWS::IoT::TopicRule",
  "AWS::Lambda::CapacityProvider",
  "AWS::Lambda::Function",
  "AWS::S3::Bucket",
  "AWS::SNS::Topic",
  "AWS::SQS::Queue",
  "AWS::StepFunctions::StateMachine",
]);

/** Gives every resource that takes tags those of the SAM resource, in place of its own. */
export function propagateTags(resources: readonly Made[], tags: Data): void {
  for (const made of resources) {
    const isWebSocket = made.type === "AWS::ApiGatewayV2::Api" && is(get(made.properties, "ProtocolType"), "WEBSOCKET");
    if (TAG_MAPS.has(made.type) || isWebSocket) assign(made, { Tags: tags });
    else if (TAG_LISTS.has(made.type)) assign(made, { Tags: tagList(tags) });
  }
}

/** A made resource as it stands in a template. */
export function asResource({ type, dependsOn, attributes, properties }: Made): Dict {
  const resource = dict({ Type: type });
  if (dependsOn !== null && !(Array.isArray(dependsOn) && dependsOn.length === 0)) {
    set(resource, "DependsOn", dependsOn);
  }
  for (const [key, value] of entriesOf(attributes)) set(resource, key, value);
  set(resource, "Properties", properties);
  return resource;
}

/** A logical id of texts put together. */
export function idOf(...parts: readonly Text[]): string {
  return parts.map((part) => textOf(part) ?? "").join("");
}

/** The list under a key, made where there is none; undefined where something else is there. */
export function listAt(target: Dict, key: string): Data[] | undefined {
  const held = get(target, key);
  if (held === null) set(target, key, []);
  const list = setDefault(target, key, []);
  return Array.isArray(list) ? list : undefined;
}
