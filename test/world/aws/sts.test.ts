import { AssumeRoleCommand, GetCallerIdentityCommand, GetFederationTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { GetResourceCommand } from "@aws-sdk/client-cloudcontrol";
import { afterEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import { parseWorld } from "../world.ts";
import type { roleSchema, WorldFile } from "../world.ts";
import { ACCOUNT, clientsOf, failure, REGION, sessionOf } from "./clients.ts";
import { startAws } from "./server.ts";
import type { AwsOptions, EmulatedAws } from "./server.ts";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/plumbline-read`;
const QUEUE = `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/orders`;

let aws: EmulatedAws;
afterEach(() => aws.close());

async function start(world: WorldFile, options?: AwsOptions) {
  aws = await startAws(world, options);
  return clientsOf(aws, aws.credentials).sts;
}

/** A client whose clock stands at a time. */
function clockOf(now: number): STSClient {
  return new STSClient({
    endpoint: aws.url,
    region: REGION,
    credentials: aws.credentials,
    systemClockOffset: now - Date.now(),
  });
}

function worldWith(role: z.input<typeof roleSchema>): WorldFile {
  return {
    accounts: {
      [ACCOUNT]: {
        roles: { "plumbline-read": role },
        regions: { [REGION]: { resources: [{ type: "AWS::SQS::Queue", identifier: QUEUE }] } },
      },
    },
  };
}

describe("AssumeRole", () => {
  test("issues a session of the role, whose identity is its own", async () => {
    const sts = await start({ accounts: { [ACCOUNT]: {} } });
    const answer = await sts.send(
      new AssumeRoleCommand({
        RoleArn: ROLE,
        RoleSessionName: "o-r-7",
        DurationSeconds: 900,
        Policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
      }),
    );
    expect(answer.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/plumbline-read/o-r-7`);
    expect(answer.PackedPolicySize).toBeGreaterThan(0);
    expect(answer.Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now() + 890_000);
    expect(answer.$metadata.requestId).toBe("00000000-0000-4000-8000-000000000001");
    const session = await sessionOf(aws);
    const identity = await session.sts.send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({
      Account: ACCOUNT,
      Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/plumbline-read/o-r-7`,
    });
    expect(aws.notEmulated).toEqual([]);
  });

  test("records who asked for what", async () => {
    const sts = await start({ accounts: { [ACCOUNT]: {} } });
    await sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "o-r-7", ExternalId: "tenant-1" }));
    expect(aws.requests.map(({ at: _at, ...request }) => request)).toMatchInlineSnapshot(`
      [
        {
          "account": "111122223333",
          "callerArn": "arn:aws:iam::999988887777:user/plumbline",
          "error": null,
          "externalId": "tenant-1",
          "identifier": "arn:aws:iam::111122223333:role/plumbline-read",
          "operation": "AssumeRole",
          "region": "eu-west-1",
          "requestId": "00000000-0000-4000-8000-000000000001",
          "service": "sts",
          "sessionPolicy": null,
          "sourceIdentity": null,
          "status": 200,
          "tags": [],
          "type": null,
        },
      ]
    `);
  });

  test.each([
    ["no ExternalId", {}, undefined],
    ["another tenant's ExternalId", {}, "tenant-2"],
    ["a principal that is not trusted", { principal: "arn:aws:iam::222233334444:root" }, "tenant-1"],
  ])("is refused with %s", async (_, trust, externalId) => {
    const sts = await start(worldWith({ trust: { externalId: "tenant-1", ...trust } }));
    const call = sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "o-r-7", ExternalId: externalId }));
    expect(await failure(call)).toMatchObject({
      name: "AccessDenied",
      status: 403,
      message: `User: arn:aws:iam::999988887777:user/plumbline is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`,
    });
  });

  test("takes the right ExternalId, and any where the role asks for none", async () => {
    const sts = await start(worldWith({ trust: { externalId: "tenant-1" } }));
    await sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "o-r-7", ExternalId: "tenant-1" }));
    aws.world.setRole(ACCOUNT, "plumbline-read", {});
    const answer = await sts.send(
      new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "o-r-7", ExternalId: "whatever" }),
    );
    expect(answer.Credentials?.SessionToken).toBeTruthy();
  });

  test.each([
    "arn:aws:iam::111122223333:role/other",
    "arn:aws:iam::222233334444:role/plumbline-read",
    "arn:aws-cn:iam::111122223333:role/plumbline-read",
  ])("cannot tell a role that does not exist from one that does not trust: %s", async (RoleArn) => {
    const sts = await start({ accounts: { [ACCOUNT]: {} } });
    expect(await failure(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "o-r-7" })))).toMatchObject({
      name: "AccessDenied",
    });
  });

  test("is refused to a caller whose own policy does not allow it", async () => {
    const [caller] = parseWorld({}).callers;
    if (!caller) throw new Error("a world has a caller");
    const sts = await start({ accounts: { [ACCOUNT]: {} }, callers: [{ ...caller, allow: ["s3:*"] }] });
    const { message } = await failure(sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "o-r-7" })));
    expect(message).toContain("because no identity-based policy allows the sts:AssumeRole action");
  });

  test.each([
    ["a slash in the session's name", { RoleSessionName: "o/r" }, "RoleSessionName"],
    ["a session's name of 65 characters", { RoleSessionName: "x".repeat(65) }, "RoleSessionName"],
    ["a session's name of one character", { RoleSessionName: "x" }, "RoleSessionName"],
    ["less than 900 seconds", { DurationSeconds: 899 }, "DurationSeconds"],
    ["more than the role's hour", { DurationSeconds: 3601 }, "MaxSessionDuration"],
    [
      "a policy over 2048 characters",
      { Policy: JSON.stringify({ Version: "2012-10-17", Id: "x".repeat(2048) }) },
      "Policy",
    ],
  ])("is invalid with %s", async (_, input, named) => {
    const sts = await start({ accounts: { [ACCOUNT]: {} } });
    const error = await failure(sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "o-r-7", ...input })));
    expect(error).toMatchObject({ name: "ValidationError", status: 400 });
    expect(error.message).toContain(named);
  });

  test.each([
    "{not json",
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Actions":"*","Resource":"*"}]}',
    '{"Statement":[]}',
  ])("refuses a policy that IAM would not read: %s", async (Policy) => {
    const sts = await start({ accounts: { [ACCOUNT]: {} } });
    const error = await failure(sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "o-r-7", Policy })));
    expect(error.name).toBe("MalformedPolicyDocumentException");
  });

  test("takes tags and a source identity only where the trust says so", async () => {
    const sts = await start(worldWith({}));
    const tagged = { RoleArn: ROLE, RoleSessionName: "o-r-7", Tags: [{ Key: "repository", Value: "o/r" }] };
    expect((await failure(sts.send(new AssumeRoleCommand(tagged)))).message).toContain("sts:TagSession");
    const named = { RoleArn: ROLE, RoleSessionName: "o-r-7", SourceIdentity: "octocat" };
    expect((await failure(sts.send(new AssumeRoleCommand(named)))).message).toContain("sts:SetSourceIdentity");
    aws.world.setRole(ACCOUNT, "plumbline-read", { trust: { tagSession: true, sourceIdentity: true } });
    await sts.send(new AssumeRoleCommand({ ...tagged, ...named }));
  });
});

describe("a session", () => {
  test("ends when its time is over", async () => {
    let now = Date.now() - 899_000;
    await start({ accounts: { [ACCOUNT]: {} } }, { now: () => now });
    const { Credentials: issued } = await clockOf(now).send(
      new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "o-r-7", DurationSeconds: 900 }),
    );
    now = Date.now();
    const keys = {
      accessKeyId: issued?.AccessKeyId ?? "",
      secretAccessKey: issued?.SecretAccessKey ?? "",
      sessionToken: issued?.SessionToken ?? "",
    };
    const { sts } = clientsOf(aws, keys);
    await sts.send(new GetCallerIdentityCommand({}));
    now += 2_000;
    expect(await failure(sts.send(new GetCallerIdentityCommand({})))).toMatchObject({
      name: "ExpiredToken",
      status: 403,
    });
  });

  test("loses what its role loses, at once", async () => {
    await start(worldWith({}));
    const { cloudcontrol } = await sessionOf(aws);
    const read = new GetResourceCommand({ TypeName: "AWS::SQS::Queue", Identifier: QUEUE });
    await cloudcontrol.send(read);
    aws.world.setRole(ACCOUNT, "plumbline-read", { deny: ["cloudformation:Get*"] });
    expect((await failure(cloudcontrol.send(read))).message).toContain(
      "with an explicit deny in an identity-based policy",
    );
    aws.world.removeRole(ACCOUNT, "plumbline-read");
    expect((await failure(cloudcontrol.send(read))).name).toBe("AccessDeniedException");
  });

  test("may assume a further role that trusts its own", async () => {
    const other = "222233334444";
    await start({
      accounts: { [ACCOUNT]: {}, [other]: { roles: { "ops/next": { trust: { principal: ROLE } } } } },
    });
    const { sts } = await sessionOf(aws);
    const next = new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${other}:role/ops/next`, RoleSessionName: "chained" });
    expect((await sts.send(next)).AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${other}:assumed-role/next/chained`);
    const direct = clientsOf(aws, aws.credentials).sts;
    expect((await failure(direct.send(next))).name).toBe("AccessDenied");
  });
});

test("an operation that is not emulated fails loudly, and is on record", async () => {
  const sts = await start({});
  const error = await failure(sts.send(new GetFederationTokenCommand({ Name: "someone" })));
  expect(error).toMatchObject({ name: "NotEmulated", status: 501 });
  expect(aws.notEmulated).toMatchObject([{ service: "sts", operation: "GetFederationToken", status: 501 }]);
});
