import { expect, test } from "vitest";
import { csvDecode } from "../../../../src/formats/terraform/language/pure/csv.ts";
import { rsaDecrypt } from "../../../../src/formats/terraform/language/pure/digests.ts";
import { format } from "../../../../src/formats/terraform/language/pure/format.ts";
import { jsonDecode } from "../../../../src/formats/terraform/language/pure/json.ts";
import { parseInteger } from "../../../../src/formats/terraform/language/pure/number-parse.ts";
import { regex, regexAll, regexReplace } from "../../../../src/formats/terraform/language/pure/regex.ts";
import { indent, replaceAll } from "../../../../src/formats/terraform/language/pure/text.ts";
import { yamlDecode } from "../../../../src/formats/terraform/language/pure/yaml-decode.ts";
import { argument } from "./plain.ts";

const soon = 2_000;

test("a pattern that backtracks elsewhere takes no longer here", { timeout: soon }, () => {
  expect(regex("(a+)+$", `${"a".repeat(20_000)}!`)).toEqual({
    error: "pattern did not match any part of the given string",
  });
});

test("too much work for a pattern is refused before it begins", { timeout: soon }, () => {
  const text = "x".repeat(1_000_000);
  expect(regexAll("(x{0,500}y){0,2}", text)).toMatchObject({ unsupported: true });
  expect(regex("x".repeat(20_000), text)).toMatchObject({ unsupported: true });
});

test("what would multiply its input has a bound", { timeout: soon }, () => {
  const text = "a\n".repeat(10_000);
  expect(indent(1_000_000, text)).toMatchObject({ unsupported: true });
  expect(replaceAll(text, "a", text)).toMatchObject({ unsupported: true });
  expect(regexReplace(text, "a", "b".repeat(10_000))).toMatchObject({ unsupported: true });
  expect(format("%999999999s", [argument({ kind: "string", value: "x" })])).toMatchObject({ unsupported: true });
  expect(parseInteger("9".repeat(1_000_000), 10, "…")).toMatchObject({ unsupported: true });
});

test("deep nesting ends as a failure", { timeout: 10_000 }, () => {
  expect(yamlDecode("[".repeat(5_000) + "]".repeat(5_000))).toMatchObject({ error: expect.any(String) });
  expect(jsonDecode("[".repeat(200_000) + "]".repeat(200_000))).toMatchObject({ error: expect.any(String) });
});

test("aliases of aliases have a bound", { timeout: soon }, () => {
  const lines = Array.from(
    { length: 40 },
    (_, index) => `a${String(index + 1)}: &a${String(index + 1)} [*a${String(index)}, *a${String(index)}]`,
  );
  expect(yamlDecode(["a0: &a0 x", ...lines].join("\n"))).toMatchObject({ unsupported: true });
  expect(yamlDecode(["a0: &a0 x", ...lines.slice(0, 10)].join("\n"))).toMatchObject({ kind: "object" });
});

test("a key named __proto__ is a key", () => {
  const decoded = jsonDecode('{"__proto__":{"polluted":1}}');
  expect(decoded).toMatchObject({ kind: "object" });
  expect("entries" in decoded && decoded.entries.has("__proto__")).toBe(true);
  expect({}).not.toHaveProperty("polluted");
});

test("long quoted text in CSV is read in one go", { timeout: soon }, () => {
  expect(csvDecode(`a\n"${'""\n'.repeat(100_000)}"\n`)).toMatchObject({ columns: ["a"], rows: { length: 1 } });
});

test("a key that is none does not throw", () => {
  expect(rsaDecrypt("YWJj", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----")).toMatchObject({
    error: expect.any(String),
  });
});
