import { exact, kmsKey, neverRead, object, policy, readWith, tags } from "./comparison/rules.ts";
import { arnIn, byName, computed, lookedUp, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";
import type { Place } from "../model/target.ts";

const FIELDS: Fields = {
  name: at("Name"),
  event_source_name: at("EventSourceName"),
  description: at("Description"),
  kms_key_identifier: at("KmsKeyIdentifier"),
  dead_letter_config: blockAt("DeadLetterConfig", { arn: at("Arn") }),
  log_config: blockAt("LogConfig", { include_detail: at("IncludeDetail"), level: at("Level") }),
  tags: tagsAt("Tags"),
};

/** EventBridge event buses. A partner's has slashes in its name. */
export const eventsEventBus: ResourceType = {
  type: "AWS::Events::EventBus",
  noun: "event bus",
  terraform: {
    type: "aws_cloudwatch_event_bus",
    identity: (args) => named(args.entries.get("name"), byName),
    lookup: (args) => lookedUp(args, "name", byName),
    lookupArns: { arguments: ["name"], ofOthers: true },
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ name }) => name,
      name: ({ name }) => name,
      arn: ({ name }, place) => busArn(place, name),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("Name"), byName),
    attribute: computed({
      Ref: ({ name }) => name,
      Name: ({ name }) => name,
      Arn: ({ name }, place) => busArn(place, name),
    }),
  },
  fromArn: (arn) => {
    const name = arn.service === "events" ? /^event-bus\/(.+)$/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : byName(name);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "events:DescribeEventBus", "events:ListTagsForResource"],
  },
  list: { actions: ["cloudformation:ListResources", "events:ListEventBuses", "events:ListTagsForResource"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["Name", exact()],
    ["EventSourceName", neverRead()],
    ["Description", exact({ absentIs: "" })],
    ["KmsKeyIdentifier", kmsKey({ absentIs: "" })],
    ["Policy", policy()],
    ["DeadLetterConfig", object()],
    ["DeadLetterConfig/Arn", exact({ absentIs: "" })],
    ["LogConfig", object()],
    ["LogConfig/IncludeDetail", exact({ absentIs: "NONE" })],
    ["LogConfig/Level", exact({ absentIs: "OFF" })],
    ["Tags", tags(readWith("events:ListTagsForResource"))],
  ]),
};

function busArn(place: Place, name: string): string {
  return arnIn(place, "events", `event-bus/${name}`);
}
