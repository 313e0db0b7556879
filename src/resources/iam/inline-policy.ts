import type { Identity } from "../../model/declared.ts";
import { unresolved } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { exact, policy } from "../comparison/rules.ts";
import { computed, fromState, named, unidentified } from "../identity.ts";
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
  return {
    type: `AWS::IAM::${holder}Policy`,
    noun: "inline policy",
    terraform: {
      type: `aws_iam_${argument}_policy`,
      identity: ({ entries }) => policyOf(entries.get("name"), entries.get(argument)),
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
      identity: ({ entries }) => {
        const identity = policyOf(entries.get("PolicyName"), entries.get(property));
        // Whose policy it is may be known only to the stack.
        return identity.kind === "unresolved" ? { kind: "generated" } : identity;
      },
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
    nameOf: (identifier) => identifier.split("|")[0] ?? identifier,
    contributes: ({ entries }) => {
      const to = entries.get(property);
      const key = entries.get("PolicyName") ?? unresolved("the name of another inline policy is made up");
      return to ? [{ type: `AWS::IAM::${holder}`, to, path: "Policies", key }] : [];
    },
    properties: new Map([
      ["PolicyName", exact()],
      [property, exact()],
      ["PolicyDocument", policy()],
    ]),
  };
}

function policyOf(name: Value | undefined, holder: Value | undefined): Identity {
  return named(name, (policyName) =>
    named(holder, (holderName) => ({
      kind: "identifier",
      identifier: `${policyName}|${holderName}`,
      name: policyName,
    })),
  );
}
