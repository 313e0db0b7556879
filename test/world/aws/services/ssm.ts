import { z } from "zod";
import type { Reply } from "../answers.ts";
import { denial, failed, operation, pageOf, refused } from "../call.ts";
import type { Call, Service } from "../call.ts";
import { parameterResource } from "../handler.ts";
import { tagsOf } from "./tags.ts";

const CHANGED = new Date("2026-01-01T00:00:00Z");
const NAME = /^[\w./-]+$/;

const filter = z.strictObject({
  Key: z.enum(["Name", "Type", "KeyId"]),
  Option: z.enum(["Equals", "BeginsWith", "Contains"]).default("Equals"),
  Values: z.array(z.string()).min(1).max(50),
});
const describeInput = {
  ParameterFilters: z.array(filter).optional(),
  MaxResults: z.int().min(1).max(50).optional(),
  NextToken: z.string().optional(),
};
const tagsInput = { ResourceType: z.literal("Parameter"), ResourceId: z.string().regex(NAME) };
type DescribeInput = z.output<z.ZodObject<typeof describeInput>>;

/** AWS Systems Manager's parameters, without their values. */
export const ssm: Service = {
  name: "ssm",
  signingName: "ssm",
  protocol: "json-1.1",
  namespace: "AmazonSSM",
  operations: new Map([
    [
      "DescribeParameters",
      operation({
        action: "ssm:DescribeParameters",
        input: describeInput,
        about: (input) => ({
          type: "AWS::SSM::Parameter",
          identifier: input.ParameterFilters?.find(({ Key }) => Key === "Name")?.Values.join(","),
        }),
        run: describeParameters,
      }),
    ],
    [
      "ListTagsForResource",
      operation({
        action: "ssm:ListTagsForResource",
        input: tagsInput,
        about: (input) => ({ type: "AWS::SSM::Parameter", identifier: input.ResourceId }),
        run: (call, input) => listTags(call, input.ResourceId),
      }),
    ],
  ]),
};

function describeParameters(call: Call, input: DescribeInput): Reply {
  const { partition, region, account } = call.place;
  const denied = denial(call, "ssm:DescribeParameters", `arn:${partition}:ssm:${region}:${account}:*`);
  if (denied !== undefined) return failed(call, "denied", denied);
  const all = call.state.resources(call.place, "AWS::SSM::Parameter").map(({ resource }) => {
    const text = (property: string) =>
      typeof resource.properties[property] === "string" ? resource.properties[property] : undefined;
    return {
      Name: resource.identifier,
      ARN: parameterArn(call, resource.identifier),
      Type: text("Type") ?? "String",
      KeyId: text("KeyId"),
      LastModifiedDate: CHANGED,
      Description: text("Description"),
      AllowedPattern: text("AllowedPattern"),
      Version: 1,
      Tier: text("Tier") ?? "Standard",
      Policies: [],
      DataType: text("DataType") ?? "text",
    };
  });
  const found = all.filter((parameter) =>
    (input.ParameterFilters ?? []).every((wanted) => matches(wanted, parameter[wanted.Key])),
  );
  const page = pageOf(found, input.NextToken, Math.min(call.pageSize, input.MaxResults ?? 50));
  if (!page) return refused("InvalidNextToken", "The specified token isn't valid.");
  return { kind: "output", output: { Parameters: page.items, NextToken: page.nextToken } };
}

function matches(wanted: z.output<typeof filter>, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (wanted.Option === "BeginsWith") return wanted.Values.some((start) => value.startsWith(start));
  if (wanted.Option === "Contains") return wanted.Values.some((part) => value.includes(part));
  return wanted.Values.includes(value);
}

function listTags(call: Call, name: string): Reply {
  const denied = denial(call, "ssm:ListTagsForResource", parameterArn(call, name));
  if (denied !== undefined) return failed(call, "denied", denied);
  const parameter = call.state.resource(call.place, "AWS::SSM::Parameter", name);
  if (!parameter) return refused("InvalidResourceId", `The resource ID "${name}" is not valid.`);
  return { kind: "output", output: { TagList: tagsOf(parameter.properties["Tags"]) } };
}

function parameterArn(call: Call, name: string): string {
  const { partition, region, account } = call.place;
  return `arn:${partition}:ssm:${region}:${account}:${parameterResource(name)}`;
}
