import { describe, expect, it } from "vitest";
import { cloudformation, terraform, typeOf } from "./comparing.ts";
import type { JsonObject } from "./samples/sample.ts";

const queue = typeOf("AWS::SQS::Queue");
const table = typeOf("AWS::DynamoDB::Table");
const lambda = typeOf("AWS::Lambda::Function");

function at(seconds: number): JsonObject {
  return { QueueName: "orders", VisibilityTimeout: seconds };
}

function tags(entries: { readonly [key: string]: string }): readonly JsonObject[] {
  return Object.entries(entries).map(([Key, Value]) => ({ Key, Value }));
}

describe("base, head and live", () => {
  const base = { name: "orders", visibility_timeout_seconds: 30 };
  it("shows all three where they all differ", () => {
    const { differing } = terraform(queue, { base, head: { ...base, visibility_timeout_seconds: 60 }, live: at(300) });
    expect(differing).toEqual([
      {
        path: "VisibilityTimeout",
        attribute: "visibility_timeout_seconds",
        base: 30,
        head: 60,
        live: 300,
        headIsLive: false,
        headIsBase: false,
        source: { path: "main.tf", line: 2, column: 1, endLine: 2, endColumn: 80, side: "head" },
      },
    ]);
  });

  it("is no difference where live is as base says, whatever head says", () => {
    const { differing } = terraform(queue, { base, head: { ...base, visibility_timeout_seconds: 60 }, live: at(30) });
    expect(differing).toEqual([]);
  });

  it("says that head is live already", () => {
    const { differing } = terraform(queue, { base, head: { ...base, visibility_timeout_seconds: 60 }, live: at(60) });
    expect(differing).toMatchObject([{ headIsLive: true, headIsBase: false }]);
  });

  it("leaves the key of an absent value out, and finds what head drops on base's line", () => {
    const { differing } = terraform(queue, { base, head: { name: "orders" }, live: at(300) });
    expect(differing[0]).toMatchObject({
      base: 30,
      live: 300,
      headIsLive: false,
      headIsBase: true,
      source: { side: "base", line: 2 },
    });
    expect(differing[0]).not.toHaveProperty("head");
  });

  it("takes what only head declares for the default at base", () => {
    const head = { ...base, delay_seconds: 5 };
    expect(terraform(queue, { base, head, live: { ...at(30), DelaySeconds: 0 } }).differing).toEqual([]);
    expect(terraform(queue, { base, head, live: at(30) }).differing).toEqual([]);
    const { differing } = terraform(queue, { base, head, live: { ...at(30), DelaySeconds: 5 } });
    expect(differing).toMatchObject([{ path: "DelaySeconds", head: 5, live: 5, headIsLive: true, headIsBase: false }]);
    expect(differing[0]).not.toHaveProperty("base");
  });

  it("does not compare what only head declares where no default is known", () => {
    const head = { ...base, deduplication_scope: "queue" };
    expect(terraform(queue, { base, head, live: { ...at(30), DeduplicationScope: "messageGroup" } })).toEqual({
      differing: [],
      unchecked: [],
    });
  });

  it("does not compare what neither declares", () => {
    expect(
      terraform(queue, { base, live: { ...at(30), DelaySeconds: 900, Tags: [{ Key: "a", Value: "b" }] } }).differing,
    ).toEqual([]);
  });

  it("compares a removed resource with base, and says that head is neither", () => {
    const { differing } = terraform(queue, { base, head: null, live: at(300) });
    expect(differing).toMatchObject([
      { path: "VisibilityTimeout", base: 30, live: 300, headIsLive: false, headIsBase: false },
    ]);
  });

  it("orders by path, and gives the same twice", () => {
    const given = {
      base: { ...base, delay_seconds: 1, name: "orders" },
      live: { QueueName: "x", VisibilityTimeout: 1, DelaySeconds: 2 },
    };
    const { differing } = terraform(queue, given);
    expect(differing.map(({ path }) => path)).toEqual(["DelaySeconds", "QueueName", "VisibilityTimeout"]);
    expect(terraform(queue, given)).toEqual(terraform(queue, given));
  });
});

describe("defaults", () => {
  it.each([
    [queue, { delay_seconds: 0, kms_master_key_id: "", redrive_policy: "" }],
    [queue, { max_message_size: 262_144 }],
    [queue, { kms_data_key_reuse_period_seconds: 600 }],
    [lambda, { reserved_concurrent_executions: -1, description: "", layers: [], environment: [] }],
    [typeOf("AWS::Logs::LogGroup"), { retention_in_days: 0 }],
    [typeOf("AWS::IAM::Role"), { path: "/", description: "", max_session_duration: 3600 }],
    [typeOf("AWS::SecretsManager::Secret"), { kms_key_id: "alias/aws/secretsmanager" }],
    [
      table,
      {
        billing_mode: "PROVISIONED",
        stream_enabled: false,
        server_side_encryption: [{ enabled: false }],
        table_class: "STANDARD",
      },
    ],
    [
      table,
      { billing_mode: "PAY_PER_REQUEST", read_capacity: 5, write_capacity: 5 },
      { BillingMode: "PAY_PER_REQUEST", ProvisionedThroughput: { ReadCapacityUnits: 0 } },
    ],
    [
      typeOf("AWS::ECS::Service"),
      { desired_count: 0, deployment_maximum_percent: 200, health_check_grace_period_seconds: 0 },
    ],
    [typeOf("AWS::CloudWatch::Alarm"), { treat_missing_data: "missing", actions_enabled: true, alarm_actions: [] }],
  ] as const)("declared, and left out live: %o %o", (type, args, live: JsonObject = {}) => {
    expect(terraform(type, { base: args, live }).differing).toEqual([]);
  });

  it("are each format's own", () => {
    const live = { MaximumMessageSize: 1_048_576 };
    expect(terraform(queue, { base: {}, head: { max_message_size: 2048 }, live }).differing).toHaveLength(1);
    expect(cloudformation(queue, { base: {}, head: { MaximumMessageSize: 2048 }, live }).differing).toEqual([]);
  });
});

describe("collections", () => {
  it("has a tag that nobody declares as a difference without base", () => {
    const { differing } = terraform(queue, {
      base: { tags: { a: "1" } },
      live: { Tags: tags({ a: "1", b: "2", "aws:x": "3" }) },
    });
    expect(differing).toEqual([
      {
        path: "Tags/b",
        attribute: "tags.b",
        live: "2",
        headIsLive: false,
        headIsBase: true,
        source: expect.objectContaining({ line: 1, side: "head" }) as unknown,
      },
    ]);
  });

  it("finds a tag that head adds, drops or changes against live", () => {
    const base = { tags: { kept: "1", dropped: "1" } };
    const head = { tags: { kept: "2", added: "1" } };
    expect(terraform(queue, { base, head, live: { Tags: tags({ kept: "1", dropped: "1" }) } }).differing).toEqual([]);
    const { differing } = terraform(queue, { base, head, live: { Tags: tags({ kept: "2", added: "1" }) } });
    expect(differing.map(({ path, headIsLive }) => [path, headIsLive])).toEqual([
      ["Tags/added", true],
      ["Tags/dropped", true],
      ["Tags/kept", true],
    ]);
  });

  const email = { name: "by_email", hash_key: "email", projection_type: "ALL" };
  const liveEmail = {
    IndexName: "by_email",
    KeySchema: [{ AttributeName: "email", KeyType: "HASH" }],
    Projection: { ProjectionType: "ALL" },
    IndexStatus: "ACTIVE",
  };

  it("has a missing index as one difference at the index", () => {
    const { differing } = terraform(table, {
      base: { global_secondary_index: [email] },
      live: { GlobalSecondaryIndexes: [] },
    });
    expect(differing).toMatchObject([
      {
        path: "GlobalSecondaryIndexes/by_email",
        attribute: "global_secondary_index",
        base: { IndexName: "by_email" },
        headIsBase: true,
      },
    ]);
  });

  it("has an index that head adds as live already, by the rules of its parts", () => {
    const { differing } = terraform(table, {
      base: {},
      head: { global_secondary_index: [email] },
      live: { GlobalSecondaryIndexes: [liveEmail] },
    });
    expect(differing).toMatchObject([{ path: "GlobalSecondaryIndexes/by_email", headIsLive: true, headIsBase: false }]);
    const other = { ...liveEmail, Projection: { ProjectionType: "KEYS_ONLY" } };
    expect(
      terraform(table, {
        base: {},
        head: { global_secondary_index: [email] },
        live: { GlobalSecondaryIndexes: [other] },
      }).differing,
    ).toMatchObject([{ headIsLive: false }]);
  });

  it("finds an index's key at the index, with the argument that differs", () => {
    const base = { global_secondary_index: [{ ...email, range_key: "created" }] };
    const key = [
      { AttributeName: "email", KeyType: "HASH" },
      { AttributeName: "changed", KeyType: "RANGE" },
    ];
    const { differing } = terraform(table, {
      base,
      live: { GlobalSecondaryIndexes: [{ ...liveEmail, KeySchema: key }] },
    });
    expect(differing).toMatchObject([
      { path: "GlobalSecondaryIndexes/by_email/KeySchema", attribute: "global_secondary_index.range_key" },
    ]);
  });

  it("compares a switched-off part by its switch alone", () => {
    const on = { Enabled: true, AttributeName: "expires" };
    const off = { TimeToLiveSpecification: { Enabled: false } };
    const args = { ttl: [{ enabled: true, attribute_name: "expires" }] };
    expect(terraform(table, { base: args, live: off }).differing.map(({ path }) => path)).toEqual([
      "TimeToLiveSpecification/Enabled",
    ]);
    expect(
      terraform(table, { base: { ttl: [{ enabled: false, attribute_name: "expires" }] }, live: off }).differing,
    ).toEqual([]);
    expect(terraform(table, { base: {}, head: args, live: { TimeToLiveSpecification: on } }).differing).toMatchObject([
      { path: "TimeToLiveSpecification/Enabled", headIsLive: true },
    ]);
  });

  it("turns a stream on live into a difference of the argument that says it is off", () => {
    const { differing } = terraform(table, {
      base: { stream_enabled: false },
      live: { StreamSpecification: { StreamViewType: "NEW_IMAGE" } },
    });
    expect(differing).toMatchObject([
      { path: "StreamSpecification/StreamViewType", attribute: "stream_enabled", live: "NEW_IMAGE" },
    ]);
  });
});
