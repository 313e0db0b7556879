import type { Identity } from "../model/declared.ts";
import { parseArn } from "./arn.ts";
import { boolean, exact, neverRead, policy, readWith, tags } from "./comparison/rules.ts";
import { arnIn, byName, computed, fromState, lookedUp, named, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, jsonAt, tagsAt } from "./terraform/fields.ts";
import type { Arn, ResourceType, TerraformNames } from "./type.ts";

const FIELDS: Fields = {
  description: at("Description"),
  policy: jsonAt("KeyPolicy"),
  enable_key_rotation: at("EnableKeyRotation"),
  rotation_period_in_days: at("RotationPeriodInDays"),
  is_enabled: at("Enabled"),
  key_usage: at("KeyUsage"),
  customer_master_key_spec: at("KeySpec"),
  multi_region: at("MultiRegion"),
  deletion_window_in_days: at("PendingWindowInDays"),
  bypass_policy_lockout_safety_check: at("BypassPolicyLockoutSafetyCheck"),
  tags: tagsAt("Tags"),
};

const keyPolicy: TerraformNames = {
  type: "aws_kms_key_policy",
  part: { path: "KeyPolicy", holds: "settings", noun: "key policy" },
  identity: (args) => named(args.entries.get("key_id"), keyBy),
  fromState: fromState("key_id"),
  lookup: null,
  properties: (args) =>
    toProperties(args, { key_id: null, bypass_policy_lockout_safety_check: null, policy: jsonAt("KeyPolicy") }),
  attribute: () => undefined,
};

/**
 * KMS keys. AWS makes their ids up, so that only state, stack or an ARN tells which one it is. One that waits for its
 * deletion is not found by Cloud Control. No id is close to another, so that there is nothing to list.
 * Defaults: https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
 */
export const kmsKey: ResourceType = {
  type: "AWS::KMS::Key",
  noun: "key",
  terraform: {
    type: "aws_kms_key",
    identity: () => ({ kind: "generated" }),
    fromState: fromState("key_id"),
    lookup: (args) => lookedUp(args, "key_id", keyBy),
    lookupArns: { arguments: ["key_id"] },
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ identifier }) => identifier,
      key_id: ({ identifier }) => identifier,
      arn: ({ identifier }, place) => arnIn(place, "kms", `key/${identifier}`),
    }),
  },
  alsoTerraform: [keyPolicy],
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({
      Ref: ({ identifier }) => identifier,
      KeyId: ({ identifier }) => identifier,
      Arn: ({ identifier }, place) => arnIn(place, "kms", `key/${identifier}`),
    }),
  },
  fromArn: keyOfArn,
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "kms:DescribeKey",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListResourceTags",
    ],
  },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["Description", exact({ absentIs: "" })],
    ["KeyPolicy", policy(readWith("kms:GetKeyPolicy"))],
    ["EnableKeyRotation", boolean({ absentIs: false, ...readWith("kms:GetKeyRotationStatus") })],
    ["Enabled", boolean({ absentIs: true })],
    ["KeyUsage", exact({ absentIs: "ENCRYPT_DECRYPT" })],
    ["KeySpec", exact({ absentIs: "SYMMETRIC_DEFAULT" })],
    ["MultiRegion", boolean({ absentIs: false })],
    ["Origin", exact({ absentIs: "AWS_KMS" })],
    ["PendingWindowInDays", neverRead()],
    ["RotationPeriodInDays", neverRead()],
    ["BypassPolicyLockoutSafetyCheck", neverRead()],
    ["Tags", tags(readWith("kms:ListResourceTags"))],
  ]),
};

/** A key by its id or ARN. An alias points at one, and only KMS knows at which. */
function keyBy(text: string): Identity {
  const arn = parseArn(text);
  if (arn) return keyOfArn(arn) ?? unidentified(`\`${text}\` is no ARN of a key`);
  return text.startsWith("alias/")
    ? unidentified(`which key the alias \`${text}\` points at, only KMS knows`)
    : byName(text);
}

function keyOfArn(arn: Arn): Identity | undefined {
  const id = arn.service === "kms" ? /^key\/([\w-]+)$/.exec(arn.resource)?.[1] : undefined;
  return id === undefined ? undefined : byName(id);
}
