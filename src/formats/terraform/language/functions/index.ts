import type { FunctionTable, TerraformFunction } from "./function.ts";
import { trying } from "./trying.ts";
import { unknowable } from "./unknowable.ts";

const TABLES: readonly FunctionTable[] = [trying, unknowable];

/** Every function of Terraform by its name (https://developer.hashicorp.com/terraform/language/functions). */
export const functions: ReadonlyMap<string, TerraformFunction> = new Map(
  TABLES.flatMap((table) => Object.entries(table)),
);
