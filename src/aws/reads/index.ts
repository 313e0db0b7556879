import type { ReadApi } from "../../model/observation.ts";
import type { Reader } from "../reading.ts";
import { getResource, listResources } from "./cloudcontrol.ts";
import { listStackResources } from "./cloudformation.ts";
import { headBucket } from "./s3.ts";
import { describeSecret } from "./secretsmanager.ts";
import { describeParameter } from "./ssm.ts";

/** How each API is read. */
export const readers: Readonly<Record<ReadApi, Reader>> = {
  "cloudcontrol:GetResource": getResource,
  "cloudcontrol:ListResources": listResources,
  "cloudformation:ListStackResources": listStackResources,
  "s3:HeadBucket": headBucket,
  "secretsmanager:DescribeSecret": describeSecret,
  "ssm:DescribeParameters": describeParameter,
};
