import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorSchema, reportSchema } from "../src/report/schema.ts";
import { type CaseRun, runCase, withoutVolatile } from "./support/run-case.ts";
import type { RecordedRequest } from "./world/aws/dispatch.ts";

const CASES = new URL("./cases/", import.meta.url).pathname;

/** `UPDATE_CASES=1` writes what was seen; read the difference before you commit it. */
const isUpdating = process.env["UPDATE_CASES"] === "1";

describe.concurrent("every case, from a local repository to the report's JSON", () => {
  it.each(readdirSync(CASES))("%s", { timeout: 60_000 }, async (name) => {
    const folder = join(CASES, name);
    const run = await runCase(folder);
    const { exit, stdout, stderr } = run;
    expect([0, 1].includes(exit ?? -1) ? stderr : "").toBe("");
    expect(schemaOf(stdout).safeParse(JSON.parse(stdout)).error).toBeUndefined();
    expectFewCalls(run);
    const seen = { exit, output: withoutVolatile(stdout.replaceAll(folder, "<case>")) };
    const file = join(folder, "expected.json");
    if (isUpdating) await writeFile(file, `${JSON.stringify(seen, null, 2)}\n`);
    expect(seen).toEqual(JSON.parse(await readFile(file, "utf8")));
  });
});

function schemaOf(stdout: string): typeof reportSchema | typeof errorSchema {
  return stdout.includes('"schema": "plumbline.error/1"') ? errorSchema : reportSchema;
}

/** Every distinct read once, and two calls to enter an account through a role. What fails is tried again, so only what works may be held to it. */
function expectFewCalls({ requests, notEmulated }: CaseRun): void {
  expect(notEmulated).toEqual([]);
  const entries = requests.filter(({ service }) => service === "sts");
  const roles = new Set(entries.flatMap(({ identifier }) => identifier ?? [])).size;
  expect(entries.length).toBeLessThanOrEqual(2 * roles);
  const answered = requests.filter(
    ({ service, status, error }) =>
      service !== "sts" && status < 500 && status !== 0 && error !== "ThrottlingException",
  );
  expect(answered.map(readKey).toSorted()).toEqual([...new Set(answered.map(readKey))].toSorted());
}

/** Asked twice, these are the same read. */
function readKey({ service, operation, account, region, type, identifier, callerArn }: RecordedRequest): string {
  return JSON.stringify([service, operation, account, region, type, identifier, callerArn]);
}
