import type { Json } from "../../../src/model/json.ts";
import type { Place } from "../../../src/model/target.ts";

export type JsonObject = { readonly [name: string]: Json };

/** A resource type's world as declared: both formats say what is live, so that nothing may differ. */
export type Sample = {
  readonly type: string;
  /** The Terraform resource, where it is not the type's own: one that declares a part of it. */
  readonly resource?: string;
  /** Null where the format has no resource for it. */
  readonly terraform: JsonObject | null;
  readonly cloudformation: JsonObject | null;
  readonly live: JsonObject;
  /** No read shows anything of it. */
  readonly isUnseen?: true;
  /** Declared paths that no comparison can check, by format. */
  readonly unchecked: { readonly terraform: readonly string[]; readonly cloudformation: readonly string[] };
  /** How Terraform spells what is at a path, where that is not told by the path's first part. */
  readonly attributes: { readonly [path: string]: string };
  /** Live properties that equal what is declared, one set of them after another, each put over `live`. */
  readonly equivalents: readonly JsonObject[];
  /** The same resource, declared otherwise. */
  readonly alsoDeclared: readonly { readonly format: "terraform" | "cloudformation"; readonly arguments: JsonObject }[];
};

export const place: Place = { partition: "aws", account: "111122223333", region: "eu-west-1" };
export const arn = (rest: string): string => `arn:aws:${rest.replace("@", "eu-west-1:111122223333")}`;
export const tagList = [
  { Key: "team", Value: "orders" },
  { Key: "cost/center", Value: "42" },
];
export const tagMap = { team: "orders", "cost/center": "42" };
export const foreignTags = [{ Key: "aws:cloudformation:stack-name", Value: "orders" }, ...tagList.toReversed()];
