import { describe, expect, it } from "vitest";
import { map, toJson } from "../../src/model/value.ts";
import { findByTerraformType } from "../../src/resources/index.ts";
import { block } from "./declare.ts";
import { place } from "./samples/sample.ts";
import type { JsonObject } from "./samples/sample.ts";

function propertiesOf(type: string, args: JsonObject) {
  return findByTerraformType(type)?.names.properties(block(args), place) ?? map(new Map());
}

describe("arguments as properties", () => {
  it("leaves out null, meta-arguments and what has no counterpart live", () => {
    const args = {
      bucket: null,
      count: 2,
      region: "eu-west-1",
      lifecycle: [{}],
      timeouts: [{}],
      force_destroy: true,
      depends_on: [],
    };
    expect(propertiesOf("aws_s3_bucket", args).entries.size).toBe(0);
  });

  it("keeps an argument without a path under its own name, in blocks too", () => {
    const properties = propertiesOf("aws_lambda_function", {
      new_one: 1,
      vpc_config: [{ newer_one: true, subnet_ids: ["a"] }],
    });
    expect(toJson(properties)).toEqual({ new_one: 1, VpcConfig: { newer_one: true, SubnetIds: ["a"] } });
  });

  it("takes a single block for one, as a list or as a map", () => {
    const once = { mode: "Active" };
    expect(propertiesOf("aws_lambda_function", { tracing_config: [once] }).entries.get("TracingConfig")).toMatchObject({
      kind: "map",
    });
    expect(toJson(propertiesOf("aws_lambda_function", { tracing_config: once }))).toEqual({
      TracingConfig: { Mode: "Active" },
    });
    expect(toJson(propertiesOf("aws_lambda_function", { tracing_config: [] }))).toEqual({});
  });

  it("keeps a block that is not known, and text that is no JSON", () => {
    expect(
      propertiesOf("aws_lambda_function", { tracing_config: [{ unresolved: "why" }] }).entries.get("TracingConfig"),
    ).toMatchObject({
      kind: "unresolved",
      reason: "why",
      attribute: "tracing_config",
    });
    expect(propertiesOf("aws_lambda_function", { tracing_config: "odd" }).entries.get("TracingConfig")).toMatchObject({
      kind: "unresolved",
    });
    expect(toJson(propertiesOf("aws_sqs_queue", { redrive_policy: "{oops" }))).toEqual({ RedrivePolicy: "{oops" });
  });

  it("keeps what is sensitive so, inside a document too", () => {
    const properties = propertiesOf("aws_sqs_queue", {
      redrive_policy: { sensitive: '{"a":1}' },
      tags: { sensitive: { a: "b" } },
    });
    expect(properties.entries.get("RedrivePolicy")).toMatchObject({ kind: "map", sensitive: true });
    expect(properties.entries.get("Tags")).toMatchObject({ kind: "list", sensitive: true });
  });

  it("builds keys of tables and indexes", () => {
    const args = {
      local_secondary_index: [{ name: "l", range_key: "c", projection_type: "ALL" }],
      range_key: "r",
      hash_key: "h",
      global_secondary_index: [{ name: "g", hash_key: "x", projection_type: "ALL", read_capacity: 1 }],
      billing_mode: "PAY_PER_REQUEST",
    };
    expect(toJson(propertiesOf("aws_dynamodb_table", args))).toEqual({
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [
        { AttributeName: "r", KeyType: "RANGE" },
        { AttributeName: "h", KeyType: "HASH" },
      ],
      GlobalSecondaryIndexes: [
        { IndexName: "g", KeySchema: [{ AttributeName: "x", KeyType: "HASH" }], Projection: { ProjectionType: "ALL" } },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: "l",
          KeySchema: [
            { AttributeName: "h", KeyType: "HASH" },
            { AttributeName: "c", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    });
  });

  it("drops the empty block that stands for no inline policy", () => {
    expect(toJson(propertiesOf("aws_iam_role", { inline_policy: [{}] }))).toEqual({ Policies: [] });
  });

  it("leaves prototypes alone", () => {
    const args = JSON.parse('{"__proto__": 1, "constructor": 2, "tags": {"__proto__": "x"}}') as JsonObject;
    const properties = propertiesOf("aws_sqs_queue", args);
    expect([...properties.entries.keys()].toSorted()).toEqual(["Tags", "__proto__", "constructor"]);
    expect(toJson(properties)).toHaveProperty("Tags", [{ Key: "__proto__", Value: "x" }]);
  });
});
