import { nameOf } from "../module/files.ts";

/** The file that makes a folder a unit. */
export const UNIT_FILE = "terragrunt.hcl";
/** Describes several units, which `terragrunt stack generate` writes. */
export const STACK_FILE = "terragrunt.stack.hcl";

/** Whether a file says that its folder is Terragrunt's. */
export function isTerragrunt(path: string): boolean {
  const name = nameOf(path);
  return name === UNIT_FILE || name === STACK_FILE || name === `${UNIT_FILE}.json`;
}
