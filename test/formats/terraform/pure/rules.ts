/** Everything that the recorded rows name. */
export { base64Decode, base64Encode } from "../../../../src/formats/terraform/language/pure/base64.ts";
export { textDecodeBase64, textEncodeBase64 } from "../../../../src/formats/terraform/language/pure/charsets.ts";
export { csvDecode } from "../../../../src/formats/terraform/language/pure/csv.ts";
export { base64Gzip, digest, rsaDecrypt } from "../../../../src/formats/terraform/language/pure/digests.ts";
export { failure, isFailure } from "../../../../src/formats/terraform/language/pure/failure.ts";
export { formatDate } from "../../../../src/formats/terraform/language/pure/format-date.ts";
export { format } from "../../../../src/formats/terraform/language/pure/format.ts";
export { goQuote } from "../../../../src/formats/terraform/language/pure/go-quote.ts";
export { timeAdd, timeCompare } from "../../../../src/formats/terraform/language/pure/go-time.ts";
export { characterCount, reversed, substring } from "../../../../src/formats/terraform/language/pure/graphemes.ts";
export { cidrHost, cidrNetmask, cidrSubnet, cidrSubnets } from "../../../../src/formats/terraform/language/pure/ip.ts";
export { jsonDecode, jsonEncode } from "../../../../src/formats/terraform/language/pure/json.ts";
export { ceil, floor, maximum, minimum } from "../../../../src/formats/terraform/language/pure/number-arithmetic.ts";
export {
  log,
  pow,
  signum,
  toDouble,
  toInt64,
  toWholeNumber,
} from "../../../../src/formats/terraform/language/pure/number-double.ts";
export { parseInteger, parseNumber } from "../../../../src/formats/terraform/language/pure/number-parse.ts";
export { regex, regexAll, regexReplace } from "../../../../src/formats/terraform/language/pure/regex.ts";
export {
  chomp,
  indent,
  lower,
  replaceAll,
  split,
  title,
  trim,
  trimSpace,
  upper,
} from "../../../../src/formats/terraform/language/pure/text.ts";
export { urlEncode } from "../../../../src/formats/terraform/language/pure/url.ts";
export { uuidV5 } from "../../../../src/formats/terraform/language/pure/uuid.ts";
export { yamlDecode } from "../../../../src/formats/terraform/language/pure/yaml-decode.ts";
export { yamlEncode } from "../../../../src/formats/terraform/language/pure/yaml-encode.ts";
