import type { Identity } from "../model/declared.ts";
import type { Place } from "../model/target.ts";
import { arnIn, byLowerCaseName, computed, lookedUp, named, unidentified } from "./identity.ts";
import { instanceFields } from "./rds/fields.ts";
import { instanceRules } from "./rds/rules.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { ResourceType } from "./type.ts";

/** RDS instances. Terraform's `id` of one is the resource id, which only RDS knows. */
export const rdsDbInstance: ResourceType = {
  type: "AWS::RDS::DBInstance",
  noun: "database instance",
  terraform: {
    type: "aws_db_instance",
    isRenamedInPlace: true,
    identity: (args) => named(args.entries.get("identifier"), byLowerCaseName),
    lookup: (args) => lookedUp(args, "db_instance_identifier", lookedUpInstance),
    lookupArns: { arguments: ["db_instance_identifier"] },
    properties: (args) => toProperties(args, instanceFields),
    attribute: computed({
      identifier: ({ name }) => name,
      db_instance_identifier: ({ name }) => name,
      arn: ({ name }, place) => instanceArn(place, name),
      db_instance_arn: ({ name }, place) => instanceArn(place, name),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("DBInstanceIdentifier"), byLowerCaseName),
    attribute: computed({ Ref: ({ name }) => name, DBInstanceArn: ({ name }, place) => instanceArn(place, name) }),
  },
  fromArn: (arn) => {
    const name = arn.service === "rds" ? /^db:([^:]+)$/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : byLowerCaseName(name);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "ec2:DescribeAccountAttributes",
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeInternetGateways",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcAttribute",
      "ec2:DescribeVpcs",
      "rds:DescribeDBInstances",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "rds:DescribeDBInstances"] },
  nameOf: (identifier) => identifier,
  properties: instanceRules,
};

function instanceArn(place: Place, name: string): string {
  return arnIn(place, "rds", `db:${name}`);
}

/** The provider finds an instance by its resource id too, which says nothing of its name. */
function lookedUpInstance(text: string): Identity {
  return /^db-[A-Z0-9]{26}$/.test(text)
    ? unidentified(`\`${text}\` is a resource id, and not the instance's name`)
    : byLowerCaseName(text);
}
