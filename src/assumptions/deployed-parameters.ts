import type { AsDeclaredAssumption } from "../model/assumption.ts";
import type { Declared, ResourceBlock } from "../model/declared.ts";
import type { Observation, ReadRequest } from "../model/observation.ts";
import type { Place } from "../model/target.ts";
import { requestFor } from "./requests.ts";

type Assumed = NonNullable<AsDeclaredAssumption["parameters"]>;

const PARAMETER = /^Parameters\.(.+)$/;
const DESCRIBE = { api: "cloudformation:DescribeStacks", actions: ["cloudformation:DescribeStacks"] } as const;

/**
 * The values that a resource's declaration was worked out with, of the parameters that it leans on: what the deployment
 * is given, else the default. Neither need be what the stack was deployed with. Secret ones, and those whose value SSM
 * has, are left out: AWS masks the former and resolves the latter.
 */
export function assumedParameters({ blocks, stack }: Declared, block: ResourceBlock): Assumed | undefined {
  if (!stack) return undefined;
  const values = block.leansOn.flatMap((address) => {
    const name = PARAMETER.exec(address)?.[1];
    const entries = blocks.get(address)?.arguments.entries;
    const type = entries?.get("Type");
    const isSsm = type?.kind === "known" && String(type.value).startsWith("AWS::SSM::");
    const written = entries?.get("Default");
    if (name === undefined || isSsm || written?.sensitive) return [];
    const known = written?.kind === "known" && written.value !== null ? String(written.value) : undefined;
    const value = stack.parameters.get(name) ?? known;
    return value === undefined ? [] : [{ name, value }];
  });
  return values.length === 0 ? undefined : { stack: stack.name, values };
}

/** The read that says what the stack was deployed with; undefined where nothing hangs on it. */
export function parametersRequest(assumption: AsDeclaredAssumption, place: Place): ReadRequest | undefined {
  const { parameters } = assumption;
  return parameters && requestFor(assumption, place, DESCRIBE, null, parameters.stack);
}

/** A parameter that the stack was deployed with another value of than the one that base was worked out with. */
export function deployedOtherwise(
  { parameters }: AsDeclaredAssumption,
  described: Observation | undefined,
): string | undefined {
  if (!parameters || described?.outcome !== "present") return undefined;
  const { Parameters: deployed } = described.properties;
  if (typeof deployed !== "object" || deployed === null || Array.isArray(deployed)) return undefined;
  const values = new Map(Object.entries(deployed));
  const other = parameters.values.find(({ name, value }) => {
    const actual = values.get(name);
    return typeof actual === "string" && !isMasked(actual) && itemsOf(actual) !== itemsOf(value);
  });
  return other?.name;
}

/** What AWS shows of a `NoEcho` parameter (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html). */
function isMasked(value: string): boolean {
  return /^\*+$/.test(value);
}

/** Members of a list are trimmed, as CloudFormation does. */
function itemsOf(value: string): string {
  return value
    .split(",")
    .map((item) => item.trim())
    .join(",");
}
