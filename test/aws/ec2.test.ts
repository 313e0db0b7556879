import { expect, test } from "vitest";
import type { ReadApi } from "../../src/model/observation.ts";
import { enter, request, serve } from "./world.ts";

const SERVICE = "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0";
const here = {
  resources: [
    { type: "AWS::EC2::Image", identifier: "ami-1", properties: { State: "pending" } },
    { type: "AWS::EC2::AvailabilityZone", identifier: "eu-west-1a" },
    { type: "AWS::EC2::EndpointService", identifier: SERVICE, properties: { AvailabilityZones: ["eu-west-1a"] } },
  ],
  stacks: { orders: { status: "UPDATE_ROLLBACK_FAILED" } },
};

const reads: readonly (readonly [api: ReadApi, there: string, properties: object, other: string])[] = [
  ["ec2:DescribeImages", "ami-1", { ImageId: "ami-1", State: "pending" }, "ami-2"],
  ["ec2:DescribeAvailabilityZones", "eu-west-1a", { ZoneName: "eu-west-1a", State: "available" }, "eu-west-1z"],
  ["ec2:DescribeVpcEndpointServices", SERVICE, { AvailabilityZones: ["eu-west-1a"] }, `${SERVICE}1`],
];

test.each(reads)("%s tells what is there from what is not", async (api, there, properties, other) => {
  const aws = await serve({ here });
  const session = await enter();
  expect(await session.read(request(api, there, { actions: [api] }))).toMatchObject({
    outcome: "present",
    identifier: there,
    properties,
  });
  expect(await session.read(request(api, other, { actions: [api] }))).toMatchObject({ outcome: "absent" });
  expect(aws.notEmulated).toEqual([]);
});

test.each(reads)("%s that is denied names the action, and is no absence", async (api, there) => {
  await serve({ here, role: { deny: [api] } });
  const observation = await (await enter()).read(request(api, there, { actions: [api] }));
  expect(observation).toMatchObject({ outcome: "denied", action: api });
});

test.each(reads)("%s that is throttled throughout is no absence", async (api, there) => {
  await serve({ here, faults: [{ match: { service: "ec2" }, fault: "throttle" }] });
  const observation = await (await enter()).read(request(api, there, { actions: [api] }));
  expect(observation).toMatchObject({ outcome: "throttled" });
});

test("a stack is described by its status, its parameters and its outputs, and by nothing else", async () => {
  await serve({ here });
  const session = await enter();
  const api = "cloudformation:DescribeStacks";
  const found = await session.read(request(api, "orders", { actions: [api] }));
  expect(found).toMatchObject({ outcome: "present", properties: { StackStatus: "UPDATE_ROLLBACK_FAILED" } });
  expect(found.outcome === "present" && Object.keys(found.properties)).toEqual([
    "StackId",
    "StackName",
    "StackStatus",
    "Parameters",
    "Outputs",
  ]);
  expect(await session.read(request(api, "payments", { actions: [api] }))).toMatchObject({
    outcome: "failed",
    reason: "stack-missing",
  });
});
