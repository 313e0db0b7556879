import { describe, expect, it } from "vitest";
import type { Json } from "../../src/model/json.ts";
import { cloudformation, terraform, typeOf } from "./comparing.ts";
import { arn } from "./samples/sample.ts";
import type { JsonObject } from "./samples/sample.ts";

const queue = typeOf("AWS::SQS::Queue");
const table = typeOf("AWS::DynamoDB::Table");
const lambda = typeOf("AWS::Lambda::Function");

function redriving(target: Json): JsonObject {
  return { RedrivePolicy: { deadLetterTargetArn: target, maxReceiveCount: 5 } };
}

describe("what is not known", () => {
  const why = "variable `seconds` has no value";

  it("decides when base has it, and is never compared", () => {
    const base = { visibility_timeout_seconds: { unresolved: why } };
    const { differing, unchecked } = terraform(queue, {
      base,
      head: { visibility_timeout_seconds: 60 },
      live: { VisibilityTimeout: 300 },
    });
    expect(differing).toEqual([]);
    expect(unchecked).toEqual([
      { path: "VisibilityTimeout", reason: "unresolved", detail: why, decides: true, action: null },
    ]);
  });

  it("is shown as such at head", () => {
    const head = { visibility_timeout_seconds: { unresolved: why } };
    const { differing } = terraform(queue, {
      base: { visibility_timeout_seconds: 30 },
      head,
      live: { VisibilityTimeout: 300 },
    });
    expect(differing).toMatchObject([
      { base: 30, head: { unresolved: why }, live: 300, headIsLive: null, headIsBase: null },
    ]);
  });

  it("does not hide its known neighbours", () => {
    const base = { tags: { known: "1", unknown: { unresolved: why } } };
    const { differing, unchecked } = terraform(queue, {
      base,
      live: {
        Tags: [
          { Key: "known", Value: "2" },
          { Key: "unknown", Value: "3" },
        ],
      },
    });
    expect(differing.map(({ path }) => path)).toEqual(["Tags/known"]);
    expect(unchecked.map(({ path, decides }) => [path, decides])).toEqual([["Tags/unknown", true]]);
  });

  it("may be any item of a set, so that none live is one too many", () => {
    const base = { vpc_config: [{ subnet_ids: ["a", { unresolved: why }], security_group_ids: ["g"] }] };
    const live = { VpcConfig: { SubnetIds: ["b", "c"], SecurityGroupIds: ["g"] } };
    const { differing, unchecked } = terraform(lambda, { base, live });
    expect(differing).toMatchObject([{ path: "VpcConfig/SubnetIds/a", base: "a" }]);
    expect(unchecked).toMatchObject([{ path: "VpcConfig/SubnetIds", reason: "unresolved", decides: true }]);
  });

  it("is a whole block that is not known", () => {
    const { differing, unchecked } = terraform(lambda, {
      base: { vpc_config: { unresolved: why } },
      live: { VpcConfig: { SubnetIds: ["b"] } },
    });
    expect(differing).toEqual([]);
    expect(unchecked).toMatchObject([{ path: "VpcConfig", reason: "unresolved" }]);
  });

  it("leaves a document open where only an unknown part could differ", () => {
    const base = redriving({ unresolved: why });
    expect(cloudformation(queue, { base, live: redriving("arn") }).unchecked).toMatchObject([
      { path: "RedrivePolicy", reason: "unresolved", detail: why },
    ]);
    const live = { RedrivePolicy: { deadLetterTargetArn: "arn", maxReceiveCount: 6 } };
    expect(cloudformation(queue, { base, live }).differing).toMatchObject([
      { path: "RedrivePolicy", base: { deadLetterTargetArn: { unresolved: why }, maxReceiveCount: 5 } },
    ]);
  });
});

describe("what cannot be seen", () => {
  it("decides when a denied sub-call may have left it out, and names the action", () => {
    const { differing, unchecked } = terraform(queue, { base: { tags: { a: "1" } }, live: {} });
    expect(differing).toEqual([]);
    expect(unchecked).toMatchObject([
      { path: "Tags", reason: "unobservable", decides: true, action: "sqs:ListQueueTags" },
    ]);
    expect(unchecked[0]?.detail).toContain("sqs:ListQueueTags");
  });

  it("does not decide when base asks for nothing there", () => {
    const base = { tags: {}, point_in_time_recovery: [{ enabled: false }] };
    const { unchecked } = terraform(table, { base, live: {} });
    expect(unchecked.map(({ path, decides }) => [path, decides])).toEqual([
      ["PointInTimeRecoverySpecification", false],
      ["Tags", false],
    ]);
  });

  it("does not decide for what is write-only, and for arguments that have no path", () => {
    const { unchecked } = terraform(lambda, {
      base: { image_uri: "x", tenancy_config: [{ mode: "PER_TENANT" }] },
      live: {},
    });
    expect(unchecked.map(({ path, decides }) => [path, decides])).toEqual([
      ["Code", false],
      ["tenancy_config", false],
    ]);
  });

  it("does not take a property without a rule for absent", () => {
    expect(cloudformation(queue, { base: { NewProperty: 1 }, live: {} })).toMatchObject({
      differing: [],
      unchecked: [{ path: "NewProperty", decides: false }],
    });
    expect(cloudformation(queue, { base: { NewProperty: 1 }, live: { NewProperty: 2 } }).differing).toMatchObject([
      { path: "NewProperty" },
    ]);
  });

  it("cannot tell an alias from the key it points at", () => {
    const base = { kms_master_key_id: "alias/orders" };
    const { differing, unchecked } = terraform(queue, { base, live: { KmsMasterKeyId: arn("kms:@:key/1") } });
    expect(differing).toEqual([]);
    expect(unchecked).toMatchObject([{ path: "KmsMasterKeyId", reason: "unobservable", decides: false }]);
  });
});
