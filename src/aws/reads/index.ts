import type { ReadApi } from "../../model/observation.ts";
import type { Reader } from "../reading.ts";
import { getResource, listResources } from "./cloudcontrol.ts";
import { describeStack, listExports, listStackResources } from "./cloudformation.ts";
import { lookUpEvents } from "./cloudtrail.ts";
import { describeType } from "./describe-type.ts";
import { filteredReader } from "./ec2-filtered.ts";
import { describeAvailabilityZone, describeImage, describeVpcEndpointService } from "./ec2.ts";
import { listRecordSets } from "./route53.ts";
import { headBucket } from "./s3.ts";
import { readState } from "./terraform-state.ts";
import { describeSecret } from "./secretsmanager.ts";
import { describeParameter } from "./ssm.ts";

/** How each API is read. */
export const readers: Readonly<Record<ReadApi, Reader>> = {
  "cloudcontrol:GetResource": getResource,
  "cloudcontrol:ListResources": listResources,
  "cloudformation:DescribeStacks": describeStack,
  "cloudformation:DescribeType": describeType,
  "cloudformation:ListExports": listExports,
  "cloudformation:ListStackResources": listStackResources,
  "cloudtrail:LookupEvents": lookUpEvents,
  "ec2:DescribeAddresses": filteredReader("ec2:DescribeAddresses"),
  "ec2:DescribeAvailabilityZones": describeAvailabilityZone,
  "ec2:DescribeImages": describeImage,
  "ec2:DescribeInternetGateways": filteredReader("ec2:DescribeInternetGateways"),
  "ec2:DescribeRouteTables": filteredReader("ec2:DescribeRouteTables"),
  "ec2:DescribeSecurityGroupRules": filteredReader("ec2:DescribeSecurityGroupRules"),
  "ec2:DescribeSecurityGroups": filteredReader("ec2:DescribeSecurityGroups"),
  "ec2:DescribeSubnets": filteredReader("ec2:DescribeSubnets"),
  "ec2:DescribeVpcEndpointServices": describeVpcEndpointService,
  "ec2:DescribeVpcEndpoints": filteredReader("ec2:DescribeVpcEndpoints"),
  "ec2:DescribeVpcs": filteredReader("ec2:DescribeVpcs"),
  "s3:GetObject": readState,
  "route53:ListResourceRecordSets": listRecordSets,
  "s3:HeadBucket": headBucket,
  "secretsmanager:DescribeSecret": describeSecret,
  "ssm:DescribeParameters": describeParameter,
};
