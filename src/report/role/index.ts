import { cloudformationRole } from "./cloudformation.ts";
import type { ReadRole } from "./policies.ts";
import { terraformRole } from "./terraform.ts";

export type { ReadRole } from "./policies.ts";

/** How `plumbline role` can write roles, by the name of the format. */
export const roleFormats = { cloudformation: cloudformationRole, terraform: terraformRole } as const satisfies Record<
  string,
  (roles: readonly ReadRole[]) => string
>;
