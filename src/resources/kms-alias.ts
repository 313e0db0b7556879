import type { Place } from "../model/target.ts";
import { exact, kmsKey } from "./comparison/rules.ts";
import { arnIn, byName, computed, lookedUp, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = { name: at("AliasName"), name_prefix: null, target_key_id: at("TargetKeyId") };

/** KMS aliases. The name includes `alias/`. */
export const kmsAlias: ResourceType = {
  type: "AWS::KMS::Alias",
  noun: "key alias",
  terraform: {
    type: "aws_kms_alias",
    identity: (args) => named(args.entries.get("name"), byName),
    lookup: (args) => lookedUp(args, "name", byName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ name }) => name,
      name: ({ name }) => name,
      arn: ({ name }, place) => aliasArn(place, name),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("AliasName"), byName),
    attribute: computed({ Ref: ({ name }) => name }),
  },
  fromArn: (arn) => (arn.service === "kms" && arn.resource.startsWith("alias/") ? byName(arn.resource) : undefined),
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "kms:ListAliases"] },
  list: { actions: ["cloudformation:ListResources", "kms:ListAliases"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["AliasName", exact()],
    ["TargetKeyId", kmsKey()],
  ]),
};

function aliasArn(place: Place, name: string): string {
  return arnIn(place, "kms", name);
}
