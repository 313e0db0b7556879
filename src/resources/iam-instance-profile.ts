import { exact, set } from "./comparison/rules.ts";
import { declaredArn, namedByArn, otherPath } from "./iam/path.ts";
import { byName, computed, lookedUp, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, listOfOneAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

// `tags` has no counterpart: AWS::IAM::InstanceProfile has none.
const FIELDS: Fields = {
  name: at("InstanceProfileName"),
  name_prefix: null,
  path: at("Path"),
  role: listOfOneAt("Roles"),
};

const computedFromName = computed({ id: ({ name }) => name, name: ({ name }) => name, Ref: ({ name }) => name });

/** IAM instance profiles. The identifier is the name without the path; the ARN has both. */
export const iamInstanceProfile: ResourceType = {
  type: "AWS::IAM::InstanceProfile",
  noun: "instance profile",
  terraform: {
    type: "aws_iam_instance_profile",
    identity: (args) => named(args.entries.get("name"), byName),
    lookup: (args) => lookedUp(args, "name", byName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: (name, identity, place, args) => {
      return name === "arn"
        ? declaredArn("instance-profile", identity, place, args, "path")
        : computedFromName(name, identity, place);
    },
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("InstanceProfileName"), byName),
    attribute: (name, identity, place, properties) => {
      if (name === "Arn") return declaredArn("instance-profile", identity, place, properties, "Path");
      return name === null ? computedFromName(null, identity, place) : undefined;
    },
  },
  fromArn: (arn) => namedByArn("instance-profile", arn),
  otherThan: (arn, { Path: path }) => otherPath("instance-profile", arn, path),
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "iam:GetInstanceProfile"] },
  list: { actions: ["cloudformation:ListResources", "iam:ListInstanceProfiles"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["InstanceProfileName", exact()],
    ["Path", exact({ absentIs: "/" })],
    ["Roles", set()],
  ]),
};
