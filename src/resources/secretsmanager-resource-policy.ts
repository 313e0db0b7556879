import type { Identity } from "../model/declared.ts";
import { parseArn } from "./arn.ts";
import { exact, neverRead, policy } from "./comparison/rules.ts";
import { composedInTemplate, composedOf, computed, fromState, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import { at, jsonAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

/** Policies of secrets. A secret has one at most, so that the identifier is the secret's ARN. */
export const secretsManagerResourcePolicy: ResourceType = {
  type: "AWS::SecretsManager::ResourcePolicy",
  noun: "secret policy",
  terraform: {
    type: "aws_secretsmanager_secret_policy",
    identity: ({ entries }) => composedOf({ SecretId: entries.get("secret_arn") }, composed, nameOf),
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
    identity: ({ entries }) => composedInTemplate({ SecretId: entries.get("SecretId") }, composed, nameOf),
    attribute: () => undefined,
  },
  fromArn: () => undefined,
  ofPhysicalId: policyOfSecret,
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "secretsmanager:GetResourcePolicy"],
  },
  composed,
  nameOf,
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

function composed({ SecretId: arn = "" }: { readonly [property: string]: string }): string {
  return arn;
}

function nameOf(identifier: string): string {
  return identifier.split(":").at(-1) ?? identifier;
}
