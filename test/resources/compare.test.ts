import { describe, expect, it } from "vitest";
import type { Json } from "../../src/model/json.ts";
import { map } from "../../src/model/value.ts";
import type { MapValue } from "../../src/model/value.ts";
import { compare } from "../../src/resources/comparison/compare.ts";
import { find } from "../../src/resources/index.ts";
import type { ResourceType } from "../../src/resources/type.ts";
import { block, declared } from "./declare.ts";
import { arn, place } from "./samples/sample.ts";
import type { JsonObject } from "./samples/sample.ts";

function typeOf(name: string): ResourceType {
  const type = find(name);
  if (!type) throw new Error(name);
  return type;
}

const queue = typeOf("AWS::SQS::Queue");
const table = typeOf("AWS::DynamoDB::Table");
const lambda = typeOf("AWS::Lambda::Function");

type Given = {
  readonly base: JsonObject;
  readonly head?: JsonObject | null;
  readonly live: JsonObject;
  readonly ignored?: readonly string[];
};

function terraform(type: ResourceType, { base, head, live, ignored = [] }: Given) {
  const properties = (args: JsonObject) => type.terraform.properties(block(args), place);
  const atHead = head === null ? null : properties(head ?? base);
  return compare(type, { base: properties(base), head: atHead, live, format: "terraform", place, ignored });
}

function cloudformation(type: ResourceType, { base, head, live, ignored = [] }: Given) {
  const atHead = head === null ? null : asMap(head ?? base);
  return compare(type, { base: asMap(base), head: atHead, live, format: "cloudformation", place, ignored });
}

function asMap(json: Json): MapValue {
  const value = declared(json);
  return value.kind === "map" ? value : map(new Map());
}

describe("base, head and live", () => {
  const base = { name: "orders", visibility_timeout_seconds: 30 };
  const at = (seconds: number) => ({ QueueName: "orders", VisibilityTimeout: seconds });

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
    expect(terraform(type, { base: args as JsonObject, live }).differing).toEqual([]);
  });

  it("are each format's own", () => {
    const live = { MaximumMessageSize: 1_048_576 };
    expect(terraform(queue, { base: {}, head: { max_message_size: 2048 }, live }).differing).toHaveLength(1);
    expect(cloudformation(queue, { base: {}, head: { MaximumMessageSize: 2048 }, live }).differing).toEqual([]);
  });
});

describe("collections", () => {
  const tags = (entries: JsonObject) => Object.entries(entries).map(([Key, Value]) => ({ Key, Value }));

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
    const rule = (target: Json) => ({ RedrivePolicy: { deadLetterTargetArn: target, maxReceiveCount: 5 } });
    const base = rule({ unresolved: why });
    expect(cloudformation(queue, { base, live: rule("arn") }).unchecked).toMatchObject([
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

describe("what must not be shown", () => {
  const secrets = ["hush-base", "hush-head", "hush-live"];

  it.each([
    [
      "an environment variable",
      lambda,
      { environment: [{ variables: { TOKEN: "hush-base" } }] },
      { Environment: { Variables: { TOKEN: "hush-live" } } },
      "Environment/Variables/TOKEN",
    ],
    [
      "an environment variable that nobody declares",
      lambda,
      { environment: [{ variables: {} }] },
      { Environment: { Variables: { TOKEN: "hush-live" } } },
      "Environment/Variables/TOKEN",
    ],
    [
      "a sensitive value",
      queue,
      { tags: { a: { sensitive: "hush-base" } } },
      { Tags: [{ Key: "a", Value: "hush-live" }] },
      "Tags/a",
    ],
    [
      "a sensitive map, keys and all",
      queue,
      { tags: { sensitive: { "hush-base": "1" } } },
      { Tags: [{ Key: "hush-live", Value: "1" }] },
      "Tags",
    ],
    [
      "a sensitive set",
      lambda,
      { vpc_config: [{ subnet_ids: { sensitive: ["hush-base"] } }] },
      { VpcConfig: { SubnetIds: ["hush-live"] } },
      "VpcConfig/SubnetIds",
    ],
    [
      "an item of a set",
      lambda,
      { vpc_config: [{ subnet_ids: [{ sensitive: "hush-base" }] }] },
      { VpcConfig: { SubnetIds: ["hush-live"] } },
      "VpcConfig/SubnetIds",
    ],
  ] as const)("%s", (_, type, base, live, path) => {
    const result = terraform(type, { base: base as JsonObject, live: live as JsonObject });
    expect(result.differing).toMatchObject([{ path, sensitive: true, headIsLive: false, headIsBase: true }]);
    for (const secret of secrets) expect(JSON.stringify(result)).not.toContain(secret);
  });

  it("is the same in any order, all the same", () => {
    const tags = { tags: { sensitive: { b: "2", a: "1" } } };
    expect(
      terraform(queue, {
        base: tags,
        live: {
          Tags: [
            { Key: "a", Value: "1" },
            { Key: "b", Value: "2" },
            { Key: "aws:c", Value: "3" },
          ],
        },
      }).differing,
    ).toEqual([]);
  });
});

describe("what is ignored", () => {
  it.each([[["Tags/a"]], [["Tags"]], [["*"]], [["Tags/*"]]])("%j", (ignored) => {
    expect(
      terraform(queue, { base: { tags: { a: "1" } }, live: { Tags: [{ Key: "a", Value: "2" }] }, ignored }).differing,
    ).toEqual([]);
  });

  it("is no more than that", () => {
    const live = { Tags: [{ Key: "ab", Value: "2" }], VisibilityTimeout: 1 };
    const base = { tags: { ab: "1" }, visibility_timeout_seconds: 30 };
    expect(terraform(queue, { base, live, ignored: ["Tags/a", "Visibility"] }).differing).toHaveLength(2);
  });
});

describe("hostile live", () => {
  it("leaves prototypes alone", () => {
    const live = JSON.parse(
      '{"Tags":[{"Key":"__proto__","Value":"x"},{"Key":"constructor","Value":"y"}],"__proto__":{"VisibilityTimeout":1}}',
    ) as JsonObject;
    const { differing } = terraform(queue, { base: { tags: {}, visibility_timeout_seconds: 30 }, live });
    expect(differing.map(({ path }) => path)).toEqual(["Tags/__proto__", "Tags/constructor"]);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it("ends on JSON that is nested without end", () => {
    const deep = JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`) as Json;
    expect(() =>
      terraform(queue, {
        base: { redrive_policy: '{"a":1}', tags: { a: "1" } },
        live: { RedrivePolicy: deep, Tags: deep },
      }),
    ).not.toThrow();
  });
});
