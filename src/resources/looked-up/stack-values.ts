import type { Json } from "../../model/json.ts";
import type { ReadableType } from "../type.ts";

/** What a CloudFormation stack makes known to others under a name that is unique in its account and region. */
export const STACK_EXPORT = "cloudformation:Export";
/** An output of a CloudFormation stack, `stack.output`. */
export const STACK_OUTPUT = "cloudformation:StackOutput";

/** Values that stacks hand to others. Neither is a resource: an export is found among all, an output in its stack. */
export const stackValueTypes: readonly ReadableType[] = [
  {
    type: STACK_EXPORT,
    noun: "export",
    fromArn: () => undefined,
    read: { api: "cloudformation:ListExports", actions: ["cloudformation:ListExports"] },
    nameOf: (identifier) => identifier,
    within: {
      holderOf: () => "",
      partsOf: ({ items = [] }) => new Map(items.map(({ identifier, properties }) => [identifier, properties])),
    },
  },
  {
    type: STACK_OUTPUT,
    noun: "stack output",
    fromArn: () => undefined,
    read: { api: "cloudformation:DescribeStacks", actions: ["cloudformation:DescribeStacks"] },
    nameOf: (identifier) => identifier,
    within: {
      holderOf: stackOf,
      partsOf: ({ request, properties: { Outputs } }) => {
        const outputs: readonly (readonly [string, Json])[] = isObject(Outputs) ? Object.entries(Outputs) : [];
        return new Map(outputs.map(([name, Value]) => [`${request.identifier}.${name}`, { Value }]));
      },
    },
  },
];

/** Neither names of stacks nor of outputs have dots; an ARN of a stack has none behind its account either. */
function stackOf(output: string): string {
  return output.slice(0, Math.max(0, output.lastIndexOf(".")));
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
