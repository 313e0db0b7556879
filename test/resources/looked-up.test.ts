import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseArn } from "../../src/resources/arn.ts";
import { find, findReadable, findReadableByArn, readableTypes, resourceTypes } from "../../src/resources/index.ts";

const lookedUp = readableTypes.filter(({ type }) => !find(type));
const facts = join(import.meta.dirname, "../../../shared/facts/cc-types.min.json");

type Facts = {
  readonly actions: readonly string[];
  readonly types: { readonly [type: string]: { readonly rp?: readonly number[]; readonly lp?: readonly number[] } };
};

describe("types that are only looked at", () => {
  it("are found beside those that are compared, each once", () => {
    expect(new Set(readableTypes.map(({ type }) => type)).size).toBe(readableTypes.length);
    expect(lookedUp.length + resourceTypes.length).toBe(readableTypes.length);
    for (const type of readableTypes) expect(findReadable(type.type)).toBe(type);
    for (const name of ["AWS::EC2::Host", "constructor", "__proto__", ""]) expect(findReadable(name)).toBeUndefined();
  });

  it("are read without writing, and nobody's secrets", () => {
    for (const { type, read, list } of lookedUp) {
      const actions = [...read.actions, ...(list?.actions ?? [])];
      const others = actions.filter((action) => !/^[a-z0-9-]+:(?:Get|List|Describe)[A-Za-z]+$/.test(action));
      expect({ type, others }).toEqual({ type, others: [] });
    }
  });

  it.skipIf(!existsSync(facts))("are read and listed with the handlers' actions", () => {
    const { actions, types } = JSON.parse(readFileSync(facts, "utf8")) as Facts;
    const named = (indexes: readonly number[] = []): string[] => indexes.map((index) => actions[index] ?? "");
    for (const { type, read, list } of lookedUp.filter((each) => each.read.api === "cloudcontrol:GetResource")) {
      expect({ type, actions: read.actions }).toEqual({
        type,
        actions: expect.arrayContaining(named(types[type]?.rp)) as string[],
      });
      if (list) expect(list.actions).toEqual(expect.arrayContaining(named(types[type]?.lp)));
    }
  });
});

const AT = "eu-west-1:111122223333";
const LOAD_BALANCER = `arn:aws:elasticloadbalancing:${AT}:loadbalancer/app/orders/50dc6c495c0c9188`;

it.each([
  [`arn:aws:ec2:${AT}:vpc/vpc-1`, "AWS::EC2::VPC", "vpc-1", "vpc-1"],
  [LOAD_BALANCER, "AWS::ElasticLoadBalancingV2::LoadBalancer", LOAD_BALANCER, "orders"],
  ["arn:aws:route53:::hostedzone/Z1", "AWS::Route53::HostedZone", "Z1", "Z1"],
  [`arn:aws:kms:${AT}:key/1234`, "AWS::KMS::Key", "1234", "1234"],
  [`arn:aws:ecr:${AT}:repository/worker`, "AWS::ECR::Repository", "worker", "worker"],
  [`arn:aws:rds:${AT}:db:orders`, "AWS::RDS::DBInstance", "orders", "orders"],
  [`arn:aws:kms:${AT}:alias/orders`, "AWS::KMS::Alias", "alias/orders", "alias/orders"],
])("%s names one", (text, type, identifier, name) => {
  const arn = parseArn(text);
  expect(arn && findReadableByArn(arn)).toMatchObject({ type: { type }, identity: { identifier, name } });
  expect(findReadable(type)?.nameOf(identifier)).toBe(name);
});

it.each([
  `arn:aws:elasticloadbalancing:${AT}:loadbalancer/classic`,
  `arn:aws:kinesis:${AT}:stream/orders/consumer/c:1`,
  `arn:aws:states:${AT}:stateMachine:orders:1`,
  `arn:aws:ec2:${AT}:dedicated-host/h-1`,
  `arn:aws:rds:${AT}:cluster-snapshot:orders`,
])("%s names none that can be looked at", (text) => {
  const arn = parseArn(text);
  expect(arn).toBeDefined();
  expect(arn && findReadableByArn(arn)).toBeUndefined();
});
