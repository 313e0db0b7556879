import { list, map } from "../../model/value.ts";
import type { MapValue, Value } from "../../model/value.ts";
import { boolean, object, readWith, whole } from "../comparison/rules.ts";
import type { PropertyRules } from "../comparison/rules.ts";
import { sameNotifications } from "../comparison/same-notifications.ts";
import { toProperties } from "../terraform/arguments.ts";
import type { Field, Fields } from "../terraform/arguments.ts";
import { at, blocksAt, listOfOneAt, originOf } from "../terraform/fields.ts";

const CONFIGURATION = "NotificationConfiguration";
const KINDS = [
  ["TopicConfigurations", "topic"],
  ["QueueConfigurations", "queue"],
  ["LambdaConfigurations", "lambda_function"],
] as const;

/** A prefix or suffix that keys must have. */
function filterAt(name: string): Field {
  return (value, attribute, put) => {
    if (value.kind === "known" && value.value === "") return;
    listOfOneAt("Filter/S3Key/Rules")(value, attribute, (path, rules) => {
      const items = rules.kind === "list" ? rules.items : [];
      put(path, list(items.map((item) => ruleOf(name, item))));
    });
  };
}

function ruleOf(name: string, value: Value): Value {
  return map(
    new Map<string, Value>([
      ["Name", { kind: "known", value: name }],
      ["Value", value],
    ]),
  );
}

function configurations(kind: string, argument: string, destination: string): Field {
  return blocksAt(`${CONFIGURATION}/${kind}`, {
    id: null,
    [argument]: at(destination),
    events: at("Events"),
    filter_prefix: filterAt("prefix"),
    filter_suffix: filterAt("suffix"),
  });
}

const FIELDS: Fields = {
  bucket: null,
  eventbridge: at(`${CONFIGURATION}/EventBridgeConfiguration/EventBridgeEnabled`),
  topic: configurations("TopicConfigurations", "topic_arn", "Topic"),
  queue: configurations("QueueConfigurations", "queue_arn", "Queue"),
  lambda_function: configurations("LambdaConfigurations", "lambda_function_arn", "Function"),
};

/** All notifications of a bucket: what the block does not declare is taken away when it is deployed. */
export function declaredNotifications(args: MapValue): MapValue {
  const declared = toProperties(args, FIELDS);
  const own = declared.entries.get(CONFIGURATION);
  const entries = new Map<string, Value>(
    KINDS.map(([kind, attribute]) => [kind, list([], { ...originOf(args), attribute })]),
  );
  if (own?.kind === "map") for (const [kind, value] of own.entries) entries.set(kind, value);
  return { ...declared, entries: new Map(declared.entries).set(CONFIGURATION, { ...own, ...map(entries) }) };
}

export const notificationRules: PropertyRules = new Map([
  [CONFIGURATION, object(readWith("s3:GetBucketNotification"))],
  ...KINDS.map(([kind]) => [`${CONFIGURATION}/${kind}`, whole(sameNotifications)] as const),
  [`${CONFIGURATION}/EventBridgeConfiguration`, object()],
  [`${CONFIGURATION}/EventBridgeConfiguration/EventBridgeEnabled`, boolean({ absentIs: false })],
]);
