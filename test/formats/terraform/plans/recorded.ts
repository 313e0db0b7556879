import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

export const PLANS = new URL("./", import.meta.url).pathname;

/** How a root module is planned: what `.github/plumbline.yml` says about its target. Paths are in the root's own folder here. */
const targetSchema = z.strictObject({
  /** Folder of the root module; empty where the configuration lies beside `target.json`. */
  root: z.string(),
  var_files: z.array(z.string()),
  variables: z.record(z.string(), z.unknown()),
  workspace: z.string(),
  /**
   * Values that are sensitive here and not in Terraform: up to 1.12 it forgets `sensitive = true` of a module's output
   * as soon as the caller reads it, and nothing that code calls secret is to be shown.
   */
  marked_here: z.array(z.string()).default([]),
});

export type Target = z.infer<typeof targetSchema>;

/**
 * A value as `terraform show -json` gives it. What is not known is `{ "$unknown": true }`, what is marked sensitive
 * `{ "$sensitive": … }`, and a number that a double cannot hold `{ "$number": "…" }`.
 */
export type Tree = string | number | boolean | null | readonly Tree[] | { readonly [name: string]: Tree };

/** An error of Terraform, where it says it is. */
const refusalSchema = z.strictObject({
  summary: z.string(),
  path: z.string().nullable(),
  line: z.int().nullable(),
  /** This is the `count` or `for_each` of a block, and hangs on what is known after apply: with a state, Terraform may know it. */
  undecided: z.literal(true).optional(),
});

export type Refusal = z.infer<typeof refusalSchema>;

const treeSchema = z.custom<Tree>((value) => value !== undefined);

const planSchema = z.union([
  z.strictObject({
    /** Arguments of each `terraform_data`, by address; `triggers_replace` where it is given. */
    resources: z.record(z.string(), z.record(z.string(), treeSchema)),
    outputs: z.record(z.string(), treeSchema),
  }),
  z.strictObject({ errors: z.array(refusalSchema).min(1) }),
]);

/** What `terraform plan` says of a root module: what it plans, or why it refuses. */
export type Plan = z.infer<typeof planSchema>;

/** Names of the root modules. */
export function planNames(): readonly string[] {
  return readdirSync(PLANS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

export async function readTarget(name: string): Promise<Target> {
  return targetSchema.parse(JSON.parse(await readFile(join(PLANS, name, "target.json"), "utf8")));
}

export async function readPlan(name: string): Promise<Plan> {
  return planSchema.parse(JSON.parse(await readFile(join(PLANS, name, "plan.json"), "utf8")));
}
