import type { ChangeEvent } from "./change-event.ts";
import type { Json } from "./json.ts";

/** One live read that an assumption asks for. Two equal requests are one read. */
export type ReadRequest = {
  /** `service:Operation`, as it is shown in evidence: `cloudcontrol:GetResource`. */
  readonly api: ReadApi;
  /** Name of the target whose role is used. */
  readonly target: string;
  readonly account: string;
  readonly region: string;
  /** CloudFormation type, for reads that have one. */
  readonly type: string | null;
  /** What is read: a Cloud Control identifier, a name, a stack, an object as `bucket/key`; empty for a listing. */
  readonly identifier: string;
  /** Of a look-up by natural key: what the candidates must have, by property. `identifier` says the same as text. */
  readonly key?: { readonly [property: string]: string };
  /** A listing that may stop after its first page, because it only serves as a hint. */
  readonly firstPage?: true;
  /** Of a Terraform state: the attributes that are kept of each resource. The same for every read of one state. */
  readonly attributes?: readonly string[];
  /** All that reads of its type may need, where that was known only once the type was learned: the session was not opened with it. */
  readonly learned?: readonly string[];
  /** IAM actions that the read needs, handlers' own included. */
  readonly actions: readonly string[];
};

export type ReadApi =
  | "cloudcontrol:GetResource"
  | "cloudcontrol:ListResources"
  | "cloudformation:DescribeStacks"
  | "cloudformation:DescribeType"
  | "cloudformation:ListExports"
  | "cloudformation:ListStackResources"
  | "cloudtrail:LookupEvents"
  | "ec2:DescribeAddresses"
  | "ec2:DescribeAvailabilityZones"
  | "ec2:DescribeImages"
  | "ec2:DescribeInternetGateways"
  | "ec2:DescribeRouteTables"
  | "ec2:DescribeSecurityGroupRules"
  | "ec2:DescribeSecurityGroups"
  | "ec2:DescribeSubnets"
  | "ec2:DescribeVpcEndpointServices"
  | "s3:GetObject"
  | "route53:ListResourceRecordSets"
  | "ec2:DescribeVpcEndpoints"
  | "ec2:DescribeVpcs"
  | "s3:HeadBucket"
  | "secretsmanager:DescribeSecret"
  | "ssm:DescribeParameters";

/** Where, when and by which call something was seen. `requestId` is null when no answer came. `at` is ISO 8601 UTC. */
export type Evidence = {
  readonly api: ReadApi | "sts:AssumeRole" | "sts:GetCallerIdentity";
  readonly outcome: Outcome;
  readonly account: string;
  readonly region: string;
  readonly type: string | null;
  readonly identifier: string;
  /** As in the request. */
  readonly key?: ReadRequest["key"];
  readonly requestId: string | null;
  readonly at: string;
};

type Outcome = "present" | "absent" | "denied" | "throttled" | "unsupported" | "ambiguous" | "failed";

/** What one live read gave. Only a not-found answer from an authenticated call in the verified account is `absent`. */
export type Observation = { readonly request: ReadRequest; readonly evidence: Evidence } & (
  | {
      readonly outcome: "present";
      /** In the CloudFormation type's vocabulary. */
      readonly properties: { readonly [name: string]: Json };
      /** The identifier that was found; equals the request's except after a look-up by name. */
      readonly identifier: string;
      /** For listings: what was listed, and whether that is everything. */
      readonly items?: readonly ListedItem[];
      readonly complete?: boolean;
      /** For look-ups in CloudTrail: calls that changed something, the newest first. */
      readonly events?: readonly ChangeEvent[];
    }
  | { readonly outcome: "absent"; readonly message: string }
  | {
      readonly outcome: "denied";
      readonly message: string;
      /** The IAM action that is missing, where AWS names it. */
      readonly action: string | null;
    }
  | { readonly outcome: "throttled" | "unsupported" | "ambiguous"; readonly message: string }
  | { readonly outcome: "failed"; readonly reason: FailureReason; readonly message: string }
);

export type ListedItem = {
  readonly identifier: string;
  readonly properties: { readonly [name: string]: Json };
};

/** Why a read failed, as the report's stable codes. */
export type FailureReason =
  | "timeout"
  | "deadline"
  | "failed"
  | "target-unreachable"
  | "wrong-account"
  | "stack-missing"
  | "no-identity";

/** Observations by `requestKey`. */
export type Observations = ReadonlyMap<string, Observation>;

/** Two requests with the same key are one read. */
export function requestKey(request: ReadRequest): string {
  const { target, account, region, api, type, identifier, firstPage = false } = request;
  return JSON.stringify([target, account, region, api, type, identifier, firstPage]);
}
