import type { Declaration } from "./source.ts";

/** The `source` of a module call as written; undefined when it is no plain string. */
export function sourceOf(call: Declaration): string | undefined {
  const value = call.body.attributes.get("source")?.attribute.value;
  return value?.kind === "string" ? value.value : undefined;
}

/** The version constraint of a module call as written: null for none, undefined when it is no plain string. */
export function versionOf(call: Declaration): string | null | undefined {
  const value = call.body.attributes.get("version")?.attribute.value;
  if (!value || value.kind === "null") return null;
  return value.kind === "string" ? value.value : undefined;
}

/** Arguments of a module call that are for Terraform itself; the others are the module's inputs. */
export const CALL_ARGUMENTS: ReadonlySet<string> = new Set([
  "source",
  "version",
  "count",
  "for_each",
  "providers",
  "depends_on",
]);
