import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { areas, readArea } from "./corpus.ts";
import { differenceIn } from "./difference.ts";
import { generatedAreas } from "./generate.ts";
import { parseSignatures } from "./signatures.ts";

const SHOWN = 20;

/** What `terraform console` of Terraform 1.11 printed, or that it refused; `record.ts` says how it was recorded. */
test.each(await areas())(
  "%s: expressions come to what the console prints, errors included",
  { timeout: 90_000 },
  async (area) => {
    const rows = await readArea(area);
    const different: string[] = [];
    for (const row of rows) {
      const difference = await differenceIn(row);
      if (difference !== undefined) different.push(difference);
    }
    const more = different.length > SHOWN ? [`… and ${different.length - SHOWN} more`] : [];
    const report = [`${different.length} of ${rows.length} differ`, ...different.slice(0, SHOWN), ...more].join("\n");
    expect(report).toBe(`0 of ${rows.length} differ`);
  },
);

test("there are more than 3,000, values and errors, all recorded", async () => {
  const rows = (await Promise.all((await areas()).map((area) => readArea(area)))).flat();
  expect(rows.filter(({ answer }) => !answer).map(({ expression }) => expression)).toEqual([]);
  const errors = rows.filter(({ answer }) => answer && "error" in answer).length;
  expect(rows.length - errors).toBeGreaterThan(2_500);
  expect(errors).toBeGreaterThan(800);
});

test("the generated expressions are those that the seed gives", async () => {
  const signatures = parseSignatures(await readFile(new URL("functions-1.11.json", import.meta.url), "utf8"));
  for (const [area, expressions] of generatedAreas(signatures)) {
    const rows = await readArea(area);
    expect(rows.map(({ expression }) => expression)).toEqual(expressions);
  }
});
