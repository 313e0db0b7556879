import { expect, test } from "vitest";

import { EvaluationError, LimitError } from "../../../../src/formats/terraform/language/evaluation-error.ts";
import { text } from "../../../../src/formats/terraform/language/term.ts";
import { evaluated, result } from "./evaluating.ts";
import { NAMES } from "./names.ts";

test.each([
  ["base64encode('é')", '"w6k="'],
  ["base64decode('w6k=')", '"é"'],
  ["base64decode('!')", EvaluationError],
  ["base64decode('/w==')", EvaluationError],
  ["base64decode(word)", "?string"],
  ["base64decode(base64encode(secret))", '"hunter2"~sensitive'],
  ["base64gzip('a')", "?string"],
  ["base64gzip(secret)", "?string~sensitive"],
  ["can(base64gzip('a'))", "?bool"],
  ["base64gzip(null)", EvaluationError],
  ["textencodebase64('é', 'ISO-8859-1')", '"6Q=="'],
  ["textdecodebase64('6Q==', 'ISO-8859-1')", '"é"'],
  ["textencodebase64('日', 'ISO-8859-1')", EvaluationError],
  ["textencodebase64('a', 'no-such-set')", EvaluationError],
  ["textencodebase64('日本', 'Shift_JIS')", "?string"],
  ["urlencode('a b&é')", '"a+b%26%C3%A9"'],
  ["csvdecode('a,b\\n1,2\\n')", 'list[{a: "1", b: "2"}]'],
  ["csvdecode('a,b\\n')", "list[]"],
  ["csvdecode('a,a\\n1,2')", EvaluationError],
  ["csvdecode('')", EvaluationError],
  ["csvdecode('a,b\\n1')", EvaluationError],
  ["csvdecode(word)", "?dynamic"],
  ["csvdecode(secret)", "list[]~sensitive"],
  ["md5('')", '"d41d8cd98f00b204e9800998ecf8427e"'],
  ["sha1(1)", '"356a192b7913b04c54574d18c28d46e6395428ab"'],
  ["base64sha256('')", '"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="'],
  ["length(sha512(''))", "128"],
  ["length(base64sha512(''))", "88"],
  ["sha256(word)", "?string"],
  ["sha256([])", EvaluationError],
  ["uuidv5('dns', 'www.example.com')", '"2ed6657d-e927-568b-95e1-2665a8aea6a2"'],
  ["uuidv5('what', 'a')", EvaluationError],
  ["rsadecrypt('!', 'a')", EvaluationError],
  ["rsadecrypt('YWJj', 'a')", EvaluationError],
  [
    "jsonencode({b = [1, 2.50, true, null], a = '<é>'})",
    '"{\\"a\\":\\"\\\\u003cé\\\\u003e\\",\\"b\\":[1,2.5,true,null]}"',
  ],
  ["jsonencode(toset(['b', 'a']))", '"[\\"a\\",\\"b\\"]"'],
  ["jsonencode(null)", '"null"'],
  ["jsonencode(1/0)", EvaluationError],
  ["jsonencode({a = secret})", '"{\\"a\\":\\"hunter2\\"}"~sensitive'],
  ["jsonencode(later)", "?string"],
  ["jsonencode({a = [later]})", "?string"],
  ["startswith(jsonencode({a = later}), '{')", "true"],
  ["startswith(jsonencode([later]), '{')", "false"],
  ["startswith(jsonencode(upper(word)), '!')", "false"],
  ["startswith(jsonencode(word), '!')", "?bool"],
  ["startswith(jsonencode(later), '!')", "?bool"],
  ["jsonencode(word) == null", "false"],
  ["yamlencode(later)", "?string"],
  ["yamlencode({a = later})", "?string"],
  ["yamlencode(word) == null", "?bool"],
  ["yamlencode({b = [1], a = 'x'})", '"\\"a\\": \\"x\\"\\n\\"b\\":\\n- 1\\n"'],
  ["yamlencode(null)", '"null\\n...\\n"'],
  // A resource's argument may be of another type in the provider's schema than it is written as.
  ["jsonencode(ofResource.name)", '"\\"orders\\""~of aws_x.y'],
  ["jsonencode([ofResource.single])", '"[[\\"a\\"]]"~of aws_x.y'],
  ["jsonencode(ofResource.digits)", "?string~of aws_x.y"],
  ["jsonencode([ofResource.count])", "?string~of aws_x.y"],
  ["jsonencode(ofResource.block)", "?string~of aws_x.y"],
  ["jsonencode({a = ofResource.listed})", "?string~of aws_x.y"],
  ["yamlencode({a = ofResource.digits})", "?string~of aws_x.y"],
  ["jsonencode(resource)", "?string~of aws_x.y"],
  ["jsonencode([resource])", "?string~of aws_x.y"],
  ['jsondecode(\'{\\"b\\": [1, \\"x\\"], \\"a\\": null}\')', '{a: null dynamic, b: [1, "x"]}'],
  ["jsondecode('123456789012345678901234567890')", "123456789012345678901234567890"],
  ["jsondecode('{')", EvaluationError],
  ["jsondecode('')", EvaluationError],
  ["jsondecode(word)", "?dynamic"],
  ["jsondecode(jsonencode({a = secret})).a", '"hunter2"~sensitive'],
  ['jsondecode("\\"${word}")', "?string"],
  ['jsondecode("-${word}")', "?number"],
  ['jsondecode("[${word}")', "?dynamic"],
  ['jsondecode("?${word}")', EvaluationError],
  ["yamldecode('a: [1, yes, ~]')", "{a: [1, true, null dynamic]}"],
  ["yamldecode('a: &x 1\\nb: *x')", "{a: 1, b: 1}"],
  ["yamldecode('[')", EvaluationError],
  ["yamldecode(word)", "?dynamic"],
])("%s", (expression, wanted) => {
  const quoted = expression.replaceAll("'", '"');
  if (typeof wanted === "string") expect(result(quoted, NAMES)).toBe(wanted);
  else expect(() => result(quoted, NAMES)).toThrow(wanted);
});

test("a table without rows has columns", () => {
  expect(evaluated('csvdecode("a,b\\n")')).toMatchObject({
    kind: "list",
    element: {
      kind: "object",
      attributes: new Map([
        ["a", { kind: "string" }],
        ["b", { kind: "string" }],
      ]),
    },
  });
});

test("documents that are too deep or too large end, and are not refused", { timeout: 20_000 }, () => {
  const names = {
    deep: text("[".repeat(2_000) + "]".repeat(2_000)),
    deeper: text("[".repeat(200_000) + "]".repeat(200_000)),
    wide: text(`[${"1,".repeat(250_000)}1]`),
    laughs: text(
      `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghi"
        .split("")
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[index]}`).join(",")}]`)
        .join("\n")}`,
    ),
    noYaml: text('"'.repeat(140_000)),
    long: text("- a\n".repeat(100_000)),
    rows: text(`a,b,c\n${"1,2,3\n".repeat(80_000)}`),
  };
  expect(() => evaluated("jsondecode(deep)", names)).toThrow(LimitError);
  expect(() => evaluated("jsondecode(wide)", names)).toThrow(LimitError);
  expect(() => evaluated("csvdecode(rows)", names)).toThrow(LimitError);
  expect(() => evaluated("yamldecode(noYaml)", names)).toThrow("invalid YAML syntax");
  for (const expression of ["jsondecode(deeper)", "yamldecode(deep)", "yamldecode(laughs)", "yamldecode(long)"]) {
    expect(bounded(expression, names)).toBe(true);
  }
});

/** Whether an expression is unknown, or beyond what is worked out. */
function bounded(expression: string, names: Parameters<typeof evaluated>[1]): boolean {
  try {
    return evaluated(expression, names).kind === "unknown";
  } catch (error) {
    return error instanceof LimitError;
  }
}
