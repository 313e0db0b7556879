import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { parseState } from "../../../src/aws/reads/state/parse.ts";
import { startAws } from "../../world/aws/server.ts";
import { ACCOUNT, BUCKET, REGION } from "./asked.ts";

const HERE = import.meta.dirname;
const KEPT = ["arn", "id", "name"];

/** A text as it may come: in pieces of so many bytes. */
async function* pieces(whole: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(whole);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function parsed(state: unknown, size = 4096) {
  return parseState(pieces(typeof state === "string" ? state : JSON.stringify(state), size), KEPT);
}

function stateOf(resources: readonly unknown[], more: object = {}): object {
  return { version: 4, serial: 3, lineage: "l", resources, ...more };
}

function vpc(instances: readonly unknown[], more: object = {}): object {
  return { mode: "managed", type: "aws_vpc", name: "main", instances, ...more };
}

test.each([1, 7, 4096])(
  "a state that Terraform wrote has the addresses that it lists, in pieces of %i",
  async (size) => {
    const written = await readFile(join(HERE, "written.tfstate"), "utf8");
    const listed: unknown = JSON.parse(await readFile(join(HERE, "listed.json"), "utf8"));
    const { items, serial, lineage } = await parsed(written, size);
    expect(items.map(({ identifier }) => identifier)).toEqual(listed);
    expect({ serial, lineage }).toEqual({
      serial: expect.any(Number),
      lineage: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(JSON.stringify(items)).not.toContain("kept-out");
    for (const { properties } of items) expect(Object.keys(properties)).toEqual(["id"]);
  },
);

test("only texts that are asked for are kept, none that is sensitive, and only of the aws providers", async () => {
  const attributes = { id: "vpc-1", arn: "arn:aws:ec2:…", name: 7, password: "no", tags: { name: "no" } };
  const { items } = await parsed(
    stateOf(
      [
        vpc([{ attributes, sensitive_attributes: [[{ type: "get_attr", value: "arn" }]] }]),
        vpc([{ attributes_flat: { id: "vpc-2", "tags.name": "no" } }], { name: "old" }),
        vpc([{ index_key: "a", deposed: "0f3a1b2c", attributes: { id: "vpc-3" } }], {
          name: "left",
          module: "module.m[0]",
        }),
        vpc([{ attributes: { id: "secret" } }], { type: "random_password" }),
        vpc([{ attributes: { id: "vpc-4" } }], { mode: "data" }),
        vpc([{ attributes: { id: "bucket" } }], { type: "awscc_s3_bucket", name: "b" }),
      ],
      { outputs: { token: { value: "no", type: "string" } } },
    ),
  );
  expect(items).toEqual([
    { identifier: "aws_vpc.main", properties: { id: "vpc-1" } },
    { identifier: "aws_vpc.old", properties: { id: "vpc-2" } },
    { identifier: 'module.m[0].aws_vpc.left["a"]', properties: { id: "vpc-3", deposed: "0f3a1b2c" } },
    { identifier: "awscc_s3_bucket.b", properties: { id: "bucket" } },
  ]);
});

test("keys may come in any order, and names that JavaScript knows are names", async () => {
  const instance = { attributes: { __proto__: { id: "no" }, id: "vpc-1" }, index_key: "__proto__" };
  const text = JSON.stringify({
    resources: [
      {
        instances: [instance, { index_key: "constructor", attributes: { id: "vpc-2" } }],
        name: "main",
        type: "aws_vpc",
        mode: "managed",
      },
      vpc([{ attributes: { id: "vpc-3" } }], { name: "__proto__" }),
    ],
    lineage: "l",
    serial: 1,
    version: 4,
  });
  const { items } = await parsed(text);
  expect(items.map(({ identifier, properties }) => [identifier, properties["id"]])).toEqual([
    ['aws_vpc.main["__proto__"]', "vpc-1"],
    ['aws_vpc.main["constructor"]', "vpc-2"],
    ["aws_vpc.__proto__", "vpc-3"],
  ]);
});

const WRONG: readonly (readonly [string, unknown, RegExp])[] = [
  ["another version", { version: 3, serial: 1, lineage: "l" }, /version 3/],
  ["a version of the future", stateOf([], { version: 5 }), /version 5/],
  ["no version", { serial: 1, lineage: "l" }, /no Terraform state/],
  ["a version that is no number", stateOf([], { version: "4" }), /no Terraform state/],
  ["no serial", stateOf([], { serial: undefined }), /no Terraform state/],
  ["no lineage", stateOf([], { lineage: "" }), /no Terraform state/],
  ["an instance that is none", stateOf([vpc(["vpc-1"])]), /no Terraform state/],
  ["an index that is none", stateOf([vpc([{ index_key: {} }])]), /no Terraform state/],
  ["a list", [1, 2], /no Terraform state/],
  ["a text", '"secret"', /no Terraform state/],
  ["nothing", "", /no Terraform state|no JSON/],
  ["what breaks off", '{"version": 4, "serial": 1, "lineage": "secr', /no JSON/],
  ["what goes on after its end", `${JSON.stringify(stateOf([]))} {"secret": 1}`, /no JSON/],
  ["what is no JSON", "secret = 1", /no JSON/],
  ["bytes that are no text", "\u0000secret", /no JSON/],
  ["what is compressed", "\u001f\u008b", /no JSON|compressed/],
  ["what OpenTofu encrypted", { serial: 1, lineage: "l", encrypted_data: "secret" }, /encrypted by OpenTofu/],
  ["nesting beyond all schemas", `{"a":${"[".repeat(100_000)}`, /no Terraform state/],
];

test.each(WRONG)("%s is said, and not repeated", async (_, content, message) => {
  const failure = await parsed(content).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: "StateError", message: expect.stringMatching(message) });
  expect(String(failure)).not.toContain("secr");
});

test("50 MB are read within 200 MB", { timeout: 60_000 }, async () => {
  const instances = Array.from({ length: 10_000 }, (_, index) => ({
    index_key: index,
    attributes: {
      id: `vpc-${index}`,
      arn: `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc/vpc-${index}`,
      user_data: "x".repeat(5_000),
    },
  }));
  const large = JSON.stringify(
    stateOf([vpc(instances), vpc([{ attributes: { id: "one", blob: "y".repeat(1_000_000) } }], { name: "big" })]),
  );
  expect(large.length).toBeGreaterThan(50_000_000);
  const buckets = { [BUCKET]: { objects: { "large.tfstate": { text: large } } } };
  const aws = await startAws({ accounts: { [ACCOUNT]: { regions: { [REGION]: { buckets } } } } });
  onTestFinished(() => aws.close());
  const child = spawn(process.execPath, [join(HERE, "measure.ts")], {
    env: {
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    },
  });
  const [printed, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(errors).toBe("");
  const seen = JSON.parse(printed) as { readonly items: unknown; readonly megabytes: number };
  expect(seen.items).toBe(10_001);
  expect(seen.megabytes).toBeLessThan(200);
});
