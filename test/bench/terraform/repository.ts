import type { Random } from "../random.ts";
import { seeded } from "../random.ts";
import { LOCALS, moduleCalls, outputs, VARIABLES, VERSIONS } from "./module.ts";
import { writeResources } from "./resources.ts";

/** A generated repository: texts by path, and the folders of its root modules. */
export type Repository = { readonly files: { readonly [path: string]: string }; readonly roots: readonly string[] };

const MODULES = 12;
const ROOTS = 40;

/**
 * A Terraform repository of about 320 files as they are found in public ones: 1 to 8 KB each, root modules that call
 * shared local modules. Equal seeds give equal repositories.
 */
export function generateRepository(seed: number): Repository {
  const random = seeded(seed);
  const files: { [path: string]: string } = {};
  const modules = Array.from({ length: MODULES }, (_, index) => `service-${index}`);
  for (const module of modules) Object.assign(files, filesOf(random, `modules/${module}`, 2 + random.below(2), []));
  const roots = Array.from({ length: ROOTS }, (_, index) => `live/root-${index}`);
  for (const root of roots) {
    const called = modules.filter(() => random.chance(15));
    Object.assign(files, filesOf(random, root, 3 + random.below(3), called));
    files[`${root}/versions.tf`] = VERSIONS;
    files[`${root}/terraform.tfvars`] =
      'vpc_id     = "vpc-0a1b2c3d4e5f"\nsubnet_ids = ["subnet-0a1b2c3d", "subnet-4e5f6a7b"]\n';
  }
  return { files, roots };
}

function filesOf(
  random: Random,
  folder: string,
  resourceFiles: number,
  called: readonly string[],
): { [path: string]: string } {
  const files: { [path: string]: string } = {
    [`${folder}/variables.tf`]: VARIABLES,
    [`${folder}/main.tf`]: `${LOCALS}\n${moduleCalls(called)}`,
    [`${folder}/outputs.tf`]: outputs(Array.from({ length: 4 + random.below(20) }, (_, index) => `value_${index}`)),
  };
  for (let index = 0; index < resourceFiles; index++) {
    // Half of real files of this kind are under 2 KB, few above 6 KB.
    const bytes = random.chance(50) ? 1_000 + random.below(1_000) : 2_000 + random.below(4_500);
    files[`${folder}/resources_${index}.tf`] = writeResources(random, bytes, index * 100);
  }
  return files;
}
