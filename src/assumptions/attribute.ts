import type { Json } from "../model/json.ts";
import type { Value } from "../model/value.ts";
import { find } from "../resources/index.ts";
import type { ResourceType, TerraformNames } from "../resources/type.ts";

type Spelling = Pick<ResourceType["cloudformation"], "attribute"> & Pick<TerraformNames, "reads">;

/** How a format spells the attributes of a type; undefined of one that is only looked at. */
export function spellingOf(type: string, format: string): Spelling | null {
  const known = find(type);
  return (format === "terraform" ? known?.terraform : known?.cloudformation) ?? null;
}

export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === "known" && value.value !== null ? String(value.value) : undefined;
}

/** What Terraform calls attributes that CloudFormation's types have too. */
const PROPERTIES: { readonly [attribute: string]: string } = { arn: "Arn" };

/** A property that a read gives under an attribute's name; `GetAtt` divides the steps of a path by dots. */
export function textAt(
  properties: { readonly [name: string]: Json },
  attribute: string | null,
  reads: TerraformNames["reads"] = {},
): string | undefined {
  if (attribute === null) return undefined;
  let current: Json | undefined = properties;
  for (const step of (reads[attribute] ?? PROPERTIES[attribute] ?? attribute).split(".")) {
    if (typeof current !== "object" || current === null || Array.isArray(current)) return undefined;
    current = (current as { readonly [name: string]: Json })[step];
  }
  return typeof current === "string" || typeof current === "number" ? String(current) : undefined;
}
