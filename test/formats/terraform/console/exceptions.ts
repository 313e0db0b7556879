/** Where the language gives something else than was recorded, on purpose: what it prints instead, and why. */
type Exception = { readonly prints: string; readonly why: string };

const UNKNOWN = "(known after apply)";
const STATIC =
  "Terraform looks at every reference before it evaluates anything; here one that is not reached does no harm";
const MACHINE = "it depends on the machine that runs Terraform";
const COMPRESSOR = "the bytes are those of Go's own compressor";
const CHARSET = "the character set is not had here";
const TWICE = "a name that is given twice in a pattern is not supported here";
const KEY = "a private key that cannot be read here may be readable for Terraform";
const LOST_CONVERSION =
  "Terraform forgets to convert a set that is not known in full to a list of another type, and then refuses the list";
const PARENTHESES = "parentheses are not kept around an expression";

const EXCEPTIONS: ReadonlyMap<string, Exception> = new Map([
  ["true ? 1 : foo", { prints: "1", why: STATIC }],
  ["try(foo, 1)", { prints: "1", why: STATIC }],
  ["try(each.key, 1)", { prints: "1", why: STATIC }],
  ["can(foo)", { prints: "false", why: STATIC }],
  ["try(local.nothing.at.all, null)", { prints: "null", why: STATIC }],
  ['file("/nonexistent/file")', { prints: UNKNOWN, why: MACHINE }],
  ['basename(abspath("."))', { prints: UNKNOWN, why: MACHINE }],
  ['templatestring((local.greeting), {name = "x"})', { prints: '"Hello, x!"', why: PARENTHESES }],
  [
    'tomap({ a = zipmap(toset([-1, var.number]), [1, "a"]) })',
    { prints: 'tomap({\n  "a" = (known after apply)\n})', why: LOST_CONVERSION },
  ],
  ['base64gzip("")', { prints: UNKNOWN, why: COMPRESSOR }],
  ['base64gzip("hello")', { prints: UNKNOWN, why: COMPRESSOR }],
  [
    'base64gzip("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")',
    { prints: UNKNOWN, why: COMPRESSOR },
  ],
  ['base64gzip("é")', { prints: UNKNOWN, why: COMPRESSOR }],
  ["base64gzip(1)", { prints: UNKNOWN, why: COMPRESSOR }],
  ['base64gzip("The quick brown fox jumps over the lazy dog")', { prints: UNKNOWN, why: COMPRESSOR }],
  ['base64gzip(sensitive("a"))', { prints: UNKNOWN, why: COMPRESSOR }],
  ['base64gzip(join("\\n", range(200)))', { prints: UNKNOWN, why: COMPRESSOR }],
  ['textencodebase64("日本", "Shift_JIS")', { prints: UNKNOWN, why: CHARSET }],
  ['textencodebase64("日本", "EUC-JP")', { prints: UNKNOWN, why: CHARSET }],
  ['textencodebase64("中文", "GBK")', { prints: UNKNOWN, why: CHARSET }],
  ['textencodebase64("中文", "Big5")', { prints: UNKNOWN, why: CHARSET }],
  ['textencodebase64("a", "IBM037")', { prints: UNKNOWN, why: CHARSET }],
  ['textdecodebase64("k/qWew==", "Shift_JIS")', { prints: UNKNOWN, why: CHARSET }],
  ['regex("(?P<x>a)(?P<x>b)", "ab")', { prints: UNKNOWN, why: TWICE }],
  [
    'rsadecrypt("aGVsbG8=", "-----BEGIN RSA PRIVATE KEY-----\\nbm90IGEga2V5\\n-----END RSA PRIVATE KEY-----\\n")',
    { prints: UNKNOWN, why: KEY },
  ],
]);

/** What is printed instead of what was recorded for an expression; undefined where it is the same. */
export function exceptionFor(expression: string): string | undefined {
  return EXCEPTIONS.get(expression)?.prints;
}
