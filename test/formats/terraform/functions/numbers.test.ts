import { expect, test } from "vitest";

import { EvaluationError } from "../../../../src/formats/terraform/language/evaluation-error.ts";
import { evaluated, result } from "./evaluating.ts";
import { NAMES } from "./names.ts";

test.each([
  ["abs(-1.5)", "1.5"],
  ["abs('-2')", "2"],
  ["abs('x')", EvaluationError],
  ["abs(null)", EvaluationError],
  ["abs(amount)", "?number"],
  ["abs(later)", "?number"],
  ["abs(sensitive(-1))", "1~sensitive"],
  ["ceil(1.2)", "2"],
  ["floor(-1.2)", "-2"],
  ["floor(1/0)", "+Inf"],
  ["max(1, '3', 2)", "3"],
  ["max()", EvaluationError],
  ["max(1, amount)", "?number"],
  ["max(1, later)", "?number"],
  ["max([1, 2]...)", "2"],
  ["max(1, null)", EvaluationError],
  ["min(1, sensitive(0))", "0~sensitive"],
  ["min([]...)", EvaluationError],
  ["log(16, 2)", "4"],
  ["log(-1, 2)", EvaluationError],
  ["pow(2, 10)", "1024"],
  ["pow(-8, 0.5)", EvaluationError],
  ["signum(-3)", "-1"],
  ["signum(0.5)", EvaluationError],
  ["parseint('ff', 16)", "255"],
  ["parseint('-Z', 62)", "-61"],
  ["parseint('2', 2)", EvaluationError],
  ["parseint('1', 63)", EvaluationError],
  ["parseint('1', 1.5)", EvaluationError],
  ["parseint(10, 10)", EvaluationError],
  ["parseint(amount, 10)", EvaluationError],
  ["parseint(null, 10)", EvaluationError],
  ["parseint(word, 10)", "?number"],
  ["parseint(later, 10)", "?dynamic"],
  ["parseint('1', amount)", "?number"],
  ["parseint(sensitive('7'), 10)", "7~sensitive"],
  ["parseint(ofResource.count, 10)", "?dynamic~of aws_x.y"],
])("%s", (expression, wanted) => {
  const quoted = expression.replaceAll("'", '"');
  if (typeof wanted === "string") expect(result(quoted, NAMES)).toBe(wanted);
  else expect(() => result(quoted, NAMES)).toThrow(wanted);
});

test("digits that are too many for us are unknown, not refused", () => {
  const digits = '"${join("", [for index in range(1000) : format("%0100d", index)])}"';
  expect(evaluated(`parseint(${digits}, 10)`)).toMatchObject({
    kind: "unknown",
    type: { kind: "number" },
    reason: "the number has too many digits",
  });
  expect(result(`can(parseint(${digits}, 10))`)).toBe("?bool");
});

test("a number that takes too long to be written out is unknown, in a string and by itself", () => {
  expect(result('"${1e-400000}!"')).toBe("?string");
  expect(result("tostring(1e-400000)")).toBe("?string");
  expect(result("jsonencode({ a = 1e-400000 })")).toBe("?string");
});

test("the parameter that is to blame is named", () => {
  expect(() => result('parseint("1", 99)')).toThrow("function `parseint`: `base`: base must be a whole number");
  expect(() => result('regex("(", "a")')).toThrow("function `regex`: `pattern`: invalid regexp pattern");
  expect(() => result('timecmp("2020-01-01T00:00:00Z", "x")')).toThrow("`timestamp_b`");
});

test.each([
  "parseint(secret, 10)",
  "base64decode(secret)",
  "cidrhost(secret, 1)",
  "formatdate(secret, secret)",
  'timeadd("2020-01-01T00:00:00Z", secret)',
  "timecmp(secret, secret)",
  'uuidv5(secret, "a")',
  'regex("${secret}(", "a")',
  'regex(secret, "a")',
  'rsadecrypt("!${secret}", secret)',
  'textencodebase64("a", secret)',
  "jsondecode(secret)",
  'yamldecode("[${secret}")',
  'csvdecode("${secret},${secret}")',
  'format("%z${secret}", 1)',
  'format("%d", secret)',
  "cidrhost(token, 1)",
  "tonumber(secret)",
])("%s does not show what is secret", (expression) => {
  const thrown = refusal(expression);
  expect(thrown).toBeInstanceOf(EvaluationError);
  expect(String(thrown)).not.toMatch(/hunter2|t0ken/);
});

function refusal(expression: string): unknown {
  try {
    return evaluated(expression, NAMES);
  } catch (error) {
    return error;
  }
}
