/** Where the language gives something else than was recorded, on purpose: what it prints instead, and why. */
type Exception = { readonly prints: string; readonly why: string };

const STATIC =
  "Terraform looks at every reference before it evaluates anything; here one that is not reached does no harm";
const MACHINE = "it depends on the machine that runs Terraform";
const PARENTHESES = "parentheses are not kept around an expression";

const EXCEPTIONS: ReadonlyMap<string, Exception> = new Map([
  ["true ? 1 : foo", { prints: "1", why: STATIC }],
  ["try(foo, 1)", { prints: "1", why: STATIC }],
  ["try(each.key, 1)", { prints: "1", why: STATIC }],
  ["can(foo)", { prints: "false", why: STATIC }],
  ["try(local.nothing.at.all, null)", { prints: "null", why: STATIC }],
  ['file("/nonexistent/file")', { prints: "(known after apply)", why: MACHINE }],
  ['basename(abspath("."))', { prints: "(known after apply)", why: MACHINE }],
  ['templatestring((local.greeting), {name = "x"})', { prints: '"Hello, x!"', why: PARENTHESES }],
]);

/** What is printed instead of what was recorded for an expression; undefined where it is the same. */
export function exceptionFor(expression: string): string | undefined {
  return EXCEPTIONS.get(expression)?.prints;
}
