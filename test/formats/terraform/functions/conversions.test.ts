import { expect, test } from "vitest";

import { EvaluationError } from "../../../../src/formats/terraform/language/evaluation-error.ts";
import { nullOf, object, text, unknown } from "../../../../src/formats/terraform/language/term.ts";
import { DYNAMIC, STRING } from "../../../../src/formats/terraform/language/types.ts";
import { result } from "./evaluating.ts";

const NAMES = {
  later: unknown(DYNAMIC, "it is still to come"),
  word: unknown(STRING, "it is still to come"),
  secret: text("hunter2", { sensitive: true }),
  token: text("t", { ephemeral: true }),
  both: text("t", { ephemeral: true, sensitive: true }),
  fleeting: unknown(STRING, "it is still to come", { ephemeral: true }),
  absent: nullOf(STRING, { ephemeral: true }),
};

test.each([
  ["tostring(1.50)", '"1.5"'],
  ["tostring(null)", "null string"],
  ["tostring([])", EvaluationError],
  ["tonumber('0x10')", EvaluationError],
  ["tonumber('1e2')", "100"],
  ["tonumber(true)", EvaluationError],
  ["tobool('1')", "true"],
  ["tobool('yes')", EvaluationError],
  ["tobool(1)", EvaluationError],
  ["tolist([1, 'a', true])", 'list["1", "a", "true"]'],
  ["tolist([1, []])", EvaluationError],
  ["tolist(toset(['b', 'a']))", 'list["a", "b"]'],
  ["toset(['b', 'a', 'b'])", 'set["a", "b"]'],
  ["toset([secret])", 'set["hunter2"]~sensitive'],
  ["tomap({a = 1, b = 'x'})", 'map{a: "1", b: "x"}'],
  ["tomap({a = 1, b = {}})", EvaluationError],
  ["tolist(later)", "?list(dynamic)"],
  ["tonumber(word)", "?number"],
  ["convert([], list(string))", "list[]"],
  ["convert(['1'], set(number))", "set[1]"],
  ["convert({a = 1, b = 2}, object({a = string}))", '{a: "1"}'],
  [
    "convert({test = {}}, map(object({attr = optional(string), with_default = optional(string, 'default')})))",
    'map{test: {attr: null string, with_default: "default"}}',
  ],
  ["convert(later, number)", "?number"],
  ["convert('a', number)", EvaluationError],
  ["convert('a', what)", EvaluationError],
  ["convert('a')", EvaluationError],
  ["sensitive(1)", "1~sensitive"],
  ["sensitive(later)", "?dynamic~sensitive"],
  ["nonsensitive(secret)", '"hunter2"'],
  ["nonsensitive(both)", '"t"~ephemeral'],
  ["nonsensitive([secret])", '["hunter2"~sensitive]'],
  ["issensitive(secret)", "true"],
  ["issensitive([secret])", "false"],
  ["issensitive(later)", "?bool"],
  ["ephemeralasnull(token)", "null string"],
  ["ephemeralasnull(both)", "null string~sensitive"],
  ["ephemeralasnull(fleeting)", "?string"],
  ["ephemeralasnull(absent)", "null string"],
  ["ephemeralasnull({a = [token, 1], b = secret})", '{a: [null string, 1], b: "hunter2"~sensitive}'],
  ["ephemeralasnull(later)", "?dynamic"],
])("%s", (expression, wanted) => {
  const quoted = expression.replaceAll("'", '"');
  if (typeof wanted === "string") expect(result(quoted, NAMES)).toBe(wanted);
  else expect(() => result(quoted, NAMES)).toThrow(wanted);
});

test("core:: names the same functions", () => {
  expect(result("core::length([1])")).toBe("1");
  expect(() => result("core::nothing([1])")).toThrow(EvaluationError);
});

test("what a resource gives may be of another type", () => {
  const attribute = object(new Map([["a", text("x")]]), { derivedFrom: "aws_x.y" });
  expect(result("tostring(attribute)", { attribute })).toBe("?dynamic~of aws_x.y");
  expect(result("tomap(attribute)", { attribute })).toBe('map{a: "x"}~of aws_x.y');
});
