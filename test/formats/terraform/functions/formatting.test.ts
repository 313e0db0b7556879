import { expect, test } from "vitest";

import { EvaluationError, LimitError } from "../../../../src/formats/terraform/language/evaluation-error.ts";
import { text } from "../../../../src/formats/terraform/language/term.ts";
import { evaluated, result } from "./evaluating.ts";
import { NAMES } from "./names.ts";

test.each([
  ["format('%s-%03d', 'a', 7)", '"a-007"'],
  ["format('%v %v %v', 'a', 1.50, true)", '"a 1.5 true"'],
  ["format('%v', [1, 'a', null])", '"[1,\\"a\\",null]"'],
  ["format('%#v', 'a')", '"\\"a\\""'],
  ["format('%q', 'é<')", '"\\"é\\\\u003c\\""'],
  ["format('%t', 'true')", '"true"'],
  ["format('%[2]s%[1]s', 'a', 'b')", '"ba"'],
  ["format('%%')", '"%"'],
  ["format('%v', absent)", '"null"'],
  ["format('%s', absent)", EvaluationError],
  ["format('%s', null)", "?dynamic"],
  ["format('%s')", EvaluationError],
  ["format('a', 1)", EvaluationError],
  ["format('%d', 'a')", EvaluationError],
  ["format('%d', 1.5)", EvaluationError],
  ["format('%s', [])", EvaluationError],
  ["format(null)", EvaluationError],
  ["format(word, 1)", "?string"],
  ["format('%s', word)", "?string"],
  ["format('%z', word)", "?string"],
  ["format('%s', later)", "?dynamic"],
  ["format('%v', [word])", "?string"],
  ["format('%s', secret)", '"hunter2"~sensitive'],
  ["format('%v', [secret])", '"[\\"hunter2\\"]"~sensitive'],
  ["format(secret)", '"hunter2"~sensitive'],
  ["startswith(format('abc-%s', word), 'abc-')", "true"],
  ["startswith(format('abc-%s', word), 'abd')", "false"],
  ["startswith(format('abc%s', word), 'abc')", "?bool"],
  ["startswith(format('%s-abc', word), 'a')", "?bool"],
  ["format('%s', word) == null", "false"],
  // A resource's argument may be of another type in the provider's schema than it is written as.
  ["format('%s', ofResource.name)", '"orders"~of aws_x.y'],
  ["format('%s %d', ofResource.digits, ofResource.digits)", '"30 30"~of aws_x.y'],
  ["format('%v', ofResource.count)", '"30"~of aws_x.y'],
  ["format('%d', ofResource.large)", '"1000000"~of aws_x.y'],
  ["format('%v', ofResource.large)", "?string~of aws_x.y"],
  ["format('%#v', ofResource.digits)", "?string~of aws_x.y"],
  ["format('%v', ofResource.block)", "?string~of aws_x.y"],
  ["format('%v', [resource])", "?string~of aws_x.y"],
  ["format('%v', resource)", "?dynamic~of aws_x.y"],
  ["formatlist('%s-%s', ['a', 'b'], 'x')", 'list["a-x", "b-x"]'],
  ["formatlist('%s', toset(['b', 'a']))", 'list["a", "b"]'],
  ["formatlist('a')", 'list["a"]'],
  ["formatlist('%s', 'a')", 'list["a"]'],
  ["formatlist('%s', [])", "list[]"],
  ["formatlist('%d', ['x'], [])", EvaluationError],
  ["formatlist('%s%s', ['a'], ['a', 'b'])", EvaluationError],
  ["formatlist('%s%s', ['a', 'b'], [word])", EvaluationError],
  ["formatlist('%s', [null])", EvaluationError],
  ["formatlist('%v', tolist(null))", 'list["null"]'],
  ["formatlist('%s', {a = 1})", EvaluationError],
  ["formatlist('%s', [word, 'a'])", 'list[?string, "a"]'],
  ["formatlist('%s-%s', ['a', 'b'], word)", "list[?string, ?string]"],
  ["formatlist('%s', words)", "?list(string)"],
  ["formatlist('%s-%s', ['a'], words)", "?list(string)"],
  ["formatlist('%s', toset([word, 'a']))", "?list(string)"],
  ["formatlist('%s', later)", "?dynamic"],
  ["formatlist('%s', null)", "?dynamic"],
  ["formatlist('%s', ['a', secret])", 'list["a", "hunter2"]~sensitive'],
  ["formatlist('%s', ofResource.listed)", "?dynamic~of aws_x.y"],
  ["length(formatlist('%s', [word, 'a']))", "2"],
])("%s", (expression, wanted) => {
  const quoted = expression.replaceAll("'", '"');
  if (typeof wanted === "string") expect(result(quoted, NAMES)).toBe(wanted);
  else expect(() => result(quoted, NAMES)).toThrow(wanted);
});

test("long texts over long lists are beyond what is worked out", () => {
  const names = { long: text("x".repeat(900_000)) };
  expect(() => evaluated('formatlist("%s%d", long, range(1000))', names)).toThrow(LimitError);
  expect(() => evaluated('format("%s%s%s", long, long, long)', names)).toThrow(LimitError);
  expect(result('format("%2000000d", 1)')).toBe("?string");
});
