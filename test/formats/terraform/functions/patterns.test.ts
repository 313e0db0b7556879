import { expect, test } from "vitest";

import { EvaluationError, LimitError } from "../../../../src/formats/terraform/language/evaluation-error.ts";
import { text } from "../../../../src/formats/terraform/language/term.ts";
import { evaluated, result } from "./evaluating.ts";
import { NAMES } from "./names.ts";

test.each([
  ["regex('b+', 'abbc')", '"bb"'],
  ["regex('(a)(x)?', 'ab')", '["a", null string]'],
  ["regex('(?P<first>a)(?P<second>b)', 'ab')", '{first: "a", second: "b"}'],
  ["regex('x', 'abc')", EvaluationError],
  ["regex('(', 'abc')", EvaluationError],
  ["regex('(?P<a>b)(c)', 'bc')", EvaluationError],
  ["regex('(?=a)', 'a')", EvaluationError],
  ["regex('a', null)", EvaluationError],
  ["regex('a', word)", "?string"],
  ["regex('(a)', word)", "?[string]"],
  ["regex('(?P<n>a)', word)", "?{n: string}"],
  ["regex('(', word)", EvaluationError],
  ["regex(word, 'a')", "?dynamic"],
  ["regex('h.', secret)", '"hu"~sensitive'],
  ["regex('(h)', secret)", '["h"]~sensitive'],
  // Go takes two captures of one name, and our engine does not.
  ["regex('(?P<a>x)(?P<a>y)', 'xy')", "?dynamic"],
  ["can(regex('(?P<a>x)(?P<a>y)', 'xy'))", "?bool"],
  ["can(regex('(', 'xy'))", "false"],
  ["regexall('a.', 'abac')", 'list["ab", "ac"]'],
  ["regexall('x', 'abc')", "list[]"],
  ["regexall('(a)(b)?', 'abac')", 'list[["a", "b"], ["a", null string]]'],
  ["regexall('(', 'a')", EvaluationError],
  ["regexall('(a)', word)", "?list([string])"],
  ["regexall(word, 'a')", "?list(dynamic)"],
  ["length(regexall('a', word))", "?number"],
  ["replace('a-b-c', '-', '+')", '"a+b+c"'],
  ["replace('abc', '', '-')", '"-a-b-c-"'],
  ["replace('abc', '/[ab]/', 'x')", '"xxc"'],
  ["replace('abc', '/(a)(b)/', '$2$1')", '"bac"'],
  ["replace('a/b', '/', '-')", '"a-b"'],
  ["replace('ab', '//', '-')", '"-a-b-"'],
  ["replace('abc', '/(/', '')", EvaluationError],
  ["replace(word, 'a', 'b')", "?string"],
  ["replace('a', 'a', secret)", '"hunter2"~sensitive'],
  ["replace('a', null, 'b')", EvaluationError],
])("%s", (expression, wanted) => {
  const quoted = expression.replaceAll("'", '"');
  if (typeof wanted === "string") expect(result(quoted, NAMES)).toBe(wanted);
  else expect(() => result(quoted, NAMES)).toThrow(wanted);
});

test("what backtracks elsewhere takes its time from the length of the text", () => {
  const names = { long: text("a".repeat(50_000)) };
  expect(() => evaluated('regex("^(a+)+$", "${long}!")', names)).toThrow("pattern did not match");
  expect(result('replace("${long}!", "/(a|aa)+$/", "")', names)).toContain("a!");
});

test("searches beyond a bound are unknown, and many searches end", () => {
  const names = { long: text("a".repeat(600_000)) };
  expect(result('regex("(a{1,100}b?){3}", long)', names)).toMatch(/^\?/);
  expect(() => evaluated('[for index in range(1000) : regexall("(x+x+)+y", long)]', names)).toThrow(LimitError);
});

test("more matches than a list may hold are beyond what is worked out", () => {
  expect(() => evaluated('regexall("a", long)', { long: text("a".repeat(300_000)) })).toThrow(LimitError);
});

test("a replacement that multiplies the text is not made", () => {
  const names = { long: text("a".repeat(100_000)) };
  expect(result('replace(long, "a", long)', names)).toBe("?string");
  expect(result('replace(long, "/a/", long)', names)).toBe("?string");
});
