import type { Service } from "../call.ts";
import { cloudcontrol } from "./cloudcontrol.ts";
import { cloudformation } from "./cloudformation.ts";
import { cloudtrail } from "./cloudtrail.ts";
import { ec2 } from "./ec2.ts";
import { route53 } from "./route53.ts";
import { s3 } from "./s3.ts";
import { secretsmanager } from "./secretsmanager.ts";
import { ssm } from "./ssm.ts";
import { sts } from "./sts.ts";

/** The emulated services. Calls to any other are a loud failure. */
export const services: readonly Service[] = [
  sts,
  cloudcontrol,
  cloudformation,
  ec2,
  s3,
  route53,
  ssm,
  secretsmanager,
  cloudtrail,
];
