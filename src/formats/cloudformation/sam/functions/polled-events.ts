import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext } from "../context.ts";
import type { SamEvent } from "./event.ts";
import { SamError } from "../error.ts";
import {
  addInlinePolicy,
  addManagedPolicy,
  publishPolicy,
  putObjectPolicy,
  sendMessagePolicy,
} from "../policies/policies.ts";
import { assign, inherited, make, refOf } from "../data/made.ts";
import { dict, get, has, is, isDict, isTruthy, remove, set, textOf } from "../data/data.ts";
import { isIntrinsic } from "../data/intrinsics.ts";
import { polledPolicy } from "./polled-policies.ts";
import { serviceRoleArn } from "../policies/execution-policies.ts";

/** Which property of a polled event is its source's ARN, and the managed policy that lets it be read. */
const SOURCES: Readonly<Record<string, { readonly arn: string | null; readonly policy: string | null }>> = {
  Kinesis: { arn: "Stream", policy: "AWSLambdaKinesisExecutionRole" },
  DynamoDB: { arn: "Stream", policy: "AWSLambdaDynamoDBExecutionRole" },
  SQS: { arn: "Queue", policy: "AWSLambdaSQSQueueExecutionRole" },
  MSK: { arn: "Stream", policy: "AWSLambdaMSKExecutionRole" },
  MQ: { arn: "Broker", policy: null },
  SelfManagedKafka: { arn: null, policy: null },
  DocumentDB: { arn: "Cluster", policy: null },
};

const PASSED_THROUGH = [
  "StartingPosition",
  "StartingPositionTimestamp",
  "BatchSize",
  "Enabled",
  "MaximumBatchingWindowInSeconds",
  "MaximumRetryAttempts",
  "BisectBatchOnFunctionError",
  "MaximumRecordAgeInSeconds",
  "ParallelizationFactor",
  "Topics",
  "Queues",
  "SourceAccessConfigurations",
  "TumblingWindowInSeconds",
  "FunctionResponseTypes",
  "FilterCriteria",
  "KmsKeyArn",
  "ScalingConfig",
  "ProvisionedPollerConfig",
  "MetricsConfig",
  "LoggingConfig",
];

/** Events that Lambda polls: an event source mapping, and what the function's role needs for it. */
export function polledEvent(event: SamEvent, target: Made, role: Made, context: SamContext): readonly Made[] {
  const { type, properties, logicalId } = event;
  const source = SOURCES[type];
  if (!source) throw new SamError(`SAM has no event \`${type}\``);
  const mapping = make("AWS::Lambda::EventSourceMapping", logicalId, {}, inherited(target.attributes));
  assign(mapping, Object.fromEntries(PASSED_THROUGH.map((name) => [name, get(properties, name)])));
  assign(mapping, {
    FunctionName: refOf(target),
    EventSourceArn: source.arn === null ? null : get(properties, source.arn),
  });
  checkFilter(event);
  assignKafka(mapping, event);
  const destination = destinationPolicy(mapping, event);
  if (type === "DocumentDB") assign(mapping, { DocumentDBEventSourceConfig: documentSource(properties) });
  if (source.policy !== null) addManagedPolicy(role, serviceRoleArn(source.policy, context.partition));
  const policy = polledPolicy(event, context);
  if (policy) addInlinePolicy(role, policy);
  if (destination) addInlinePolicy(role, destination);
  return [mapping];
}

function documentSource(properties: Dict): Dict {
  const optional = (name: string): Data | undefined => {
    const value = get(properties, name);
    return isTruthy(value) ? value : undefined;
  };
  return dict({
    DatabaseName: get(properties, "DatabaseName"),
    CollectionName: optional("CollectionName"),
    FullDocument: optional("FullDocument"),
  });
}

function checkFilter({ type, properties }: SamEvent): void {
  const filter = get(properties, "FilterCriteria");
  if (!isTruthy(filter) || isIntrinsic(filter)) return;
  if (!(type in SOURCES)) throw new SamError(`a \`${type}\` event takes no \`FilterCriteria\``);
  if (!isDict(filter) || filter.slots.size !== 1 || !has(filter, "Filters")) {
    throw new SamError("`FilterCriteria` must hold `Filters` and nothing else");
  }
}

function assignKafka(mapping: Made, { type, properties }: SamEvent): void {
  const servers = get(properties, "KafkaBootstrapServers");
  if (isTruthy(servers)) {
    const endpoints = dict({ KafkaBootstrapServers: servers });
    assign(mapping, { SelfManagedEventSource: dict({ Endpoints: endpoints }) });
  }
  const name =
    type === "MSK"
      ? "AmazonManagedKafkaEventSourceConfig"
      : type === "SelfManagedKafka"
        ? "SelfManagedKafkaEventSourceConfig"
        : null;
  const group = get(properties, "ConsumerGroupId");
  if (name === null) {
    if (isTruthy(group)) throw new SamError(`a \`${type}\` event takes no \`ConsumerGroupId\``);
    return;
  }
  const registry = get(properties, "SchemaRegistryConfig");
  const config = dict();
  if (isTruthy(group)) set(config, "ConsumerGroupId", group);
  if (isTruthy(registry)) set(config, "SchemaRegistryConfig", registry);
  if (config.slots.size > 0) assign(mapping, { [name]: config });
}

/** The policy that lets the function's role send failed records where the event says. */
function destinationPolicy(mapping: Made, { properties, logicalId }: SamEvent): Dict | null {
  const config = get(properties, "DestinationConfig");
  if (!isTruthy(config)) return null;
  assign(mapping, { DestinationConfig: config });
  const failure = get(config, "OnFailure");
  if (!isDict(failure)) throw new SamError("`DestinationConfig.OnFailure` must be a map");
  const type = textOf(get(failure, "Type"));
  if (type === undefined || type === "") return null;
  remove(failure, "Type");
  const target = get(failure, "Destination");
  const name = textOf(logicalId) ?? "";
  if (is(type, "SQS")) return sendMessagePolicy(target, name);
  if (is(type, "SNS")) return publishPolicy(target, name);
  if (is(type, "S3")) return putObjectPolicy(target, name);
  if (is(type, "Kafka")) return null;
  throw new SamError("the `Type` of a destination is `SQS`, `SNS`, `S3` or `Kafka`");
}
