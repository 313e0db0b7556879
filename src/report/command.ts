import type { Evidence } from "../model/observation.ts";

/**
 * The AWS CLI line that repeats a look, every argument quoted for a POSIX shell. Undefined where there is none, or where
 * an argument holds control characters or would make the CLI read a local file
 * (https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html).
 */
export function repeatCommand(evidence: Evidence): string | undefined {
  const words = wordsOf(evidence);
  return words && shellCommand(["aws", ...words, "--region", evidence.region]);
}

/** Words as a line for a POSIX shell, each quoted; undefined where one may not be shown. */
export function shellCommand(words: readonly string[]): string | undefined {
  return words.every(isShowable) ? words.map(quote).join(" ") : undefined;
}

/** One argument, quoted so that a POSIX shell takes it as it is. */
function quote(argument: string): string {
  return /^[\w/:=.,@%+-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

function wordsOf({ api, type, identifier, key = {} }: Evidence): readonly string[] | undefined {
  if (api === "cloudcontrol:GetResource" || api === "cloudcontrol:ListResources") {
    if (type === null) return undefined;
    if (api === "cloudcontrol:ListResources") {
      const model = Object.keys(key).length > 0 ? ["--resource-model", JSON.stringify(key)] : [];
      return ["cloudcontrol", "list-resources", "--type-name", type, ...model];
    }
    return ["cloudcontrol", "get-resource", "--type-name", type, ...option("--identifier", identifier)];
  }
  if (api.startsWith("ec2:") && Object.keys(key).length > 0) {
    return ["ec2", dashed(api.slice("ec2:".length)), "--filters", filtersOf(key)];
  }
  return WORDS[api]?.(identifier);
}

const WORDS: { readonly [api in Evidence["api"]]?: (identifier: string) => readonly string[] } = {
  "cloudformation:DescribeStacks": (stack) => ["cloudformation", "describe-stacks", ...option("--stack-name", stack)],
  "cloudformation:ListExports": () => ["cloudformation", "list-exports"],
  "cloudformation:DescribeType": (type) => [
    "cloudformation",
    "describe-type",
    "--type",
    "RESOURCE",
    ...option("--type-name", type),
  ],
  "cloudformation:ListStackResources": (stack) => [
    "cloudformation",
    "list-stack-resources",
    ...option("--stack-name", stack),
  ],
  "cloudtrail:LookupEvents": (name) => ["cloudtrail", "lookup-events", "--lookup-attributes", eventsOf(name)],
  "ec2:DescribeAvailabilityZones": (zone) => ["ec2", "describe-availability-zones", "--filters", zoneFilter(zone)],
  "ec2:DescribeImages": (image) => ["ec2", "describe-images", ...option("--image-ids", image)],
  "ec2:DescribeVpcEndpointServices": (service) => [
    "ec2",
    "describe-vpc-endpoint-services",
    ...option("--service-names", service),
  ],
  "route53:ListResourceRecordSets": (record) => {
    const [zone = "", name = "", type = ""] = record.split("|");
    const start = ["--start-record-name", name, "--start-record-type", type, "--max-items", "1"];
    return ["route53", "list-resource-record-sets", ...option("--hosted-zone-id", zone), ...start];
  },
  // Of a state only whether it is there: what is in it is not for a terminal.
  "s3:GetObject": (object) => {
    const [bucket = ""] = object.split("/", 1);
    return ["s3api", "head-object", ...option("--bucket", bucket), ...option("--key", object.slice(bucket.length + 1))];
  },
  "s3:HeadBucket": (bucket) => ["s3api", "head-bucket", ...option("--bucket", bucket)],
  "secretsmanager:DescribeSecret": (secret) => ["secretsmanager", "describe-secret", ...option("--secret-id", secret)],
  "ssm:DescribeParameters": (parameter) => ["ssm", "describe-parameters", "--parameter-filters", nameFilter(parameter)],
  "sts:GetCallerIdentity": () => ["sts", "get-caller-identity"],
};

/** `DescribeSecurityGroups` as the CLI spells it. */
function dashed(operation: string): string {
  return operation.replaceAll(/(?<!^)[A-Z]/g, "-$&").toLowerCase();
}

/** A natural key of EC2 is made of its filters; one that stands for several values is a JSON list. */
function filtersOf(key: NonNullable<Evidence["key"]>): string {
  const filters = Object.entries(key).map(([Name, value]) => {
    return { Name, Values: value.startsWith("[") ? (JSON.parse(value) as readonly string[]) : [value] };
  });
  return JSON.stringify(filters);
}

/** A value that begins with a dash would be taken for an option. */
function option(flag: string, value: string): readonly string[] {
  return value.startsWith("-") ? [`${flag}=${value}`] : [flag, value];
}

/** The CLI's shorthand cannot carry commas and the like; its JSON form can. */
function nameFilter(value: string): string {
  if (/^[\w./-]+$/.test(value)) return `Key=Name,Option=Equals,Values=${value}`;
  return JSON.stringify([{ Key: "Name", Option: "Equals", Values: [value] }]);
}

function eventsOf(value: string): string {
  if (/^[\w:/.-]+$/.test(value)) return `AttributeKey=ResourceName,AttributeValue=${value}`;
  return JSON.stringify([{ AttributeKey: "ResourceName", AttributeValue: value }]);
}

function zoneFilter(value: string): string {
  if (/^[\w-]+$/.test(value)) return `Name=zone-name,Values=${value}`;
  return JSON.stringify([{ Name: "zone-name", Values: [value] }]);
}

function isShowable(argument: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(argument) && !/^(--[\w-]+=)?fileb?:\/\//i.test(argument);
}
