import { SSMClient, DescribeParametersCommand } from "@aws-sdk/client-ssm";
import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ACCOUNT, assume, clientsOf, failure, REGION } from "./clients.ts";
import { startAws } from "./server.ts";
import type { EmulatedAws } from "./server.ts";

/** A client that signs for another service than the one it calls. */
function scopedTo(name: string): STSClient {
  return new STSClient({
    endpoint: aws.url,
    region: REGION,
    credentials: aws.credentials,
    maxAttempts: 1,
    httpAuthSchemeProvider: () => [
      {
        schemeId: "aws.auth#sigv4",
        signingProperties: { signingName: name, signingRegion: REGION },
        propertiesExtractor: (config, context) => ({ signingProperties: { config, context } }),
      },
    ],
  });
}

const describeParameters = new DescribeParametersCommand({});

let aws: EmulatedAws;
beforeEach(async () => {
  aws = await startAws({
    accounts: {
      [ACCOUNT]: { regions: { [REGION]: { resources: [{ type: "AWS::S3::Bucket", identifier: "odd.name" }] } } },
    },
  });
});
afterEach(() => aws.close());

test("a wrong secret is a signature that does not match, in each protocol's words", async () => {
  const { ssm, sts, s3 } = clientsOf(aws, { ...aws.credentials, secretAccessKey: "wrong" });
  expect(await failure(ssm.send(describeParameters))).toMatchObject({ name: "InvalidSignatureException", status: 400 });
  expect(await failure(sts.send(new GetCallerIdentityCommand({})))).toMatchObject({
    name: "SignatureDoesNotMatch",
    status: 403,
  });
  expect((await failure(s3.send(new HeadBucketCommand({ Bucket: "mine" })))).status).toBe(403);
  expect(aws.requests.map(({ callerArn }) => callerArn)).toEqual([null, null, null]);
});

test("an unknown key, a session's key without its token, and a token that is not its own are not recognized", async () => {
  const session = await assume(aws);
  const { accessKeyId, secretAccessKey } = session;
  const keys = [
    { accessKeyId: "AKIAUNKNOWN000000000", secretAccessKey },
    { accessKeyId, secretAccessKey },
    { ...session, sessionToken: `${session.sessionToken}x` },
    { ...aws.credentials, sessionToken: session.sessionToken },
  ];
  for (const key of keys) {
    const { ssm, sts } = clientsOf(aws, key);
    expect(await failure(ssm.send(describeParameters))).toMatchObject({
      name: "UnrecognizedClientException",
      status: 400,
    });
    expect(await failure(sts.send(new GetCallerIdentityCommand({})))).toMatchObject({
      name: "InvalidClientTokenId",
      status: 403,
    });
  }
});

test.each([-3600_000, 3600_000])("a clock that is off by %i ms is refused", async (systemClockOffset) => {
  const config = { endpoint: aws.url, region: REGION, credentials: aws.credentials, maxAttempts: 1, systemClockOffset };
  const late = await failure(new SSMClient(config).send(describeParameters));
  expect(late.name).toBe("InvalidSignatureException");
  expect(late.message).toMatch(/^Signature (expired|not yet current): \d{8}T\d{6}Z is/);
  expect((await failure(new STSClient(config).send(new GetCallerIdentityCommand({})))).name).toBe(
    "SignatureDoesNotMatch",
  );
});

test("a client that retries finds out that its clock is off, and puts it right", async () => {
  const ahead = await startAws({}, { now: () => Date.now() + 3600_000 });
  try {
    const config = { endpoint: ahead.url, region: REGION, credentials: ahead.credentials, maxAttempts: 3 };
    await new SSMClient(config).send(describeParameters);
    expect(ahead.requests.map(({ status }) => status)).toEqual([400, 200]);
  } finally {
    await ahead.close();
  }
});

test("a call signed for another service is refused", async () => {
  const error = await failure(scopedTo("ssm").send(new GetCallerIdentityCommand({})));
  expect(error.message).toContain("Credential should be scoped to correct service");
});

test("a request that was changed on the way is refused", async () => {
  const ssm = clientsOf(aws, aws.credentials).ssm;
  ssm.middlewareStack.add(
    (next) => (args) => {
      const { request } = args as { request: { body: string; headers: Record<string, string> } };
      request.body = '{"MaxResults":1}';
      request.headers["content-length"] = String(request.body.length);
      return next(args);
    },
    { step: "finalizeRequest", priority: "low", name: "change" },
  );
  expect((await failure(ssm.send(describeParameters))).name).toBe("InvalidSignatureException");
});

test("a request without a signature is refused, whatever it asks for", async () => {
  const json = await fetch(aws.url, {
    method: "POST",
    headers: { "x-amz-target": "AmazonSSM.DescribeParameters", "content-type": "application/x-amz-json-1.1" },
    body: "{}",
  });
  expect([json.status, JSON.parse(await json.text())["__type"]]).toEqual([
    400,
    "com.amazon.coral.service#MissingAuthenticationTokenException",
  ]);
  const query = await fetch(aws.url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "Action=GetCallerIdentity&Version=2011-06-15",
  });
  expect(query.status).toBe(403);
  expect(await query.text()).toContain("<Code>MissingAuthenticationToken</Code>");
  expect((await fetch(`${aws.url}/odd.name`, { method: "HEAD" })).status).toBe(403);
  for (const answer of [json, query])
    expect(answer.headers.get("x-amzn-requestid")).toMatch(/^00000000-0000-4000-8000-/);
});

test("a service that is not emulated is a loud failure", async () => {
  expect((await failure(scopedTo("sqs").send(new GetCallerIdentityCommand({})))).status).toBe(501);
  expect(aws.notEmulated).toMatchObject([{ service: "sqs", operation: "GetCallerIdentity", status: 501 }]);
});

test("S3's paths are signed as they are", async () => {
  const s3 = new S3Client({
    endpoint: aws.url,
    region: REGION,
    credentials: await assume(aws),
    maxAttempts: 1,
    forcePathStyle: true,
  });
  expect((await s3.send(new HeadBucketCommand({ Bucket: "odd.name" }))).BucketRegion).toBe(REGION);
});
