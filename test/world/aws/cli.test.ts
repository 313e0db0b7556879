import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ACCOUNT, assume, REGION } from "./clients.ts";
import { startAws } from "./server.ts";
import type { EmulatedAws } from "./server.ts";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/plumbline-read`;
const isMissing = spawnSync("aws", ["--version"]).status !== 0;

let aws: EmulatedAws;
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "aws-cli-"));
  aws = await startAws(
    {
      accounts: {
        [ACCOUNT]: {
          roles: { "plumbline-read": { trust: { externalId: "tenant-1" }, deny: ["kms:*"] } },
          regions: {
            [REGION]: {
              resources: [
                {
                  type: "AWS::DynamoDB::Table",
                  identifier: "accounts",
                  properties: { BillingMode: "PAY_PER_REQUEST" },
                },
                { type: "AWS::DynamoDB::Table", identifier: "orders" },
                { type: "AWS::S3::Bucket", identifier: "mine" },
              ],
              stacks: { orders: { resources: { Table: { type: "AWS::DynamoDB::Table", physicalId: "orders" } } } },
            },
          },
        },
      },
      foreignBuckets: { theirs: REGION },
    },
    { pageSize: 1 },
  );
});
afterAll(async () => {
  await aws.close();
  await rm(home, { recursive: true });
});

type Ended = { readonly status: number; readonly output: string; readonly errors: string };

/** Runs the real AWS CLI, with nothing of the machine's own configuration. */
async function cli(
  keys: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
  ...args: string[]
): Promise<Ended> {
  const environment = {
    PATH: process.env["PATH"],
    HOME: home,
    AWS_CONFIG_FILE: join(home, "none"),
    AWS_SHARED_CREDENTIALS_FILE: join(home, "none"),
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_MAX_ATTEMPTS: "1",
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: keys.sessionToken }),
  };
  try {
    const { stdout } = await promisify(execFile)("aws", [...args, "--output", "json"], { env: environment });
    return { status: 0, output: stdout, errors: "" };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { status: code, output: stdout, errors: stderr };
  }
}

it.skipIf(isMissing)("the AWS CLI assumes a role and knows who it is", { timeout: 60_000 }, async () => {
  const assumeRole = ["sts", "assume-role", "--role-arn", ROLE, "--role-session-name", "cli"];
  const [refused, issued] = await Promise.all([
    cli(aws.credentials, ...assumeRole),
    cli(aws.credentials, ...assumeRole, "--external-id", "tenant-1"),
  ]);
  expect(refused.errors).toContain("(AccessDenied) when calling the AssumeRole operation");
  const { Credentials: keys } = JSON.parse(issued.output);
  const identity = await cli(
    { accessKeyId: keys.AccessKeyId, secretAccessKey: keys.SecretAccessKey, sessionToken: keys.SessionToken },
    "sts",
    "get-caller-identity",
  );
  expect(JSON.parse(identity.output)).toMatchObject({
    Account: ACCOUNT,
    Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/plumbline-read/cli`,
  });
});

it.skipIf(isMissing)("the AWS CLI reads through Cloud Control, pages included", { timeout: 60_000 }, async () => {
  const keys = await assume(aws, { ExternalId: "tenant-1" });
  const [found, missing, denied, listed, stack] = await Promise.all([
    cli(keys, "cloudcontrol", "get-resource", "--type-name", "AWS::DynamoDB::Table", "--identifier", "accounts"),
    cli(keys, "cloudcontrol", "get-resource", "--type-name", "AWS::DynamoDB::Table", "--identifier", "none"),
    cli(keys, "cloudcontrol", "get-resource", "--type-name", "AWS::KMS::Alias", "--identifier", "alias/x"),
    cli(keys, "cloudcontrol", "list-resources", "--type-name", "AWS::DynamoDB::Table"),
    cli(keys, "cloudformation", "list-stack-resources", "--stack-name", "orders"),
  ]);
  expect(JSON.parse(JSON.parse(found.output).ResourceDescription.Properties)).toMatchObject({
    TableName: "accounts",
    BillingMode: "PAY_PER_REQUEST",
  });
  expect(missing.errors).toContain("(ResourceNotFoundException) when calling the GetResource operation");
  expect(denied.errors).toContain("is not authorized to perform: kms:ListAliases");
  expect(JSON.parse(listed.output).ResourceDescriptions).toHaveLength(2);
  expect(JSON.parse(stack.output).StackResourceSummaries[0]).toMatchObject({
    PhysicalResourceId: "orders",
    LogicalResourceId: "Table",
  });
});

it.skipIf(isMissing)("the AWS CLI heads buckets, and reads parameters and secrets", { timeout: 60_000 }, async () => {
  const keys = await assume(aws, { ExternalId: "tenant-1" });
  const [mine, theirs, nobodys, parameters, secret, wrongSecret] = await Promise.all([
    cli(keys, "s3api", "head-bucket", "--bucket", "mine"),
    cli(keys, "s3api", "head-bucket", "--bucket", "theirs"),
    cli(keys, "s3api", "head-bucket", "--bucket", "nobodys"),
    cli(keys, "ssm", "describe-parameters"),
    cli(keys, "secretsmanager", "describe-secret", "--secret-id", "none"),
    cli({ ...keys, secretAccessKey: "wrong" }, "ssm", "describe-parameters"),
  ]);
  expect(JSON.parse(mine.output)).toMatchObject({ BucketRegion: REGION });
  expect(theirs.errors).toContain("(403) when calling the HeadBucket operation");
  expect(nobodys.errors).toContain("(404) when calling the HeadBucket operation");
  expect(JSON.parse(parameters.output)).toEqual({ Parameters: [] });
  expect(secret.errors).toContain("(ResourceNotFoundException) when calling the DescribeSecret operation");
  expect(wrongSecret.errors).toContain("(InvalidSignatureException) when calling the DescribeParameters operation");
});
