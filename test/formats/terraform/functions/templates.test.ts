import { expect, test } from "vitest";

import { EvaluationError, LimitError } from "../../../../src/formats/terraform/language/evaluation-error.ts";
import { text, unknown } from "../../../../src/formats/terraform/language/term.ts";
import { DYNAMIC, STRING } from "../../../../src/formats/terraform/language/types.ts";
import { attributes, evaluated, repository, result } from "./evaluating.ts";

const FILES = repository({
  "infra/prod/main.tf": "",
  "infra/prod/hello.tftpl": "Hello, ${name}!\n",
  "infra/prod/list.tftpl": "%{ for x in items ~}\n- ${x}\n%{ endfor ~}\n",
  "infra/prod/value.tftpl": "${value}",
  "infra/prod/wrong.tftpl": "one\ntwo ${upward(name)}\n",
  "infra/prod/fails.tftpl": 'one\ntwo\n${tonumber("x${name}")}\n',
  "infra/prod/broken.tftpl": "${",
  "infra/prod/nested.tftpl": '${templatefile("hello.tftpl", {name = name})}',
  "infra/prod/string.tftpl": "${templatestring(name, {})}",
  "infra/prod/reads.tftpl": '${file("value.tftpl")}',
  "infra/prod/outside.tftpl": "${path.module}",
  "infra/prod/link.tftpl": "link",
});

const NAMES = {
  word: unknown(STRING, "it is still to come"),
  later: unknown(DYNAMIC, "it is still to come"),
  secret: text("hunter2", { sensitive: true }),
  local: attributes({
    greeting: text("Hello, ${name}!"),
    reads: text('${file("value.tftpl")}'),
    nested: text("${templatestring(name, {})}"),
    broken: text("${"),
    value: text("${value}"),
    secret: text("<${name}>", { sensitive: true }),
    later: unknown(STRING, "it is still to come"),
  }),
};

function inFiles(expression: string): string {
  return result(expression.replaceAll("'", '"'), NAMES, FILES);
}

test.each([
  ["templatefile('hello.tftpl', {name = 'you'})", '"Hello, you!\\n"'],
  ["templatefile('./hello.tftpl', tomap({name = 'you'}))", '"Hello, you!\\n"'],
  ["templatefile('list.tftpl', {items = ['a', 1]})", '"- a\\n- 1\\n"'],
  ["templatefile('value.tftpl', {value = [1]})", "[1]"],
  ["templatefile('reads.tftpl', {})", '"${value}"'],
  ["templatefile('hello.tftpl', {name = secret})", '"Hello, hunter2!\\n"~sensitive'],
  ["templatefile('hello.tftpl', {name = 'a', other = secret})", '"Hello, a!\\n"~sensitive'],
  ["templatefile('hello.tftpl', {name = word})", "?string"],
  ["templatefile('hello.tftpl', later)", "?dynamic"],
  ["templatefile(word, {})", "?dynamic"],
  ["templatefile('link.tftpl', {})", "?dynamic"],
  ["templatefile('/etc/motd', {})", "?dynamic"],
  ["templatestring(local.greeting, {name = 'you'})", '"Hello, you!"'],
  ["templatestring(local.value, {value = 1})", '"1"'],
  ["templatestring(local.secret, {name = 'you'})", '"<you>"~sensitive'],
  ["templatestring(local['greeting'], {name = word})", "?string"],
  ["templatestring(local.later, {})", "?string"],
  ["templatestring(local.greeting, later)", "?string"],
])("%s", (expression, wanted) => expect(inFiles(expression)).toBe(wanted));

test.each([
  ["templatefile('hello.tftpl', {})", "which it is not given"],
  ["templatefile('hello.tftpl', {'a b' = 1, name = 1})", "plain word"],
  ["templatefile('hello.tftpl', ['a'])", "a map or an object"],
  ["templatefile('hello.tftpl', null)", "must not be null"],
  ["templatefile('hello.tftpl', {name = null})", "`hello.tftpl`, line 1"],
  ["templatefile('value.tftpl', {value = null})", "null"],
  ["templatefile('wrong.tftpl', {name = 'a'})", "`wrong.tftpl`, line 2"],
  ["templatefile('fails.tftpl', {name = 'a'})", "`fails.tftpl`, line 3"],
  ["templatefile('broken.tftpl', {})", "`broken.tftpl` cannot be read"],
  ["templatefile('nested.tftpl', {name = 'a'})", "cannot be called in a template"],
  ["templatefile('string.tftpl', {name = 'a'})", "cannot be called in a template"],
  ["templatefile('outside.tftpl', {})", "`path`, which it is not given"],
  ["templatefile('nothing.tftpl', {})", "no file `nothing.tftpl`"],
  ["templatestring('plain', {})", "takes a reference"],
  ["templatestring('${local.greeting}', {name = 1})", "takes a reference"],
  ["templatestring(tostring(local.greeting), {name = 1})", "takes a reference"],
  ["templatestring(local.reads, {})", "cannot read files"],
  ["templatestring(local.nested, {name = 'a'})", "cannot be called in a template"],
  ["templatestring(local.broken, {})", "cannot be read"],
  ["templatestring(local, {})", "no string"],
  ["templatestring(local.greeting)", "takes a template and an object"],
])("%s is refused", (expression, message) => {
  expect(() => inFiles(expression)).toThrow(EvaluationError);
  expect(() => inFiles(expression)).toThrow(message);
});

test("a template sees no name but those that it is given, those of a `for` included", () => {
  const expression = '[for name in ["a"] : templatefile("hello.tftpl", {})]';
  expect(() => evaluated(expression, NAMES, FILES)).toThrow("which it is not given");
});

test("an error in a template has its place in it and is reported at the call", () => {
  try {
    evaluated('"${templatefile("fails.tftpl", {name = "a"})}"', NAMES, FILES);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(EvaluationError);
    // Offsets of the call, in the text `x = …` that the expression was parsed in.
    expect((error as EvaluationError).place).toEqual({ at: 7, end: 48 });
  }
});

test("a secret value is not shown by a template that fails", () => {
  expect(() => inFiles("templatefile('fails.tftpl', {name = secret})")).toThrow(EvaluationError);
  expect(() => inFiles("templatefile('fails.tftpl', {name = secret})")).not.toThrow(/hunter2/);
});

test("what a template makes is bounded, and try does not hide it", () => {
  const items = `[${"range(1000), ".repeat(1000)}]`;
  const files = repository({
    "infra/prod/loop.tftpl":
      "%{ for x in items }%{ for y in x }%{ for z in x }0123456789%{ endfor }%{ endfor }%{ endfor }",
  });
  expect(() => evaluated(`try(templatefile("loop.tftpl", {items = ${items}}), "")`, {}, files)).toThrow(LimitError);
});
