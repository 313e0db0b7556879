import type { Value } from "../../../../model/value.ts";
import { toText } from "../convert.ts";
import { unresolvedLike } from "../values.ts";

/** A function's result; undefined where Terraform would refuse the arguments, or the result is not certain. */
export type TerraformFunction = (args: readonly Value[]) => Value | undefined;

/** Only calls `implement` when every argument is resolved itself (what is inside it may not be). */
export function withResolved(implement: TerraformFunction): TerraformFunction {
  return (args) => {
    const open = args.find((arg) => arg.kind === "unresolved");
    return open?.kind === "unresolved" ? unresolvedLike(open, ...args) : implement(args);
  };
}

/** The argument as a string: what the function is given is converted, as Terraform does. */
export function stringArgument(value: Value | undefined): string | undefined {
  if (!value) return undefined;
  const converted = toText(value);
  return converted.kind === "known" && typeof converted.value === "string" ? converted.value : undefined;
}

/** The argument as strings, or undefined when it is no list of known strings. */
export function stringsArgument(value: Value | undefined): string[] | undefined {
  if (value?.kind !== "list") return undefined;
  const strings = value.items.map(stringArgument);
  return strings.every((item) => item !== undefined) ? strings : undefined;
}

/** The first unresolved element of a collection. */
export function unresolvedElement(value: Value | undefined): Extract<Value, { kind: "unresolved" }> | undefined {
  if (value?.kind !== "list" && value?.kind !== "map") return undefined;
  const children = value.kind === "list" ? value.items : [...value.entries.values()];
  return children.find((child) => child.kind === "unresolved");
}
