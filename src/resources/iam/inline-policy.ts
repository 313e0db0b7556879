import { unresolved } from "../../model/value.ts";
import type { MapValue, Value } from "../../model/value.ts";
import { exact, policy } from "../comparison/rules.ts";
import { composedInTemplate, composedOf, computed, fromState, unidentified } from "../identity.ts";
import { toProperties } from "../terraform/arguments.ts";
import { at, jsonAt } from "../terraform/fields.ts";
import type { ResourceType } from "../type.ts";

/**
 * An inline policy of a role, a user or a group. The identifier is `PolicyName|RoleName`, and likewise for the others.
 * @param holder what the policy is written in, as CloudFormation and its API spell it
 */
export function inlinePolicy(holder: "Role" | "User" | "Group"): ResourceType {
  const argument = holder.toLowerCase();
  const property = `${holder}Name`;
  const composed = (key: { readonly [property: string]: string }) =>
    `${key["PolicyName"] ?? ""}|${key[property] ?? ""}`;
  return {
    type: `AWS::IAM::${holder}Policy`,
    noun: "inline policy",
    terraform: {
      type: `aws_iam_${argument}_policy`,
      identity: ({ entries }) =>
        composedOf({ PolicyName: entries.get("name"), [property]: entries.get(argument) }, composed, nameOf),
      fromState: fromState("name", argument),
      lookup: null,
      properties: (args) =>
        toProperties(args, {
          name: at("PolicyName"),
          name_prefix: null,
          [argument]: at(property),
          policy: jsonAt("PolicyDocument"),
        }),
      // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy#attribute-reference
      attribute: computed({
        id: ({ identifier }) => identifier.split("|").toReversed().join(":"),
        name: ({ name }) => name,
      }),
    },
    cloudformation: {
      identity: ({ entries }) =>
        composedInTemplate(
          { PolicyName: entries.get("PolicyName"), [property]: entries.get(property) },
          composed,
          nameOf,
        ),
      attribute: () => undefined,
    },
    fromArn: () => undefined,
    ofPhysicalId: (physicalId) => {
      const [name = "", ...holders] = physicalId.split("|");
      if (holders.length === 1) return { kind: "identifier", identifier: physicalId, name };
      return unidentified(`whose inline policy \`${physicalId}\` is cannot be told`);
    },
    read: {
      api: "cloudcontrol:GetResource",
      actions: ["cloudformation:GetResource", `iam:Get${holder}Policy`],
    },
    composed,
    nameOf,
    contributes: ({ entries }) => {
      const key = entries.get("PolicyName") ?? unresolved("the name of another inline policy is made up");
      const to = entries.get(property);
      const own = to ? [[`AWS::IAM::${holder}`, to] as const] : [];
      return [...own, ...severalIn(entries)].map(([type, each]) => ({ type, to: each, path: "Policies", key }));
    },
    properties: new Map([
      ["PolicyName", exact()],
      [property, exact()],
      ["PolicyDocument", policy()],
    ]),
  };
}

function nameOf(identifier: string): string {
  return identifier.split("|")[0] ?? identifier;
}

/** Roles and the like that a policy in a template is put into. */
function severalIn(entries: MapValue["entries"]): readonly (readonly [type: string, to: Value])[] {
  return ["Role", "User", "Group"].flatMap((holder) => {
    const named = entries.get(`${holder}s`);
    const items = named?.kind === "list" ? named.items : named ? [named] : [];
    return items.map((item) => [`AWS::IAM::${holder}`, item] as const);
  });
}
