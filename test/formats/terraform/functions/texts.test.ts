import { expect, test } from "vitest";

import { EvaluationError, LimitError } from "../../../../src/formats/terraform/language/evaluation-error.ts";
import { text } from "../../../../src/formats/terraform/language/term.ts";
import { evaluated, result } from "./evaluating.ts";
import { NAMES } from "./names.ts";

test.each([
  ["upper('straße')", '"STRAßE"'],
  ["upper(word)", "?string"],
  ["upper(later)", "?string"],
  ["upper(secret)", '"HUNTER2"~sensitive'],
  ["upper(token)", '"T0KEN"~ephemeral'],
  ["upper(ofResource.name)", '"ORDERS"~of aws_x.y'],
  ["upper(true)", '"TRUE"'],
  ["upper(null)", EvaluationError],
  ["upper(absent)", EvaluationError],
  ["upper([])", EvaluationError],
  ["upper()", EvaluationError],
  ["upper('a', 'b')", EvaluationError],
  ["lower('ÀB')", '"àb"'],
  ["title('hello wörld_x')", '"Hello Wörld_x"'],
  ["strrev('añ')", '"ña"'],
  ["trimspace(' a ')", '"a"'],
  ["chomp('a\\r\\n\\n')", '"a"'],
  ["trim('xxaxx', 'x')", '"a"'],
  ["trimprefix('aab', 'a')", '"ab"'],
  ["trimprefix('b', 'aab')", '"b"'],
  ["trimsuffix('baa', 'a')", '"ba"'],
  ["trimsuffix('a', '')", '"a"'],
  ["trim(word, 'a')", "?string"],
  ["substr('hello', 1, 2)", '"el"'],
  ["substr('hello', -2, -1)", '"lo"'],
  ["substr('hello', 9, 2)", '""'],
  ["substr('hello', 1.5, 2)", EvaluationError],
  ["substr('hello', 1, null)", EvaluationError],
  ["substr('hello', amount, 1)", "?string"],
  ["substr('hello', 0, 18446744073709551616)", EvaluationError],
  ["indent(2, 'a\\nb')", '"a\\n  b"'],
  ["indent(-1, 'a\\nb')", EvaluationError],
  ["indent(100000000, 'a\\nb')", "?string"],
  ["indent(0.5, 'a')", EvaluationError],
  ["split(',', 'a,b')", 'list["a", "b"]'],
  ["split('', 'ab')", 'list["a", "b"]'],
  ["split(',', '')", 'list[""]'],
  ["split(',', secret)", 'list["hunter2"]~sensitive'],
  ["split(',', \"a,${word}\")", "?list(string)"],
  ["join('-', ['a', 1], tolist(['c']))", '"a-1-c"'],
  ["join('-', toset(['b', 'a']))", '"a-b"'],
  ["join('-', [])", '""'],
  ["join('-')", EvaluationError],
  ["join('-', 'a')", EvaluationError],
  ["join('-', ['a', null])", EvaluationError],
  ["join('-', ['a', word])", "?string"],
  ["join('-', [word], [null])", "?string"],
  ["join('-', words)", "?string"],
  ["join('-', ['a', secret])", '"a-hunter2"~sensitive'],
  ["join('-', [ofResource.name, 'a'])", '"orders-a"~of aws_x.y'],
  ["join('-', ofResource.listed)", "?string~of aws_x.y"],
  ["startswith('abc', 'ab')", "true"],
  ["startswith('abc', 'b')", "false"],
  ["startswith('abc', word)", "?bool"],
  ["startswith(word, '')", "true"],
  ["startswith(word, 'a')", "?bool"],
  ["startswith(\"abc-${word}\", 'abc')", "true"],
  ["startswith(\"abc-${word}\", 'abd')", "false"],
  ["startswith(\"abc-${word}\", 'abc-d')", "?bool"],
  ["startswith(\"abc${word}\", 'ab')", "true"],
  ["startswith(\"abc${word}\", 'abc')", "?bool"],
  ["startswith(null, 'a')", EvaluationError],
  // What can still change with what follows is no part of what is known.
  ['startswith("abc=${word}", "abc=")', "?bool"],
  ['startswith("abc1${word}", "abc1")', "?bool"],
  ['startswith("e\u0301-${word}", "é-")', "true"],
  ['startswith("x-${"y-${word}"}", "x-y-")', "?bool"],
  ['startswith("${"y-${word}"}", "y-")', "true"],
  ['"x-${word}" == "y"', "false"],
  ['"x${word}" == "y"', "?bool"],
  ['"xx${word}" == "yy"', "false"],
  ["endswith('abc', 'bc')", "true"],
  ["endswith(word, '')", "?bool"],
  ["strcontains('abc', 'b')", "true"],
  ["strcontains(\"abc-${word}\", 'abc')", "?bool"],
  ["strcontains(word, 'a') == null", "?bool"],
  ["endswith(word, 'a') == null", "false"],
])("%s", (expression, wanted) => {
  const quoted = expression.replaceAll("'", '"');
  if (typeof wanted === "string") expect(result(quoted, NAMES)).toBe(wanted);
  else expect(() => result(quoted, NAMES)).toThrow(wanted);
});

test("a large set is one, and too many arguments are none", () => {
  expect(result('length(toset(split("", substr(long, 0, 150000))))', long)).toBe("1");
  expect(() => evaluated('max(split("", substr(long, 0, 150000))...)', long)).toThrow(LimitError);
});

const long = { long: text("x".repeat(900_000)), many: text("a,".repeat(400_000)) };

test.each(["join(long, range(1000))", "split(',', many)", "split('', long)"])(
  "%s is beyond what is worked out",
  (expression) => {
    expect(() => evaluated(expression.replaceAll("'", '"'), long)).toThrow(LimitError);
  },
);
