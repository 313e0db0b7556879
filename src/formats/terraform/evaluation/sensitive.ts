import { list, map, unresolved } from "../../../model/value.ts";
import type { MapValue, Value } from "../../../model/value.ts";
import { deepMarksOf, mark } from "../language/values.ts";

const NOT_SHOWN = "it is named by a sensitive value, which is not shown";

/**
 * Arguments that the provider's schema marks as sensitive: what is computed from them is not shown either
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ssm_parameter).
 */
const SENSITIVE_ARGUMENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws_ssm_parameter", ["value"]],
  ["aws_secretsmanager_secret_version", ["secret_string", "secret_binary"]],
]);

/** The arguments with those marked that the provider takes for sensitive. */
export function withSensitiveArguments(formatType: string, args: MapValue): MapValue {
  const names = SENSITIVE_ARGUMENTS.get(formatType) ?? [];
  const marked = [...args.entries].map(
    ([name, value]) => [name, names.includes(name) ? mark(value, { sensitive: true }) : value] as const,
  );
  return names.length === 0 ? args : { ...args, entries: new Map(marked) };
}

/** Whether what an attribute holds is secret; `path` is its name, after those of the blocks it is in. */
export function mayHoldSecrets(formatType: string, [name = ""]: readonly string[]): boolean {
  return (SENSITIVE_ARGUMENTS.get(formatType) ?? []).includes(name);
}

/**
 * The arguments as an identity may be made of them, as an identity is shown: without their sensitive values. An
 * identity that needs one of these is then unresolved, and says why.
 */
export function shownArguments(args: MapValue): MapValue {
  const entries = [...args.entries].map(([name, value]) => [name, shownValue(value)] as const);
  return { ...args, entries: new Map(entries) };
}

function shownValue(value: Value): Value {
  if (!deepMarksOf(value).sensitive) return value;
  if (value.sensitive) return unresolved(NOT_SHOWN, value.source ? { source: value.source } : {});
  if (value.kind === "list") return list(value.items.map(shownValue), value);
  if (value.kind === "map")
    return map(new Map([...value.entries].map(([key, child]) => [key, shownValue(child)])), value);
  return value;
}
