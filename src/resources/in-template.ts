import { map } from "../model/value.ts";
import type { MapValue, Value } from "../model/value.ts";
import { find } from "./index.ts";
import type { ResourceType } from "./type.ts";

/** A list of what a policy is put on, the type that such a policy has for itself, and its property for that one. */
type Holder = { readonly list: string; readonly type: string; readonly property: string };

/**
 * Types of templates that Cloud Control does not read: each is a policy that CloudFormation puts on everything that it
 * lists, and what it is there has a type that Cloud Control does read.
 */
const PUT_ON_EACH: ReadonlyMap<string, readonly [Holder, ...Holder[]]> = new Map([
  ["AWS::SQS::QueuePolicy", [{ list: "Queues", type: "AWS::SQS::QueueInlinePolicy", property: "Queue" }]],
  ["AWS::SNS::TopicPolicy", [{ list: "Topics", type: "AWS::SNS::TopicInlinePolicy", property: "TopicArn" }]],
  [
    "AWS::IAM::Policy",
    [
      { list: "Roles", type: "AWS::IAM::RolePolicy", property: "RoleName" },
      { list: "Users", type: "AWS::IAM::UserPolicy", property: "UserName" },
      { list: "Groups", type: "AWS::IAM::GroupPolicy", property: "GroupName" },
    ],
  ],
]);

/**
 * What a template's resource declares, and its properties in the words of that type. Of a policy that is put on several,
 * which one is meant cannot be told: its properties stay as they are.
 */
export function declaredAs(
  templateType: string,
  properties: MapValue,
): { readonly type: ResourceType | undefined; readonly properties: MapValue } {
  const holders = PUT_ON_EACH.get(templateType);
  if (!holders) return { type: find(templateType), properties };
  const held = holders.flatMap((holder) => itemsOf(properties, holder).map((item) => ({ holder, item })));
  const [only, ...more] = held;
  if (!only || more.length > 0) return { type: find(holders[0].type), properties };
  const { list, type, property } = only.holder;
  const entries = new Map(properties.entries);
  entries.delete(list);
  const { source, attribute } = properties.entries.get(list) ?? {};
  const item = { ...only.item, ...(source && { source }), ...(attribute !== undefined && { attribute }) };
  return { type: find(type), properties: { ...properties, ...map(entries.set(property, item)) } };
}

/** What is not known to be a list may hold any number. */
function itemsOf({ entries }: MapValue, { list }: Holder): readonly Value[] {
  const value = entries.get(list);
  if (value?.kind === "list") return value.items;
  return value?.kind === "unresolved" ? [value, value] : [];
}
