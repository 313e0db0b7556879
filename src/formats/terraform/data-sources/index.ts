import { arn } from "./arn.ts";
import type { DataSource } from "./data-source.ts";
import { defaultTags } from "./default-tags.ts";
import { callerIdentity, partition, region, servicePrincipal } from "./place.ts";
import { policyDocument } from "./policy-document.ts";

/** Data sources that look nothing up: the provider works them out from where it is and what it is given. */
export const dataSources: ReadonlyMap<string, DataSource> = new Map([
  ["aws_arn", arn],
  ["aws_caller_identity", callerIdentity],
  ["aws_default_tags", defaultTags],
  ["aws_iam_policy_document", policyDocument],
  ["aws_partition", partition],
  ["aws_region", region],
  ["aws_service_principal", servicePrincipal],
]);
