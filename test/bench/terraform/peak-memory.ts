import { createDeclarationCaches } from "../../../src/formats/declarations/cache.ts";
import { inTurns, ROOTS_AT_ONCE } from "../../../src/formats/in-turns.ts";
import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import { terraform } from "../../../src/formats/terraform/index.ts";
import { contextOf, treeOf } from "./in-memory.ts";
import { generateRepository, type Repository } from "./repository.ts";

/** Run as a process of its own: declares every root of a large repository once, as a check does, and prints what that took. */

/** `megabytes` (of 10^6 bytes) is the most that was resident at any time. */
export type Peak = { readonly files: number; readonly roots: number; readonly megabytes: number };

/** Repositories side by side in one, each of about 430 files, as a module is called by its neighbours only. */
const PARTS = 27;
const FIRST_SEED = 100;

async function measure(workers: number): Promise<Peak> {
  const { files, roots } = largeRepository();
  const tree = treeOf(files, "large");
  const parsers = createParserPool({ workers });
  const cache = createDeclarationCaches().of("bench");
  try {
    await inTurns(roots, ROOTS_AT_ONCE, async (root) => {
      const units = await cache.declare(contextOf(tree, root, parsers), (context) => terraform.declare(context));
      const declared = units?.get(root);
      if (!declared || declared.blocks.size === 0) throw new Error(`${root} declares nothing`);
      if (declared.problems.length > 0) throw new Error(JSON.stringify(declared.problems));
    });
  } finally {
    await parsers.close();
  }
  const megabytes = Math.round((process.resourceUsage().maxRSS * 1024) / 1e6);
  return { files: Object.keys(files).length, roots: roots.length, megabytes };
}

function largeRepository(): Repository {
  const parts = Array.from({ length: PARTS }, (_, index) => ({
    folder: `part-${index}`,
    ...generateRepository(FIRST_SEED + index),
  }));
  const files = parts.flatMap(({ folder, files: own }) =>
    Object.entries(own).map(([path, text]) => [`${folder}/${path}`, text] as const),
  );
  return {
    files: Object.fromEntries(files),
    roots: parts.flatMap(({ folder, roots }) => roots.map((root) => `${folder}/${root}`)),
  };
}

process.stdout.write(JSON.stringify(await measure(Number(process.argv[2]))));
