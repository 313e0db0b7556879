import type { Identity } from "../model/declared.ts";
import { formatArn, parseArn } from "./arn.ts";
import { exact, keyed, kmsKeyUnlessManaged, neverRead, set, tags } from "./comparison/rules.ts";
import { isGiven, lookedUp, named, notAnArn } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blocksAt, originOf, tagsAt } from "./terraform/fields.ts";
import { known, list } from "../model/value.ts";
import type { Arn, ResourceType, TerraformNames } from "./type.ts";

const MANAGED_KEY = "alias/aws/secretsmanager";

// `policy` has no counterpart: a secret's policy is AWS::SecretsManager::ResourcePolicy.
const FIELDS: Fields = {
  name: at("Name"),
  name_prefix: null,
  description: at("Description"),
  kms_key_id: at("KmsKeyId"),
  replica: blocksAt("ReplicaRegions", { region: at("Region"), kms_key_id: at("KmsKeyId") }),
  recovery_window_in_days: null,
  force_overwrite_replica_secret: null,
  tags: tagsAt("Tags"),
};

const CURRENT = "AWSCURRENT";

/** A version by the stages that it has, never by its value: that the secret has one is all that is looked at. */
const version: TerraformNames = {
  type: "aws_secretsmanager_secret_version",
  part: { path: "VersionStages", holds: "items", noun: "version" },
  identity: (args) => named(args.entries.get("secret_id"), secretBy),
  fromState: {
    attributes: ["secret_id"],
    identity: ({ secret_id: id }) => (id === undefined ? undefined : secretBy(id)),
  },
  lookup: null,
  properties: (args) => {
    const declared = toProperties(args, {
      secret_id: null,
      version_stages: at("VersionStages"),
      secret_string: at("SecretString"),
      secret_string_wo: at("SecretString"),
      secret_string_wo_version: null,
      secret_binary: at("SecretString"),
    });
    const stages = list([known(CURRENT)], { ...originOf(args), attribute: "secret_id" });
    return { ...declared, entries: new Map([["VersionStages", stages], ...declared.entries]) };
  },
  attribute: () => undefined,
};

/**
 * Secrets, looked at by DescribeSecret, which takes a name or an ARN: their values are never read. The identifier, an
 * ARN, ends in six random characters, so that it does not follow from the name.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
 */
export const secretsManagerSecret: ResourceType = {
  type: "AWS::SecretsManager::Secret",
  noun: "secret",
  terraform: {
    type: "aws_secretsmanager_secret",
    identity: (args) => named(args.entries.get("name"), secretBy),
    lookup: (args) =>
      isGiven(args.entries.get("arn")) ? lookedUp(args, "arn", notAnArn) : lookedUp(args, "name", secretBy),
    lookupArns: { arguments: ["arn", "name"], ofOthers: true },
    properties: (args) => toProperties(args, FIELDS),
    attribute: (name, identity) => {
      return name === "name" && (identity.kind === "name" || identity.kind === "identifier")
        ? known(identity.name)
        : undefined;
    },
  },
  alsoTerraform: [version],
  cloudformation: {
    identity: (properties) => named(properties.entries.get("Name"), secretBy),
    // `Ref` and `Id` are the ARN.
    attribute: () => undefined,
  },
  fromArn: secretOfArn,
  read: { api: "secretsmanager:DescribeSecret", actions: ["secretsmanager:DescribeSecret"] },
  list: { actions: ["cloudformation:ListResources", "secretsmanager:ListSecrets"] },
  nameOf: (identifier) => nameInArn(parseArn(identifier)) ?? identifier,
  deletionDate: "DeletedDate",
  properties: new Map([
    ["Name", exact()],
    ["Description", exact({ absentIs: "" })],
    ["KmsKeyId", kmsKeyUnlessManaged(MANAGED_KEY)],
    ["ReplicaRegions", keyed("Region")],
    ["ReplicaRegions/*/Region", exact()],
    ["ReplicaRegions/*/KmsKeyId", kmsKeyUnlessManaged(MANAGED_KEY)],
    // Not CloudFormation's: what DescribeSecret says of the versions that there are.
    ["VersionStages", set()],
    ["SecretString", neverRead("a secret's value is never read")],
    ["GenerateSecretString", neverRead("a secret's value is never read")],
    ["Tags", tags()],
  ]),
};

function secretBy(nameOrArn: string): Identity {
  const arn = parseArn(nameOrArn);
  return (arn && secretOfArn(arn)) ?? { kind: "name", name: nameOrArn };
}

/** Also of an ARN with a JSON key, stage and version after it, as ECS takes them. */
function secretOfArn(arn: Arn): Identity | undefined {
  const name = nameInArn(arn);
  if (name === undefined) return undefined;
  const resource = arn.resource.split(":").slice(0, 2).join(":");
  return { kind: "identifier", identifier: formatArn({ ...arn, resource }), name };
}

function nameInArn(arn: Arn | undefined): string | undefined {
  const named = arn?.service === "secretsmanager" ? /^secret:([^:]+)/.exec(arn.resource)?.[1] : undefined;
  return named?.replace(/-[A-Za-z0-9]{6}$/, "");
}
