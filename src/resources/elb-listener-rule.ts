import type { MapValue } from "../model/value.ts";
import { neverRead, number, readWith, tags, whole } from "./comparison/rules.ts";
import { actionFields, sameActions } from "./elb/actions.ts";
import { afterKind, byElbArn } from "./elb/arn.ts";
import { conditions, sameConditions } from "./elb/conditions.ts";
import { computed, naturalKey } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { argument, at, blocksAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType, TerraformNames } from "./type.ts";

const FIELDS: Fields = {
  listener_arn: at("ListenerArn"),
  priority: at("Priority"),
  action: blocksAt("Actions", actionFields),
  condition: conditions,
  tags: tagsAt("Tags"),
};

function byPriority(args: MapValue) {
  const priority = argument(args, "priority");
  const name = priority?.kind === "known" ? `priority ${String(priority.value)}` : "";
  return naturalKey({ ListenerArn: argument(args, "listener_arn"), Priority: priority }, name);
}

/** The provider has the same resource under two names. */
function spelling(type: string): TerraformNames {
  return {
    type,
    identity: byPriority,
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => identifier, arn: ({ identifier }) => identifier }),
  };
}

/** Rules of a listener. The identifier is the ARN, which ends in characters that AWS makes up. */
export const elbListenerRule: ResourceType = {
  type: "AWS::ElasticLoadBalancingV2::ListenerRule",
  noun: "listener rule",
  terraform: spelling("aws_lb_listener_rule"),
  alsoTerraform: [spelling("aws_alb_listener_rule")],
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({ Ref: ({ identifier }) => identifier, RuleArn: ({ identifier }) => identifier }),
  },
  fromArn: (arn) => byElbArn(arn, "listener-rule", /^(?:app|net)\/[^/]+\/[^/]+\/[^/]+\/[^/]+$/),
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTags"],
  },
  // A rule's priority can be changed.
  finder: {
    api: "cloudcontrol:ListResources",
    actions: ["cloudformation:ListResources", "elasticloadbalancing:DescribeRules"],
    isUnique: false,
    model: ["ListenerArn"],
  },
  nameOf: (identifier) => afterKind(identifier, "listener-rule"),
  properties: new Map([
    ["ListenerArn", neverRead()],
    ["Priority", number()],
    ["Actions", whole(sameActions)],
    ["Conditions", whole(sameConditions)],
    ["Tags", tags(readWith("elasticloadbalancing:DescribeTags"))],
  ]),
};
