import { collectionFunctions } from "./collections.ts";
import { encodingFunctions } from "./encoding.ts";
import type { TerraformFunction } from "./support.ts";
import { textFunctions } from "./text.ts";

/** Functions whose results nobody knows before apply, or only the machine that runs Terraform. */
const UNKNOWABLE: readonly (readonly [string, string])[] = [
  ["timestamp", "is not known before apply"],
  ["plantimestamp", "is not known before plan"],
  ["uuid", "is not known before apply"],
  ["bcrypt", "is not known before apply"],
];

/** Every function that is evaluated, by its name; for others that are known, why they are not. */
export const functions: ReadonlyMap<string, TerraformFunction | string> = new Map<string, TerraformFunction | string>([
  ...textFunctions,
  ...collectionFunctions,
  ...encodingFunctions,
  ...UNKNOWABLE,
]);
