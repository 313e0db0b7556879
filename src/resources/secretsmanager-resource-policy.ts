import type { Identity } from "../model/declared.ts";
import { parseArn } from "./arn.ts";
import { exact, neverRead, policy } from "./comparison/rules.ts";
import { computed, fromState, named, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import { at, jsonAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

/** Policies of secrets. A secret has one at most, so that the identifier is the secret's ARN. */
export const secretsManagerResourcePolicy: ResourceType = {
  type: "AWS::SecretsManager::ResourcePolicy",
  noun: "secret policy",
  terraform: {
    type: "aws_secretsmanager_secret_policy",
    identity: (args) => named(args.entries.get("secret_arn"), policyOfSecret),
    fromState: fromState("secret_arn"),
    lookup: null,
    properties: (args) =>
      toProperties(args, {
        secret_arn: at("SecretId"),
        policy: jsonAt("ResourcePolicy"),
        block_public_policy: at("BlockPublicPolicy"),
      }),
    attribute: computed({ id: ({ identifier }) => identifier }),
  },
  cloudformation: {
    identity: ({ entries }) => {
      const identity = named(entries.get("SecretId"), policyOfSecret);
      // The secret's ARN may be known only to the stack.
      return identity.kind === "unresolved" ? { kind: "generated" } : identity;
    },
    attribute: () => undefined,
  },
  fromArn: () => undefined,
  ofPhysicalId: policyOfSecret,
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "secretsmanager:GetResourcePolicy"],
  },
  nameOf: (identifier) => identifier.split(":").at(-1) ?? identifier,
  properties: new Map([
    ["SecretId", exact()],
    ["ResourcePolicy", policy()],
    ["BlockPublicPolicy", neverRead()],
  ]),
};

function policyOfSecret(text: string): Identity {
  const arn = parseArn(text);
  const isSecret = arn?.service === "secretsmanager" && arn.resource.startsWith("secret:");
  if (!isSecret) return unidentified(`the ARN of the secret \`${text}\` is not known`);
  return { kind: "identifier", identifier: text, name: arn.resource.slice("secret:".length) };
}
