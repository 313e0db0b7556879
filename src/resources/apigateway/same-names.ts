import type { Value } from "../../model/value.ts";
import { sameText } from "../comparison/same-value.ts";
import type { Sameness } from "../comparison/sameness.ts";

/**
 * Names of headers, methods and origins in any order and case, as the provider compares them
 * (`cors_configuration` of https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/apigatewayv2_api).
 */
export function sameNames(left: Value, right: Value): Sameness {
  if (left.kind !== "list" || right.kind !== "list") return sameText(left, right);
  const [one, other] = [namesOf(left.items), namesOf(right.items)];
  if (!one || !other) return "unresolved";
  return one.size === other.size && [...one].every((name) => other.has(name)) ? "same" : "different";
}

function namesOf(items: readonly Value[]): ReadonlySet<string> | undefined {
  if (items.some(({ kind }) => kind === "unresolved")) return undefined;
  return new Set(items.map((item) => (item.kind === "known" ? String(item.value).toLowerCase() : "")));
}
