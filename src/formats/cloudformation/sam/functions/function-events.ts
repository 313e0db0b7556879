import type { Data, Dict, Text } from "../data/data.ts";
import type { FunctionEvent, SamEvent } from "./event.ts";
import type { Made } from "../data/made.ts";
import type { SamContext, SamResource } from "../context.ts";
import { FUNCTION_EVENTS, checkProperties } from "../schema.ts";
import { SamError } from "../error.ts";
import { alexaEvent, cognitoEvent, iotEvent, logsEvent, s3Event } from "./push-events.ts";
import { byCodePoint } from "../data/python.ts";
import { entriesOf, get, isDict, textLike, textOf } from "../data/data.ts";
import { functionApi } from "../apis/rest-api-event.ts";
import { functionHttpApi } from "../apis/http-api-event.ts";
import { functionRule, functionSchedule } from "./rule-events.ts";
import { polledEvent } from "./polled-events.ts";
import { scheduleV2 } from "./schedule-v2.ts";
import { snsEvent } from "./sns-event.ts";

/** Every event of a function, by its type. */
const EVENTS: ReadonlyMap<string, FunctionEvent> = new Map<string, FunctionEvent>([
  ["AlexaSkill", alexaEvent],
  ["Api", functionApi],
  ["CloudWatchEvent", functionRule],
  ["CloudWatchLogs", logsEvent],
  ["Cognito", cognitoEvent],
  ["DocumentDB", polledEvent],
  ["DynamoDB", polledEvent],
  ["EventBridgeRule", functionRule],
  ["HttpApi", functionHttpApi],
  ["IoTRule", iotEvent],
  ["Kinesis", polledEvent],
  ["MQ", polledEvent],
  ["MSK", polledEvent],
  ["S3", s3Event],
  ["SNS", snsEvent],
  ["SQS", polledEvent],
  ["Schedule", functionSchedule],
  ["ScheduleV2", scheduleV2],
  ["SelfManagedKafka", polledEvent],
]);

/** What a function's events make, in the order of their paths and names. */
export function functionEvents(resource: SamResource, target: Made, role: Made, context: SamContext): readonly Made[] {
  const events = eventsOf(resource, FUNCTION_EVENTS);
  const ordered = events.toSorted((left, right) => byCodePoint(orderOf(left), orderOf(right)));
  return ordered.flatMap((event) => {
    const expand = EVENTS.get(event.type);
    if (!expand) throw new SamError(`a function has no event \`${event.type}\``);
    return expand(event, target, role, context).map((made) => Object.assign(made, { event: event.name }));
  });
}

function orderOf({ name, properties }: SamEvent): string {
  return textOf(get(properties, "Path")) ?? name;
}

/**
 * The events that a resource declares.
 * @throws SamError for one that cannot be one
 */
export function eventsOf(
  { logicalId, properties }: SamResource,
  schema: Readonly<Record<string, string>>,
): readonly SamEvent[] {
  return entriesOf(get(properties, "Events")).map(([key, event]) => eventOf(key, event, logicalId, schema));
}

function eventOf(key: Text, event: Data, logicalId: Text, schema: Readonly<Record<string, string>>): SamEvent {
  const name = textOf(key) ?? "";
  const type = textOf(get(event, "Type"));
  const given = get(event, "Properties");
  if (!isDict(event) || type === undefined) throw new SamError(`the event \`${name}\` has no \`Type\``);
  if (given !== null && !isDict(given)) throw new SamError(`\`Properties\` of the event \`${name}\` must be a map`);
  const properties: Dict = given ?? { kind: "dict", slots: new Map(), order: null };
  try {
    checkProperties(type, properties, schema);
  } catch (error) {
    throw error instanceof SamError ? new SamError(`event \`${name}\`: ${error.message}`) : error;
  }
  return { name, logicalId: textLike(logicalId, `${textOf(logicalId) ?? ""}${name}`), type, properties };
}
