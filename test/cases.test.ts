import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCase, withoutVolatile } from "./support/run-case.ts";

const CASES = new URL("./cases/", import.meta.url).pathname;

/** `UPDATE_CASES=1` writes what was seen; read the difference before you commit it. */
const isUpdating = process.env["UPDATE_CASES"] === "1";

describe.concurrent("every case, from a local repository to the report's JSON", () => {
  for (const name of readdirSync(CASES)) {
    it(name, { timeout: 60_000 }, async () => {
      const folder = join(CASES, name);
      const { exit, stdout, stderr } = await runCase(folder);
      expect(stderr === "" || exit === 2, stderr).toBe(true);
      const seen = { exit, output: withoutVolatile(stdout.replaceAll(folder, "<case>")) };
      const file = join(folder, "expected.json");
      if (isUpdating) await writeFile(file, `${JSON.stringify(seen, null, 2)}\n`);
      expect(seen).toEqual(JSON.parse(await readFile(file, "utf8")));
    });
  }
});
