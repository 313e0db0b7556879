/** Code that would take forever, or all memory, if it were worked out: each with what is said of it. */
export type Hostile = {
  readonly name: string;
  /** Of the root's `main.tf`. */
  readonly text: string;
  /** What a problem, or the reason of a local without a value, says. */
  readonly says: RegExp;
  /** Files beside it. */
  readonly files?: { readonly [path: string]: string };
};

/** Locals that each are made of the one before, twice. */
function chain(length: number, first: string, next: (before: string) => string): string {
  const rest = Array.from({ length }, (_, index) => `  a${index + 1} = ${next(`local.a${index}`)}`);
  return `locals {\n  a0 = ${first}\n${rest.join("\n")}\n}\n`;
}

function locals(...lines: readonly string[]): string {
  return `locals {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
}

const TOO_LARGE = /too large|too long|too many/;
/** 62,500 pairs, and a text of 50,000 characters. */
const BIG = "big = setproduct(range(250), range(250))";
const LONG = `long = join("", [for i in range(1000) : "${"é".repeat(50)}"])`;
const AGAIN = "for i in range(1024)";

export const DOUBLING: readonly Hostile[] = [
  { name: "a string", text: chain(40, '"xxxxxxxxxx"', (a) => `"\${${a}}\${${a}}"`), says: TOO_LARGE },
  { name: "join", text: chain(40, '"xxxxxxxxxx"', (a) => `join(${a}, [${a}, ${a}, ${a}])`), says: TOO_LARGE },
  { name: "format", text: chain(40, '"xxxxxxxxxx"', (a) => `format("%s%s", ${a}, ${a})`), says: TOO_LARGE },
  { name: "jsonencode", text: chain(40, '"x"', (a) => `jsonencode([${a}, ${a}])`), says: TOO_LARGE },
  { name: "replace", text: chain(40, '"xx"', (a) => `replace(${a}, "x", ${a})`), says: TOO_LARGE },
  { name: "concat", text: chain(40, "[1]", (a) => `concat(${a}, ${a})`), says: TOO_LARGE },
  { name: "lists in lists", text: chain(60, "[1]", (a) => `[${a}, ${a}]`), says: TOO_LARGE },
  { name: "flatten", text: chain(60, "[1]", (a) => `flatten([${a}, ${a}])`), says: TOO_LARGE },
  { name: "objects", text: chain(60, "{ x = 1 }", (a) => `{ l = ${a}, r = ${a} }`), says: TOO_LARGE },
  {
    name: "merge",
    text: chain(
      60,
      "{ x = 1 }",
      (a) => `merge(${a}, { for k, v in ${a} : "\${k}+" => v }, { for k, v in ${a} : "\${k}-" => v })`,
    ),
    says: TOO_LARGE,
  },
  { name: "`for`", text: chain(60, "[1, 2]", (a) => `[for x in ${a} : [${a}, x]]`), says: TOO_LARGE },
  { name: "types", text: chain(30, "{ x = 1 }", (a) => `{ l = ${a}, r = tolist([${a}, ${a}]) }`), says: TOO_LARGE },
];

export const REPEATING: readonly Hostile[] = [
  { name: "a range of a billion", text: locals("x = [for i in range(1000000000) : i]"), says: /1024/ },
  {
    name: "nested `for`",
    text: locals("r = range(1024)", "x = [for a in local.r : [for b in local.r : [for c in local.r : a + b + c]]]"),
    says: TOO_LARGE,
  },
  {
    name: "nested template loops",
    text: locals(`x = "${"%{ for a in range(1000) }".repeat(3)}x${"%{ endfor }".repeat(3)}"`),
    says: TOO_LARGE,
  },
  { name: "setproduct", text: locals("r = range(1024)", "x = setproduct(local.r, local.r, local.r)"), says: TOO_LARGE },
  { name: "equality", text: locals(BIG, `x = [${AGAIN} : local.big == local.big]`), says: TOO_LARGE },
  {
    name: "equality of sets",
    text: locals(
      'big = toset([for p in setproduct(range(200), range(200)) : join("-", p)])',
      `x = [${AGAIN} : local.big == local.big]`,
    ),
    says: TOO_LARGE,
  },
  { name: "conditionals", text: locals(BIG, `x = [${AGAIN} : length(i > 5 ? local.big : [])]`), says: TOO_LARGE },
  { name: "splats", text: locals(BIG, `x = [${AGAIN} : local.big[*][0]]`), says: TOO_LARGE },
  {
    name: "references",
    text: locals(BIG, `x = [${AGAIN} : [${AGAIN.replace("i", "j")} : local.big]]`),
    says: TOO_LARGE,
  },
  {
    name: "merge of many",
    text: locals(`x = merge([${AGAIN} : { for j in range(1000) : "\${i}-\${j}" => i }]...)`),
    says: TOO_LARGE,
  },
  { name: "contains", text: locals(BIG, "x = [for b in local.big : contains(local.big, b)]"), says: TOO_LARGE },
  {
    name: "substr",
    text: locals(LONG, `x = [${AGAIN} : [for j in range(9) : substr(local.long, i, 10)]]`),
    says: TOO_LARGE,
  },
  {
    name: "digests",
    text: locals(LONG, `x = [${AGAIN} : [for j in range(9) : sha512("\${local.long}\${i}")]]`),
    says: TOO_LARGE,
  },
  {
    name: "digests of a file",
    text: locals(`x = [${AGAIN} : [for j in range(99) : filesha512("\${path.module}/big.txt")]]`),
    says: TOO_LARGE,
    files: { "infra/big.txt": "x".repeat(500_000) },
  },
];

export const PATTERNS: readonly Hostile[] = [
  {
    name: "a pattern that backtracks",
    text: locals(LONG, 'x = regex("(a+)+$", "${replace(local.long, "é", "a")}!")'),
    says: /did not match/,
  },
  {
    name: "repetitions of repetitions",
    text: locals('x = regex("((a{1000}){1000}){1000}", "a")'),
    says: /repeat count/,
  },
  {
    name: "a glob that explodes",
    text: locals('x = fileset(path.module, "**/**/**/**/**/*a*a*a*a*a*a*a*b")'),
    says: /too long to be matched/,
    files: Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`infra/d/${"a".repeat(30)}/${index % 100}/${index}.json`, "{}"]),
    ),
  },
  {
    name: "many globs",
    text: locals(`x = [${AGAIN} : fileset(path.module, "**/*\${i}.json")]`),
    says: /too long to be matched|too large/,
    files: Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`infra/d/${index}.json`, "{}"])),
  },
];

export const NUMBERS_AND_DOCUMENTS: readonly Hostile[] = [
  { name: "a width of a billion", text: locals('x = format("%999999999d", 1)'), says: /./ },
  { name: "a precision of a billion", text: locals('x = format("%.999999999f", 1)'), says: /./ },
  { name: "a power of a billion", text: locals("x = pow(2, 1000000000)"), says: /./ },
  { name: "an exponent of a billion", text: locals('x = tonumber("1e999999999") + 1'), says: /./ },
  {
    name: "an alias bomb",
    text: `locals {\n  x = yamldecode(<<EOT\na0: &a0 [x, x, x]\n${Array.from(
      { length: 30 },
      (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}, *a${level}, *a${level}]`,
    ).join("\n")}\nEOT\n  )\n}\n`,
    says: /./,
  },
  {
    name: "deep JSON",
    text: locals(`d = join("", [for i in range(1000) : "${"[".repeat(20)}"])`, "x = jsondecode(local.d)"),
    says: /./,
  },
  {
    name: "JSON that is deep and whole",
    text: locals(
      `x = jsondecode(join("", [join("", [for i in range(1000) : "[[[["]), join("", [for i in range(1000) : "]]]]"])]))`,
    ),
    says: /./,
  },
  {
    name: "a subnet beyond the network",
    text: locals('x = cidrsubnet("10.0.0.0/8", 8, 1e30)'),
    says: /does not accommodate/,
  },
];

export const CIRCLES: readonly Hostile[] = [
  {
    name: "locals",
    text: locals("a = local.b", "b = local.c", "x = local.a", "c = local.a"),
    says: /depends on itself/,
  },
  { name: "a module that includes itself", text: 'module "m" {\n  source = "./"\n}\n', says: /includes itself/ },
  {
    name: "modules that include each other",
    text: 'module "a" {\n  source = "./a"\n}\n',
    says: /includes itself/,
    files: {
      "infra/a/main.tf": 'module "b" {\n  source = "../b"\n}\n',
      "infra/b/main.tf": 'module "a" {\n  source = "../a"\n}\n',
    },
  },
  {
    name: "a template that renders itself",
    text: locals('x = templatefile("${path.module}/t.tftpl", { t = "${path.module}/t.tftpl" })'),
    says: /templatefile/,
    files: { "infra/t.tftpl": "${templatefile(t, { t = t })}${templatefile(t, { t = t })}" },
  },
  { name: "a long chain of locals", text: chain(9_000, "1", (a) => `${a} + 1`), says: /too deep|too many references/ },
];

export const INSTANCES: readonly Hostile[] = [
  {
    name: "a billion by `count`",
    text: 'resource "aws_sqs_queue" "q" {\n  count = 1000000000\n}\n',
    says: /more than 10000 instances/,
  },
  {
    name: "modules in modules in modules",
    text: 'module "m" {\n  source   = "./m"\n  for_each = toset([for i in range(100) : tostring(i)])\n}\n',
    says: /more than 10000/,
    files: {
      "infra/m/main.tf": 'module "m" {\n  source = "./m"\n  count  = 100\n}\n',
      "infra/m/m/main.tf": 'module "m" {\n  source = "./m"\n  count  = 100\n}\n',
      "infra/m/m/m/main.tf": 'resource "aws_sqs_queue" "q" {\n  name = "q"\n}\n',
    },
  },
  {
    name: "a `dynamic` block over a huge list",
    text: `${locals(BIG)}resource "aws_security_group" "g" {\n  count = 100\n  dynamic "ingress" {\n    for_each = local.big\n    content {\n      from_port = ingress.value[0]\n      to_port   = ingress.value[1]\n    }\n  }\n}\n`,
    says: TOO_LARGE,
  },
];
