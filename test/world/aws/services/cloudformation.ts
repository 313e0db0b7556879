import { createHash } from "node:crypto";
import { z } from "zod";
import type { Stack } from "../../world.ts";
import type { Reply } from "../answers.ts";
import { denial, failed, operation, pageOf, refused } from "../call.ts";
import type { Call, Service } from "../call.ts";
import { UNREADABLE_TYPES } from "../handlers.ts";
import type { XmlValue } from "../xml.ts";
import type { Handler } from "../handler.ts";

const CREATED = new Date("2026-01-01T00:00:00Z");

const describeTypeInput = { Type: z.literal("RESOURCE"), TypeName: z.string() };
const listInput = { StackName: z.string(), NextToken: z.string().optional() };
const listExportsInput = { NextToken: z.string().optional() };
const describeStacksInput = { StackName: z.string().optional(), NextToken: z.string().optional() };

/** AWS CloudFormation: stacks, and the schemas of resource types. */
export const cloudformation: Service = {
  name: "cloudformation",
  signingName: "cloudformation",
  protocol: "query",
  namespace: "http://cloudformation.amazonaws.com/doc/2010-05-15/",
  version: "2010-05-15",
  operations: new Map([
    [
      "DescribeType",
      operation({
        action: "cloudformation:DescribeType",
        input: describeTypeInput,
        about: (input) => ({ type: input.TypeName }),
        run: (call, input) => describeType(call, input.TypeName),
      }),
    ],
    [
      "ListStackResources",
      operation({
        action: "cloudformation:ListStackResources",
        input: listInput,
        about: (input) => ({ identifier: input.StackName }),
        run: listStackResources,
      }),
    ],
    [
      "DescribeStacks",
      operation({
        action: "cloudformation:DescribeStacks",
        input: describeStacksInput,
        about: (input) => ({ identifier: input.StackName }),
        run: describeStacks,
      }),
    ],
    [
      "ListExports",
      operation({
        action: "cloudformation:ListExports",
        input: listExportsInput,
        about: () => ({}),
        run: listExports,
      }),
    ],
  ]),
};

function describeType(call: Call, type: string): Reply {
  const { partition, region } = call.place;
  const arn = `arn:${partition}:cloudformation:${region}::type/resource/${type.replaceAll("::", "-")}`;
  const denied = denial(call, "cloudformation:DescribeType", "*");
  if (denied !== undefined) return failed(call, "denied", denied);
  const handler = call.faults.has("unsupported-type") ? undefined : call.state.handler(type);
  if (!handler && !UNREADABLE_TYPES.has(type))
    return refused("TypeNotFoundException", `The type '${type}' cannot be found.`, 404);
  return {
    kind: "output",
    output: {
      Arn: arn,
      Type: "RESOURCE",
      TypeName: type,
      ProvisioningType: handler ? handler.provisioning : "NON_PROVISIONABLE",
      Visibility: "PUBLIC",
      DeprecatedStatus: "LIVE",
      Schema: JSON.stringify(handler ? schemaOf(type, handler) : { typeName: type }),
    },
  };
}

/** As much of a type's schema as its handler knows (https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html). */
function schemaOf(type: string, handler: Handler): object {
  return {
    typeName: type,
    primaryIdentifier: pointers(handler.identifier),
    readOnlyProperties: pointers(handler.readOnly),
    writeOnlyProperties: pointers(handler.writeOnly),
    handlers: {
      read: { permissions: [handler.read, ...handler.subreads.map(({ action }) => action)] },
      list: { permissions: handler.list },
    },
    ...handler.schema,
  };
}

function pointers(paths: readonly string[]): readonly string[] {
  return paths.map((path) => `/properties/${path}`);
}

function listStackResources(
  call: Call,
  input: { readonly StackName: string; readonly NextToken?: string | undefined },
): Reply {
  const name = nameOf(input.StackName);
  const denied = denial(call, "cloudformation:ListStackResources", stackArn(call, name));
  if (denied !== undefined) return failed(call, "denied", denied);
  const stack = call.state.stack(call.place, name);
  if (!stack) return noStack(call, input.StackName);
  const page = pageOf(Object.entries(stack.resources), input.NextToken, call.pageSize);
  if (!page) return failed(call, "invalid-input", "NextToken is not valid");
  return {
    kind: "output",
    output: {
      StackResourceSummaries: page.items.map(([logicalId, { type, physicalId, status }]) => ({
        LogicalResourceId: logicalId,
        PhysicalResourceId: physicalId,
        ResourceType: type,
        ResourceStatus: status,
        LastUpdatedTimestamp: CREATED,
        DriftInformation: { StackResourceDriftStatus: "NOT_CHECKED" },
      })),
      NextToken: page.nextToken,
    },
  };
}

function describeStacks(
  call: Call,
  input: { readonly StackName?: string | undefined; readonly NextToken?: string | undefined },
): Reply {
  const name = input.StackName === undefined ? undefined : nameOf(input.StackName);
  const denied = denial(call, "cloudformation:DescribeStacks", stackArn(call, name ?? "*"));
  if (denied !== undefined) return failed(call, "denied", denied);
  const all = call.state.stacks(call.place).filter(([stack]) => name === undefined || stack === name);
  if (input.StackName !== undefined && all.length === 0) return noStack(call, input.StackName);
  const page = pageOf(all, input.NextToken, call.pageSize);
  if (!page) return failed(call, "invalid-input", "NextToken is not valid");
  return {
    kind: "output",
    output: { Stacks: page.items.map(([stack, content]) => describe(call, stack, content)), NextToken: page.nextToken },
  };
}

function describe(call: Call, name: string, stack: Stack): { readonly [member: string]: XmlValue } {
  return {
    StackId: stackArn(call, name),
    StackName: name,
    CreationTime: CREATED,
    StackStatus: stack.status,
    DisableRollback: false,
    Parameters: Object.entries(stack.parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    Outputs: Object.entries(stack.outputs).map(([OutputKey, output]) => ({
      OutputKey,
      OutputValue: output.value,
      ExportName: output.export,
    })),
  };
}

function listExports(call: Call, input: { readonly NextToken?: string | undefined }): Reply {
  const denied = denial(call, "cloudformation:ListExports", "*");
  if (denied !== undefined) return failed(call, "denied", denied);
  const all = call.state.stacks(call.place).flatMap(([name, { outputs }]) =>
    Object.values(outputs).flatMap(({ value: Value, export: Name }) => {
      return Name === undefined ? [] : [{ ExportingStackId: stackArn(call, name), Name, Value }];
    }),
  );
  const page = pageOf(all, input.NextToken, call.pageSize);
  if (!page) return failed(call, "invalid-input", "NextToken is not valid");
  return { kind: "output", output: { Exports: page.items, NextToken: page.nextToken } };
}

function noStack(call: Call, given: string): Reply {
  return failed(call, "invalid-input", `Stack with id ${given} does not exist`);
}

/** A stack's name, from its name or its ARN. */
function nameOf(nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? (nameOrArn.split("/")[1] ?? nameOrArn) : nameOrArn;
}

function stackArn(call: Call, name: string): string {
  const { partition, region, account } = call.place;
  const hex = createHash("sha256").update(`${account}/${region}/${name}`).digest("hex");
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
  return `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/${uuid}`;
}
