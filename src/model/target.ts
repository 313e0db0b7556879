/** An account + region + read role that a part of the repository deploys into. */
export type Target = {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly role: string;
  /** CloudTrail is asked who changed what is not as declared. */
  readonly changedBy?: boolean;
};

/** Where one resource lives: usually its target's account and region, unless a provider says otherwise. */
export type Place = {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
};

/** The partition of a region, by AWS's naming of regions (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html). */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}

/** The domain of a partition's service endpoints. */
export function dnsSuffixOf(partition: string): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
