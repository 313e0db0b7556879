import type { Identity } from "../model/declared.ts";
import { known } from "../model/value.ts";
import type { Place } from "../model/target.ts";
import type { MapValue, Value } from "../model/value.ts";
import { formatArn, parseArn } from "./arn.ts";
import { exact, json, nameOrArn, readWith, tags } from "./comparison/rules.ts";
import { eventTarget } from "./events/target.ts";
import { targetRules } from "./events/target-rules.ts";
import { arnIn, byName, computed, named, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Field, Fields } from "./terraform/arguments.ts";
import { at, jsonAt, originOf, tagsAt } from "./terraform/fields.ts";
import type { Arn, ResourceType } from "./type.ts";

/** The provider's older way to say whether a rule is on. */
const isEnabledAt: Field = (value, attribute, put) => {
  const state = value.kind === "known" ? known(isTrue(value) ? "ENABLED" : "DISABLED", originOf(value)) : value;
  put("State", { ...state, attribute });
};

const FIELDS: Fields = {
  name: at("Name"),
  name_prefix: null,
  event_bus_name: at("EventBusName"),
  description: at("Description"),
  event_pattern: jsonAt("EventPattern"),
  schedule_expression: at("ScheduleExpression"),
  state: at("State"),
  is_enabled: isEnabledAt,
  role_arn: at("RoleArn"),
  force_destroy: null,
  tags: tagsAt("Tags"),
};

const DEFAULT_BUS = "default";

/**
 * EventBridge rules. The identifier is the ARN, in which only a bus other than the default one is named
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-manage-iam-access.html).
 */
export const eventsRule: ResourceType = {
  type: "AWS::Events::Rule",
  noun: "rule",
  terraform: {
    type: "aws_cloudwatch_event_rule",
    identity: (args, place) => ruleBy(args.entries.get("name"), args.entries.get("event_bus_name"), place),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_event_rule#import
      id: ({ identifier }) => withBus(identifier, "/"),
      name: ({ name }) => name,
      arn: ({ identifier }) => identifier,
    }),
  },
  alsoTerraform: [
    eventTarget(({ entries }, place) => ruleBy(entries.get("rule"), entries.get("event_bus_name"), place), {
      attributes: ["rule", "event_bus_name"],
      identity: ({ rule, event_bus_name: bus = "" }, place) =>
        rule === undefined ? undefined : ruleOn(place, bus === "" ? DEFAULT_BUS : busNameOf(bus), rule),
    }),
  ],
  cloudformation: {
    identity: ruleInTemplate,
    attribute: computed({ Ref: ({ identifier }) => withBus(identifier, "|"), Arn: ({ identifier }) => identifier }),
  },
  fromArn: ruleOfArn,
  // On the default bus the physical id is the rule's name, on another `bus|name`.
  ofPhysicalId: (physicalId, place, within) => {
    const arn = parseArn(physicalId);
    const [bus = "", name] = physicalId.split("|");
    if (arn) return ruleOfArn(arn) ?? unidentified(`\`${physicalId}\` is no ARN of a rule`);
    if (name !== undefined) return ruleOn(place, bus, name);
    return within === undefined
      ? unidentified(`the event bus of the rule \`${physicalId}\` is not known`)
      : ruleOn(place, within, physicalId);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "events:DescribeRule",
      "events:ListTargetsByRule",
      "events:ListTagsForResource",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "events:ListRules"] },
  nameOf: (identifier) => identifier.split("/").at(-1) ?? identifier,
  properties: new Map([
    ["Name", exact()],
    ["EventBusName", nameOrArn({ absentIs: DEFAULT_BUS })],
    ["Description", exact({ absentIs: "" })],
    ["EventPattern", json()],
    ["ScheduleExpression", exact({ absentIs: "" })],
    ["State", exact({ absentIs: "ENABLED" })],
    ["RoleArn", exact({ absentIs: "" })],
    ...targetRules,
    ["Tags", tags(readWith("events:ListTagsForResource"))],
  ]),
};

function ruleBy(name: Value | undefined, bus: Value | undefined, place: Place): Identity {
  return named(name, (ruleName) => {
    const onBus = named(bus, (text) => ruleOn(place, busNameOf(text), ruleName));
    return onBus.kind === "generated" ? ruleOn(place, DEFAULT_BUS, ruleName) : onBus;
  });
}

function ruleInTemplate({ entries }: MapValue, place: Place): Identity {
  const bus = entries.get("EventBusName");
  const identity = ruleBy(entries.get("Name"), bus, place);
  if (identity.kind !== "generated") return identity;
  const within = named(bus, (text) => byName(busNameOf(text)));
  if (within.kind === "unresolved") return identity;
  return { kind: "generated", within: within.kind === "identifier" ? within.name : DEFAULT_BUS };
}

function ruleOn(place: Place, bus: string, name: string): Identity {
  const resource = bus === DEFAULT_BUS ? `rule/${name}` : `rule/${bus}/${name}`;
  return { kind: "identifier", identifier: arnIn(place, "events", resource), name };
}

/** A partner's bus has slashes in its name. */
function ruleOfArn(arn: Arn): Identity | undefined {
  const name = arn.service === "events" ? /^rule\/(?:.+\/)?([^/]+)$/.exec(arn.resource)?.[1] : undefined;
  return name === undefined ? undefined : { kind: "identifier", identifier: formatArn(arn), name };
}

/** The rule's name, after its bus where that is not the default one. */
function withBus(identifier: string, separator: string): string {
  const [, bus, name = ""] = /^rule\/(?:(.+)\/)?([^/]+)$/.exec(parseArn(identifier)?.resource ?? "") ?? [];
  return bus === undefined ? name : `${bus}${separator}${name}`;
}

function busNameOf(nameOrArnText: string): string {
  return parseArn(nameOrArnText)?.resource.replace(/^event-bus\//, "") ?? nameOrArnText;
}

function isTrue(value: Value): boolean {
  return value.kind === "known" && String(value.value) === "true";
}
