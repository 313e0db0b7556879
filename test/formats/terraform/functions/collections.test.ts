import { expect, test } from "vitest";

import { EvaluationError, LimitError } from "../../../../src/formats/terraform/language/evaluation-error.ts";
import { listOf, nullOf, object, text, tuple, unknown } from "../../../../src/formats/terraform/language/term.ts";
import { DYNAMIC, listType, NUMBER, setType, STRING } from "../../../../src/formats/terraform/language/types.ts";
import { evaluated, result } from "./evaluating.ts";

const NAMES = {
  later: unknown(DYNAMIC, "it is still to come"),
  word: unknown(STRING, "it is still to come"),
  words: unknown(listType(STRING), "it is still to come"),
  pair: unknown({ kind: "tuple", elements: [STRING, NUMBER] }, "it is still to come"),
  secret: text("hunter2", { sensitive: true }),
  secrets: tuple([text("hunter2", { sensitive: true })]),
};

test.each([
  ["concat(tolist([1]), tolist(['a']))", 'list["1", "a"]'],
  ["concat(tolist(['a']), [1])", '["a", 1]'],
  ["concat(words, ['a'])", "?dynamic"],
  ["concat(words, tolist([1]))", "?list(string)"],
  ["merge(tomap({a = 1}), tomap({b = 2}))", "map{a: 1, b: 2}"],
  ["merge(tomap({a = 1}), {b = 'x'})", '{a: 1, b: "x"}'],
  ["merge()", "{}"],
  ["merge(null, {a = null})", "{a: null dynamic}"],
  ["merge(later, {a = 1})", "?dynamic"],
  ["keys({b = later, a = 1})", '["a", "b"]'],
  ["values({b = later, a = 1})", "[1, ?dynamic]"],
  ["zipmap(['a', 'a'], [1, 2])", "{a: 2}"],
  ["zipmap(['a'], words)", "?map(string)"],
  ["reverse(pair)", "?[number, string]"],
  ["length(pair)", "2"],
  ["slice(pair, 1, 2)", "?[number]"],
  ["element(pair, 3)", "?number"],
  ["setproduct([1, 'a'], [true])", 'list[["1", true], ["a", true]]'],
  ["setproduct(['b', 'a'], toset([1]))", 'set[["a", 1], ["b", 1]]'],
  ["setproduct(['a'], [])", "list[]"],
  ["setproduct(pair, [])", "list[]"],
  ["setproduct(words, ['a'])", "?list([string, string])"],
  ["setunion(['a'], [1])", 'set["1", "a"]'],
  ["setintersection(['a', 'b'], toset([]), ['b'])", "set[]"],
  ["setsubtract([], [])", "set[]"],
  ["setunion(words, [1])", "?set(string)"],
  ["coalesce(null, 1, 'a')", '"1"'],
  ["coalesce('', word, 'a')", "?string"],
  ["coalescelist([], [null])", "[null dynamic]"],
  ["one([])", "null dynamic"],
  ["one(tolist(null))", EvaluationError],
  ["one(toset([]))", "null dynamic"],
  ["element(['a', 'b', 'c'], -1)", '"c"'],
  ["element(['a', 'b', 'c'], 1e30)", EvaluationError],
  ["element(toset(['a']), 0)", EvaluationError],
  ["element([], 0)", EvaluationError],
  ["index([1, '1'], '1')", "1"],
  ["chunklist(['a', 'b', 'c'], 2)", 'list[list["a", "b"], list["c"]]'],
  ["chunklist(['a'], 0)", 'list[list["a"]]'],
  ["chunklist(['a'], 1e15)", 'list[list["a"]]'],
  ["chunklist(['a'], -1)", EvaluationError],
  ["distinct([1, '1', 1])", 'list["1"]'],
  ["compact(['a', '', null])", 'list["a"]'],
  ["sort(['b', null])", EvaluationError],
  ["sort(['\u{10000}', '\uffff'])", 'list["\uffff", "\u{10000}"]'],
  ["sum([])", EvaluationError],
  ["sum([0.1, '0.2'])", "0.3"],
  ["sum({a = 1})", EvaluationError],
  ["range(1024 + 1)", EvaluationError],
  ["length(range(1024))", "1024"],
  ["range(3, 0, -2)", "list[3, 1]"],
  ["range(0, 3, -1)", EvaluationError],
  ["lookup({a = 1}, 'b')", EvaluationError],
  ["lookup({a = 1}, 'a', 2, 3)", EvaluationError],
  ["lookup(tomap({a = 'x'}), 'b', [])", EvaluationError],
  ["lookup({}, 'b', null)", "null dynamic"],
  ["transpose({a = ['x', 'y'], b = ['x']})", 'map{x: list["a", "b"], y: list["a"]}'],
  ["matchkeys(['a', 'b'], [1, 2], ['2'])", 'list["b"]'],
  ["flatten([['a', [null]], toset(['b'])])", '["a", null dynamic, "b"]'],
  ["flatten({})", EvaluationError],
  ["length(null)", EvaluationError],
  ["length(true)", EvaluationError],
  ["contains('abc', 'a')", EvaluationError],
  ["contains(later, null)", "?dynamic"],
  ["alltrue([])", "true"],
  ["alltrue([null])", "false"],
  ["anytrue([null, 'true'])", "true"],
  ["list('a')", EvaluationError],
  ["map('a', 1)", EvaluationError],
])("%s", (expression, wanted) => {
  const quoted = expression.replaceAll("'", '"');
  if (typeof wanted === "string") expect(result(quoted, NAMES)).toBe(wanted);
  else expect(() => result(quoted, NAMES)).toThrow(wanted);
});

test("a refusal shows no secret", () => {
  for (const expression of [
    "lookup({}, secret)",
    "lookup(tomap({a = 1}), secret)",
    "index(['a'], secret)",
    "tonumber(secret)",
    "tobool(secrets)",
    "tomap(secret)",
    "sum(secrets)",
    "slice(secrets, 0, 4)",
    "range(secret)",
    "file(secret)",
    "fileset(secret, '[')",
    "templatefile(secret, {})",
    "templatestring(secret, {a = null}.a)",
  ]) {
    const quoted = expression.replaceAll("'", '"');
    expect(() => evaluated(quoted, NAMES)).toThrow(EvaluationError);
    expect(() => evaluated(quoted, NAMES)).not.toThrow(/hunter2/);
  }
});

test("what would be too large to hold is not begun", () => {
  const long = listOf(
    NUMBER,
    Array.from({ length: 1000 }, () => evaluated("1")),
  );
  expect(() => evaluated("setproduct(long, long, long)", { long })).toThrow(LimitError);
  expect(() => evaluated("try(setproduct(long, long, long), 1)", { long })).toThrow(LimitError);
  expect(result("length(setproduct(long, [1]))", { long })).toBe("1000");
});

test("a list of many elements is worked through in little time", { timeout: 3_000 }, () => {
  const words = Array.from({ length: 30_000 }, (_, index) => text(`w${index}`));
  const long = listOf(STRING, words);
  expect(result("length(distinct(long))", { long })).toBe("30000");
  expect(result("length(matchkeys(long, long, long))", { long })).toBe("30000");
  expect(result("length(setsubtract(long, long))", { long })).toBe("0");
});

test("why a part is not known is kept", () => {
  for (const expression of [
    "concat(words, ['a'])",
    "sort([word])[0]",
    "merge(later, {})",
    "toset(words)",
    "one(words)",
  ]) {
    const term = evaluated(expression.replaceAll("'", '"'), NAMES);
    expect(term).toMatchObject({ kind: "unknown", reason: "it is still to come" });
  }
});

test("an unknown result is known not to be null where the function never gives null", () => {
  expect(result("concat(words, words) == null", NAMES)).toBe("false");
  expect(result("length(words) == null", NAMES)).toBe("false");
  expect(result("one(words) == null", NAMES)).toBe("?bool");
  expect(result("tostring(word) == null", NAMES)).toBe("?bool");
});

const of = { derivedFrom: "aws_x.y" };
const RESOURCE = {
  list: tuple([text("b"), text("a")], of),
  twice: tuple([text("a"), text("a")], of),
  single: tuple([text("a")], of),
  port: text("80", of),
  tags: object(new Map([["a", text("x")]]), of),
  open: { ...object(new Map([["name", text("q")]])), later: () => unknown(DYNAMIC, "it is computed") },
};

test.each([
  // A list in the code may be a set in the provider's schema.
  ["length(list)", "2~of aws_x.y"],
  ["length(twice)", "?number~of aws_x.y"],
  ["reverse(list)", "?dynamic~of aws_x.y"],
  ["tolist(list)", "?list(dynamic)~of aws_x.y"],
  ["reverse(single)", '["a"]~of aws_x.y'],
  ["toset(list)", 'set["a", "b"]~of aws_x.y'],
  ["sort(list)", 'list["a", "b"]~of aws_x.y'],
  ["compact(list)", "?list(string)~of aws_x.y"],
  ["flatten([list])", "?dynamic~of aws_x.y"],
  ["contains(list, 'a')", "true~of aws_x.y"],
  ["setunion(list, ['c'])", 'set["a", "b", "c"]~of aws_x.y'],
  // These refuse sets, so that it is a list where the configuration is valid.
  ["element(list, 0)", '"b"~of aws_x.y'],
  ["concat(list, ['c'])", '["b", "a", "c"]~of aws_x.y'],
  ["index(list, 'a')", "1~of aws_x.y"],
  // A string in the code may be a number in the provider's schema.
  ["contains([80], port)", "?bool~of aws_x.y"],
  ["sum(port)", "?dynamic~of aws_x.y"],
  ["lookup(tags, 'a')", '"x"~of aws_x.y'],
  ["lookup(tags, 'b')", "?dynamic~of aws_x.y"],
  ["merge(tags, {b = 1})", '{a: "x", b: 1}~of aws_x.y'],
  ["issensitive(port)", "?bool"],
  // Which attributes there are is not known.
  ["length(open)", "?number"],
  ["keys(open)", "?dynamic"],
  ["merge(open, {a = 1})", "?dynamic"],
])("of a resource's argument: %s", (expression, wanted) => {
  expect(result(expression.replaceAll("'", '"'), RESOURCE)).toBe(wanted);
});

test("marks of null and of what is not known stay", () => {
  const names = {
    nothing: nullOf(STRING, { sensitive: true }),
    later: unknown(setType(STRING), "later", { sensitive: true, ephemeral: true }),
  };
  expect(result("tostring(nothing)", names)).toBe("null string~sensitive");
  expect(result("length(later)", names)).toBe("?number~sensitive~ephemeral");
  expect(result("concat(['a'], tolist(later))".replaceAll("'", '"'), names)).toBe("?dynamic~sensitive~ephemeral");
  expect(result("reverse(later)", names)).toBe("?list(string)~sensitive~ephemeral");
});
