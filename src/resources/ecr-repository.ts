import { dnsSuffixOf } from "../model/target.ts";
import type { Identity } from "../model/declared.ts";
import type { Place } from "../model/target.ts";
import { asString } from "../model/value.ts";
import type { MapValue } from "../model/value.ts";
import { boolean, exact, json, keyed, kmsKey, neverRead, object, policy, readWith, tags } from "./comparison/rules.ts";
import { arnIn, byName, computed, fromState, lookedUp, named, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, blocksAt, jsonAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType, TerraformNames } from "./type.ts";

const EXCLUSION = "ImageTagMutabilityExclusionFilter";

const FIELDS: Fields = {
  name: at("RepositoryName"),
  image_tag_mutability: at("ImageTagMutability"),
  image_tag_mutability_exclusion_filter: blocksAt(`${EXCLUSION}s`, {
    filter: at(`${EXCLUSION}Value`),
    filter_type: at(`${EXCLUSION}Type`),
  }),
  image_scanning_configuration: blockAt("ImageScanningConfiguration", { scan_on_push: at("ScanOnPush") }),
  encryption_configuration: blockAt("EncryptionConfiguration", {
    encryption_type: at("EncryptionType"),
    kms_key: at("KmsKey"),
  }),
  force_delete: null,
  tags: tagsAt("Tags"),
};

/**
 * ECR repositories.
 * Defaults: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
 */
export const ecrRepository: ResourceType = {
  type: "AWS::ECR::Repository",
  noun: "repository",
  terraform: {
    type: "aws_ecr_repository",
    identity: (args) => named(args.entries.get("name"), byName),
    lookup: lookedUpRepository,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ name }) => name,
      name: ({ name }) => name,
      arn: ({ name }, place) => repositoryArn(place, name),
      registry_id: (_, { account }) => account,
      repository_url: ({ name }, place) => uriOf(place, name),
    }),
  },
  alsoTerraform: [
    policyOf("lifecycle", "LifecyclePolicy/LifecyclePolicyText", "lifecycle policy"),
    policyOf("repository", "RepositoryPolicyText", "repository policy"),
  ],
  cloudformation: {
    identity: (properties) => named(properties.entries.get("RepositoryName"), byName),
    attribute: computed({
      Ref: ({ name }) => name,
      Arn: ({ name }, place) => repositoryArn(place, name),
      RepositoryUri: ({ name }, place) => uriOf(place, name),
    }),
  },
  fromArn: (arn) => {
    const name = arn.service === "ecr" ? /^repository\/(.+)$/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : byName(name);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "ecr:DescribeRepositories",
      "ecr:GetLifecyclePolicy",
      "ecr:GetRepositoryPolicy",
      "ecr:ListTagsForResource",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "ecr:DescribeRepositories"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["RepositoryName", exact()],
    ["ImageTagMutability", exact({ absentIs: "MUTABLE" })],
    [`${EXCLUSION}s`, keyed(`${EXCLUSION}Value`)],
    [`${EXCLUSION}s/*/${EXCLUSION}Value`, exact()],
    [`${EXCLUSION}s/*/${EXCLUSION}Type`, exact({ absentIs: "WILDCARD" })],
    ["ImageScanningConfiguration", object()],
    ["ImageScanningConfiguration/ScanOnPush", boolean({ absentIs: false })],
    ["EncryptionConfiguration", object()],
    ["EncryptionConfiguration/EncryptionType", exact({ absentIs: "AES256" })],
    ["EncryptionConfiguration/KmsKey", kmsKey()],
    ["LifecyclePolicy", object(readWith("ecr:GetLifecyclePolicy"))],
    ["LifecyclePolicy/LifecyclePolicyText", json(readWith("ecr:GetLifecyclePolicy"))],
    ["LifecyclePolicy/RegistryId", exact()],
    ["RepositoryPolicyText", policy(readWith("ecr:GetRepositoryPolicy"))],
    ["EmptyOnDelete", neverRead()],
    ["Tags", tags(readWith("ecr:ListTagsForResource"))],
  ]),
};

/** A look-up may ask another account's registry, of which Cloud Control knows nothing. */
function lookedUpRepository(args: MapValue, place: Place): Identity {
  const identity = lookedUp(args, "name", byName);
  const registry = args.entries.get("registry_id");
  if (!registry || (registry.kind === "known" && registry.value === null)) return identity;
  if (registry.kind === "unresolved") return { kind: "unresolved", value: registry };
  return asString(registry) === place.account
    ? identity
    : unidentified("the repository is in another account's registry");
}

function repositoryArn(place: Place, name: string): string {
  return arnIn(place, "ecr", `repository/${name}`);
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html */
function uriOf({ account, region, partition }: Place, name: string): string {
  return `${account}.dkr.ecr.${region}.${dnsSuffixOf(partition)}/${name}`;
}

function policyOf(kind: string, path: string, noun: string): TerraformNames {
  return {
    type: `aws_ecr_${kind}_policy`,
    part: { path: path.split("/")[0] ?? path, holds: "settings", noun },
    identity: (args) => named(args.entries.get("repository"), byName),
    fromState: fromState("repository"),
    lookup: null,
    properties: (args) => toProperties(args, { repository: null, policy: jsonAt(path) }),
    attribute: () => undefined,
  };
}
