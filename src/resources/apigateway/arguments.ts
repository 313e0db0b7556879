import { asString } from "../../model/value.ts";
import type { MapValue, Value } from "../../model/value.ts";
import type { Identity } from "../../model/declared.ts";

/** The identity of what AWS makes up the id of, with the API that it is of. */
export function generatedIn(api: Value | undefined): Identity {
  const within = asString(api) ?? (api?.kind === "unresolved" ? api.awaits : undefined);
  return { kind: "generated", ...(within !== undefined && { within }) };
}

/** A named argument's or property's value. */
export function entry({ entries }: MapValue, name: string): Value | undefined {
  return entries.get(name);
}

/** Every API of API Gateway is read with one action, which IAM tells apart by the resource's path. */
export const READ = {
  api: "cloudcontrol:GetResource",
  actions: ["cloudformation:GetResource", "apigateway:GET"],
} as const;

export const LIST = { actions: ["cloudformation:ListResources", "apigateway:GET"] } as const;
