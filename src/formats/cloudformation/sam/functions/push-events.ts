import type { Data, Dict } from "../data/data.ts";
import type { FunctionEvent, SamEvent } from "./event.ts";
import type { Made } from "../data/made.ts";
import type { SamContext } from "../context.ts";
import { SamError } from "../error.ts";
import { arnOf, idOf, inherited, make, tagList } from "../data/made.ts";
import {
  asItems,
  deepCopyOf,
  dict,
  get,
  has,
  isDict,
  isSame,
  isTruthy,
  set,
  setDefault,
  textOf,
} from "../data/data.ts";
import { conditional, getAtt, ref, sub } from "../data/intrinsics.ts";
import { invocation } from "./event.ts";

/** `S3`: the bucket tells the function, and waits for the permission to do so. */
export const s3Event: FunctionEvent = (event, target, _role, context) => {
  const { logicalId, bucket } = linked(event, "Bucket", context);
  const permission = invocation(event, target, { principal: "s3.amazonaws.com", sourceAccount: ref("AWS::AccountId") });
  const condition = get(target.attributes, "Condition");
  const properties = setDefault(bucket, "Properties", dict());
  if (!isDict(properties)) throw new SamError("a bucket's `Properties` must be a map");
  if (condition === null) dependOn(bucket, permission);
  else dependByTag(properties, permission, condition);
  notify(event, target, properties, condition);
  return [permission, copied(logicalId, bucket)];
};

/** `Cognito`: the user pool calls the function. */
export const cognitoEvent: FunctionEvent = (event, target, _role, context) => {
  const { logicalId, bucket: pool } = linked(event, "UserPool", context);
  const permission = invocation(event, target, {
    principal: "cognito-idp.amazonaws.com",
    sourceArn: getAtt(logicalId, "Arn"),
    prefix: idOf(target.logicalId, "Cognito"),
  });
  const properties = setDefault(pool, "Properties", dict());
  const config = isDict(properties) ? setDefault(properties, "LambdaConfig", dict()) : null;
  if (!isDict(config)) throw new SamError("a user pool's `LambdaConfig` must be a map");
  for (const trigger of asItems(get(event.properties, "Trigger"))) {
    const name = textOf(trigger) ?? "";
    if (has(config, name)) throw new SamError(`the trigger \`${name}\` is set twice`);
    set(config, name, arnOf(target));
  }
  return [permission, copied(logicalId, pool)];
};

/** The bucket or user pool of the template that an event names. */
function linked(event: SamEvent, property: string, { resources }: SamContext): { logicalId: string; bucket: Dict } {
  const logicalId = textOf(get(get(event.properties, property), "Ref"));
  const bucket = logicalId === undefined ? null : get(resources, logicalId);
  if (logicalId === undefined || !isDict(bucket)) {
    throw new SamError(`\`${property}\` of a \`${event.type}\` event must be a resource of the same template`);
  }
  return { logicalId, bucket };
}

function copied(logicalId: string, resource: Dict): Made {
  const made = make(textOf(get(resource, "Type")) ?? "", logicalId, {}, dict(), get(resource, "DependsOn"));
  for (const name of ["DeletionPolicy", "UpdatePolicy", "Condition", "UpdateReplacePolicy", "Metadata"]) {
    if (has(resource, name)) set(made.attributes, name, get(resource, name));
  }
  const properties = get(resource, "Properties");
  return { ...made, properties: isDict(properties) ? properties : dict() };
}

function dependOn(bucket: Dict, permission: Made): void {
  const held = get(bucket, "DependsOn");
  const names = held === null ? [] : [...asItems(held)];
  if (!names.some((name) => isSame(name, permission.logicalId))) names.push(permission.logicalId);
  set(bucket, "DependsOn", names);
}

/** Nothing can depend on what may not be made; a tag's value can. */
function dependByTag(properties: Dict, permission: Made, condition: Data): void {
  const tags = get(properties, "Tags");
  const name = `sam:ConditionalDependsOn:${textOf(permission.logicalId) ?? ""}`;
  const value = conditional(condition, ref(permission.logicalId), "no dependency");
  set(properties, "Tags", [...(tags === null ? [] : asItems(tags)), ...tagList(dict({ [name]: value }))]);
}

function notify(event: SamEvent, target: Made, properties: Dict, condition: Data): void {
  const config = setDefault(properties, "NotificationConfiguration", dict());
  const list = isDict(config) ? setDefault(config, "LambdaConfigurations", []) : null;
  if (!Array.isArray(list)) throw new SamError("`NotificationConfiguration.LambdaConfigurations` must be a list");
  const filter = get(event.properties, "Filter");
  for (const type of asItems(get(event.properties, "Events"))) {
    const mapping = dict({
      Function: arnOf(target),
      Filter: filter === null ? undefined : deepCopyOf(filter),
      Event: type,
    });
    const entry = condition === null ? mapping : conditional(condition, mapping);
    if (!list.some((other) => isSame(other, entry))) list.push(entry);
  }
}

/** `AlexaSkill`. */
export const alexaEvent: FunctionEvent = (event, target) => {
  const token = get(event.properties, "SkillId");
  return [invocation(event, target, { principal: "alexa-appkit.amazon.com", token })];
};

/** `IoTRule`. */
export const iotEvent: FunctionEvent = (event, target, _role, { partition }) => {
  const arn = `arn:${partition}:iot:\${AWS::Region}:\${AWS::AccountId}:rule/\${RuleName}`;
  const permission = invocation(event, target, {
    principal: "iot.amazonaws.com",
    sourceArn: sub(arn, dict({ RuleName: ref(event.logicalId) })),
    sourceAccount: sub("${AWS::AccountId}"),
  });
  const version = get(event.properties, "AwsIotSqlVersion");
  const payload = dict({
    Sql: get(event.properties, "Sql"),
    RuleDisabled: false,
    Actions: [dict({ Lambda: dict({ FunctionArn: arnOf(target) }) })],
    AwsIotSqlVersion: isTruthy(version) ? version : undefined,
  });
  const rule = make(
    "AWS::IoT::TopicRule",
    event.logicalId,
    { TopicRulePayload: payload },
    inherited(target.attributes),
  );
  return [permission, rule];
};

/** `CloudWatchLogs`. */
export const logsEvent: FunctionEvent = (event, target, _role, { partition }) => {
  const group = get(event.properties, "LogGroupName");
  const arn = `arn:${partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:\${__LogGroupName__}:*`;
  const permission = invocation(event, target, {
    principal: "logs.amazonaws.com",
    sourceArn: sub(arn, dict({ __LogGroupName__: group })),
  });
  const filter = make(
    "AWS::Logs::SubscriptionFilter",
    event.logicalId,
    { LogGroupName: group, FilterPattern: get(event.properties, "FilterPattern"), DestinationArn: arnOf(target) },
    inherited(target.attributes),
    [permission.logicalId],
  );
  return [permission, filter];
};
