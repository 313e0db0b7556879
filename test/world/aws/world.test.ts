import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseWorld, readWorld } from "../world.ts";
import { ACCOUNT, REGION } from "./clients.ts";
import { startAws } from "./server.ts";

const table = { type: "AWS::DynamoDB::Table", identifier: "accounts" };

function worldWith(resources: readonly object[]): unknown {
  return { accounts: { [ACCOUNT]: { regions: { [REGION]: { resources } } } } };
}

describe("a world", () => {
  test("may leave nearly everything out", () => {
    const world = parseWorld({ accounts: { [ACCOUNT]: {} } });
    expect(world.accounts[ACCOUNT]?.roles).toEqual({
      "plumbline-read": {
        trust: { principal: "arn:aws:iam::999988887777:root", tagSession: false, sourceIdentity: false },
        allow: ["*"],
        deny: [],
      },
    });
    expect(world.callers).toMatchObject([{ arn: "arn:aws:iam::999988887777:user/plumbline", allow: ["*"], deny: [] }]);
    expect(parseWorld(world)).toEqual(world);
  });

  test.each<[string, unknown, string, string]>([
    ["an unknown key", { acounts: {} }, '"acounts"', "Unrecognized key"],
    [
      "an unknown key of a resource",
      worldWith([{ ...table, id: "x" }]),
      '"id"',
      `accounts.${ACCOUNT}.regions["${REGION}"].resources[0]`,
    ],
    ["an account that is none", { accounts: { "123": {} } }, "twelve digits", "accounts"],
    [
      "a region that is none",
      { accounts: { [ACCOUNT]: { regions: { europe: {} } } } },
      "not the name of a region",
      "regions.europe",
    ],
    [
      "a type that is none",
      worldWith([{ type: "SQS::Queue", identifier: "x" }]),
      "looks like AWS::SQS::Queue",
      "resources[0].type",
    ],
    [
      "a type without a handler",
      worldWith([{ type: "AWS::EC2::Host", identifier: "i-1" }]),
      "describe its handler under types",
      "resources[0].type",
    ],
    [
      "a resource twice",
      worldWith([table, table]),
      "there is another AWS::DynamoDB::Table accounts",
      "resources[1].identifier",
    ],
    [
      "an action that is none",
      { accounts: { [ACCOUNT]: { roles: { r: { allow: ["read"] } } } } },
      "an IAM action looks like",
      "allow[0]",
    ],
    ["a fault that is none", { faults: [{ fault: "explode" }] }, "Invalid option", "faults[0].fault"],
    [
      "a fault where it cannot happen",
      { faults: [{ match: { service: "s3" }, fault: "deny-in-handler" }] },
      "only happens in cloudcontrol",
      "faults[0].match.service",
    ],
    ["a latency without its length", { faults: [{ fault: "latency" }] }, "latency needs ms", "faults[0].ms"],
    [
      "an unknown key of a match",
      { faults: [{ match: { Service: "s3" }, fault: "deny" }] },
      '"Service"',
      "faults[0].match",
    ],
    [
      "a caller that is a role",
      {
        callers: [
          { accessKeyId: "AKIA0000000000000000", secretAccessKey: "s", arn: "arn:aws:iam::111122223333:role/x" },
        ],
      },
      "not the ARN of an IAM user",
      "callers[0].arn",
    ],
  ])("with %s is refused, with its place", (_, world, message, path) => {
    expect(() => parseWorld(world)).toThrow(message);
    expect(() => parseWorld(world)).toThrow(path);
  });

  test("has a bucket's name once, whatever the account", () => {
    const region = { [REGION]: { resources: [{ type: "AWS::S3::Bucket", identifier: "mine" }] } };
    expect(() =>
      parseWorld({ accounts: { [ACCOUNT]: { regions: region }, "222233334444": { regions: region } } }),
    ).toThrow("there is another AWS::S3::Bucket mine");
  });

  test("that is not valid is not served", async () => {
    await expect(startAws({ accounts: { nope: {} } })).rejects.toThrow("twelve digits");
  });
});

describe("a world file", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "world-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("is read, and named when something is wrong with it", async () => {
    const file = join(folder, "world.json");
    await writeFile(file, '{"accounts":{"111122223333":{}}}');
    expect(Object.keys((await readWorld(file)).accounts)).toEqual([ACCOUNT]);
    await writeFile(file, '{"accounts":');
    await expect(readWorld(file)).rejects.toThrow(`${file} is not JSON`);
    await writeFile(file, '{"account":{}}');
    await expect(readWorld(file)).rejects.toThrow(`${file} is not a world`);
  });
});
