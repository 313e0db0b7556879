import { describe, expect, it } from "vitest";
import { findByTerraformType, resourceTypes } from "../../src/resources/index.ts";
import { awsccNames } from "../../src/resources/terraform/awscc.ts";
import { typeOf } from "./comparing.ts";
import { declaredMap } from "./declare.ts";
import { place } from "./samples/sample.ts";

describe("the awscc provider's names", () => {
  it.each([
    ["AWS::SQS::Queue", "awscc_sqs_queue"],
    ["AWS::RDS::DBInstance", "awscc_rds_db_instance"],
    ["AWS::IAM::OIDCProvider", "awscc_iam_oidc_provider"],
    ["AWS::EC2::VPC", "awscc_ec2_vpc"],
    ["AWS::ElasticLoadBalancingV2::TargetGroup", "awscc_elasticloadbalancingv2_target_group"],
  ])("of %s: %s", (type, name) => {
    expect(awsccNames(typeOf(type)).type).toBe(name);
    expect(findByTerraformType(name)?.type).toBe(typeOf(type));
  });

  it("are one for each type", () => {
    const names = resourceTypes.map((type) => awsccNames(type).type);
    expect(new Set(names).size).toBe(names.length);
  });

  it("find the capitals of a property that the type knows, and leave open what nobody here can spell", () => {
    const names = awsccNames(typeOf("AWS::DynamoDB::Table"));
    const { entries } = names.properties(
      declaredMap({
        sse_specification: { kms_master_key_id: "k", sse_enabled: true },
        key_schema: [{ attribute_name: "id", key_type: "HASH" }],
        tags: [{ key: "a", value: "b" }],
      }),
      place,
    );
    expect(entries.get("SSESpecification")).toMatchObject({
      entries: new Map([
        ["KMSMasterKeyId", { kind: "known", value: "k", attribute: "sse_specification.kms_master_key_id" }],
        ["SSEEnabled", { kind: "known", value: true, attribute: "sse_specification.sse_enabled" }],
      ]),
    });
    expect(entries.get("KeySchema")).toMatchObject({ kind: "unresolved" });
    expect(entries.get("Tags")).toMatchObject({
      items: [
        {
          entries: new Map([
            ["Key", { kind: "known", value: "a" }],
            ["Value", { kind: "known", value: "b" }],
          ]),
        },
      ],
    });
  });

  it("take `id` for the identifier", () => {
    const names = awsccNames(typeOf("AWS::SQS::Queue"));
    const identity = names.identity(declaredMap({ queue_name: "q" }), place);
    expect(names.attribute("id", identity, place)).toMatchObject({
      value: "https://sqs.eu-west-1.amazonaws.com/111122223333/q",
    });
    expect(names.attribute("arn", identity, place)).toMatchObject({ value: "arn:aws:sqs:eu-west-1:111122223333:q" });
    expect(names.lookup?.(declaredMap({}), place)).toMatchObject({ kind: "unresolved" });
  });
});
