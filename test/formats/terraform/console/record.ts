/**
 * Records what the real Terraform says, where it is installed:
 * `node scripts/node.mjs test/formats/terraform/console/record.ts [--all]`. Without `--all` only expressions that have
 * no answer yet are asked.
 */
import { readFile, writeFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";

import { areas, readArea, writeArea } from "./corpus.ts";
import type { Row } from "./corpus.ts";
import { generatedAreas } from "./generate.ts";
import { signaturesOf } from "./signatures.ts";
import { ask, functionMetadata, whyNotRecordable } from "./terraform.ts";

const SIGNATURES = new URL("functions-1.11.json", import.meta.url);

async function record(all: boolean): Promise<void> {
  const obstacle = await whyNotRecordable();
  if (obstacle !== undefined) {
    process.stderr.write(`${obstacle}\n`);
    process.exitCode = 1;
    return;
  }
  const signatures = signaturesOf(await functionMetadata());
  const before = await readFile(SIGNATURES, "utf8").catch(() => "null");
  // Left as it is formatted while it says the same.
  if (!isDeepStrictEqual(JSON.parse(before), signatures)) {
    await writeFile(SIGNATURES, `${JSON.stringify(signatures, null, 2)}\n`);
  }
  const generated = generatedAreas(signatures);
  for (const area of new Set([...(await areas()), ...generated.keys()]))
    await recordArea(area, generated.get(area), all);
}

async function recordArea(area: string, generated: readonly string[] | undefined, all: boolean): Promise<void> {
  const kept = await readArea(area);
  const answers = new Map(kept.map((row) => [row.expression, row.answer]));
  const expressions = [...new Set(generated ?? kept.map((row) => row.expression))];
  const asked = expressions.filter((expression) => all || !answers.get(expression));
  process.stderr.write(`${area}: ${asked.length} of ${expressions.length}\n`);
  const given = await ask(asked, (done) => process.stderr.write(`  ${done}\n`));
  for (const [index, answer] of given.entries()) answers.set(asked[index] ?? "", answer);
  const rows = expressions.map((expression): Row => {
    const answer = answers.get(expression);
    return answer ? { expression, answer } : { expression };
  });
  await writeArea(area, rows);
}

await record(process.argv.includes("--all"));
