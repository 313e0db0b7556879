/** The rules of Terraform's functions that need nothing of its values: each takes and gives plain data, or a failure. */
export { base64Decode, base64Encode } from "./base64.ts";
export { textDecodeBase64, textEncodeBase64 } from "./charsets.ts";
export { csvDecode } from "./csv.ts";
export { base64Gzip, digest, rsaDecrypt, type Digest } from "./digests.ts";
export { failure, isFailure, unsupported, type Failure } from "./failure.ts";
export { formatDate } from "./format-date.ts";
export type { FormatArgument } from "./format-verb.ts";
export { format } from "./format.ts";
export { goQuote } from "./go-quote.ts";
export { timeAdd, timeCompare } from "./go-time.ts";
export { characterCount, reversed, substring } from "./graphemes.ts";
export { cidrHost, cidrNetmask, cidrSubnet, cidrSubnets } from "./ip.ts";
export { jsonDecode, jsonEncode } from "./json.ts";
export {
  absolute,
  add,
  ceil,
  divide,
  floor,
  maximum,
  minimum,
  multiply,
  negate,
  remainder,
  subtract,
} from "./number-arithmetic.ts";
export { fromDouble, log, pow, signum, toDouble, toInt64, toWholeNumber } from "./number-double.ts";
export { formatNumber } from "./number-format.ts";
export { parseInteger, parseNumber } from "./number-parse.ts";
export { compare, equal, integer, isInteger, isZero, toBigInt, type Num } from "./number.ts";
export type { PlainValue } from "./plain-value.ts";
export { regex, regexAll, regexReplace, regexShape, type RegexMatch, type RegexShape } from "./regex.ts";
export { chomp, indent, lower, normalized, replaceAll, split, title, trim, trimSpace, upper } from "./text.ts";
export { urlEncode } from "./url.ts";
export { uuidV5 } from "./uuid.ts";
export { yamlDecode } from "./yaml-decode.ts";
export { yamlEncode } from "./yaml-encode.ts";
