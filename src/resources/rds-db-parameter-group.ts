import type { Place } from "../model/target.ts";
import { exact, inAnyCase, readWith, tags, whole } from "./comparison/rules.ts";
import { sameParameters } from "./rds/same-parameters.ts";
import { parametersAt } from "./rds/terraform-parameters.ts";
import { arnIn, byLowerCaseName, computed, lookedUp, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("DBParameterGroupName"),
  name_prefix: null,
  family: at("Family"),
  description: at("Description"),
  parameter: parametersAt,
  skip_destroy: null,
  tags: tagsAt("Tags"),
};

/** Groups of parameters for RDS instances. Names are kept in lower case. */
export const rdsDbParameterGroup: ResourceType = {
  type: "AWS::RDS::DBParameterGroup",
  noun: "database parameter group",
  terraform: {
    type: "aws_db_parameter_group",
    identity: (args) => named(args.entries.get("name"), byLowerCaseName),
    lookup: (args) => lookedUp(args, "name", byLowerCaseName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ name }) => name,
      name: ({ name }) => name,
      arn: ({ name }, place) => groupArn(place, name),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("DBParameterGroupName"), byLowerCaseName),
    attribute: computed({ Ref: ({ name }) => name }),
  },
  fromArn: (arn) => {
    const name = arn.service === "rds" ? /^pg:([^:]+)$/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : byLowerCaseName(name);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "rds:DescribeDBParameterGroups",
      "rds:DescribeDBParameters",
      "rds:ListTagsForResource",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "rds:DescribeDBParameterGroups"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["DBParameterGroupName", inAnyCase()],
    ["Family", exact()],
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_parameter_group#description
    ["Description", exact({ default: { terraform: "Managed by Terraform" } })],
    // Whether a read returns all parameters, or only those that differ from the engine's defaults, is not documented.
    ["Parameters", whole(sameParameters, readWith("rds:DescribeDBParameters"))],
    ["Tags", tags(readWith("rds:ListTagsForResource"))],
  ]),
};

function groupArn(place: Place, name: string): string {
  return arnIn(place, "rds", `pg:${name}`);
}
