import { cdk } from "./cdk/index.ts";
import { cloudformation } from "./cloudformation/index.ts";
import type { Format } from "./format.ts";
import { terraform } from "./terraform/index.ts";

/** Every format. A new one is a folder and one line here; the first that recognizes a root reads it. */
export const formats: readonly Format[] = [terraform, cdk, cloudformation];
