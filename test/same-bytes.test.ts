import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCase, withoutVolatile } from "./support/run-case.ts";

const CASES = new URL("./cases/", import.meta.url).pathname;

/** Cases that between them have every verdict, every kind of failure and an error, and are run twice. */
const TWICE = new Set([
  "cloudformation-generated-names-through-the-stack",
  "cloudformation-unparsable",
  "config-unknown-key",
  "hostile-text-renders-as-text",
  "policy-and-waivers",
  "read-denied-in-the-handler",
  "read-reset",
  "terraform-literal-arns",
  "terraform-missing-data-source",
  "terraform-name-taken",
  "terraform-unresolved",
  "two-targets-one-unreachable",
]);

/** The text of a report without what differs from run to run, keys in the order in which they were printed. */
function stable(output: string): string {
  return JSON.stringify(withoutVolatile(output));
}

describe.concurrent("the same inputs give the same bytes, times and request ids aside", { timeout: 60_000 }, () => {
  it.each([...TWICE])("%s", async (name) => {
    const folder = join(CASES, name);
    const first = await runCase(folder);
    const second = await runCase(folder);
    expect({ exit: second.exit, stderr: second.stderr }).toEqual({ exit: first.exit, stderr: first.stderr });
    expect(stable(second.stdout)).toBe(stable(first.stdout));
  });
});
