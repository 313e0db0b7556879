import { failure, type Failure } from "./failure.ts";
import { goQuote } from "./go-quote.ts";

const alphabet = /^[A-Za-z\d+/]*$/;

/**
 * Bytes from base64 as Go's StdEncoding reads it: padded to groups of four, line ends ignored, bits left over ignored.
 * The offset of the character at fault where it is not.
 */
export function decodeBase64(text: string): Uint8Array | number {
  const compact = text.replaceAll(/[\r\n]/g, "");
  const padding = /={0,2}$/.exec(compact)?.[0].length ?? 0;
  const body = compact.slice(0, compact.length - padding);
  if (alphabet.test(body) && compact.length % 4 === 0) return Buffer.from(body, "base64");
  return offsetOfFault(text);
}

/** Go names the first foreign character, or the first of a last group that is not full. */
function offsetOfFault(text: string): number {
  let group = 0;
  let start = 0;
  for (const [index, byte] of Buffer.from(text, "utf8").entries()) {
    const character = String.fromCharCode(byte);
    if (character === "\n" || character === "\r") continue;
    if (!alphabet.test(character)) return faultAtPadding(text, index, group, character);
    if (group === 0) start = index;
    group = (group + 1) % 4;
  }
  return start;
}

function faultAtPadding(text: string, index: number, group: number, character: string): number {
  if (character !== "=" || group < 2) return index;
  const rest = text.slice(index + 1).replaceAll(/[\r\n]/g, "");
  if (group === 3) return index + 1 + text.slice(index + 1).search(/[^\r\n]/);
  return rest === ""
    ? text.length
    : index + 1 + text.slice(index + 1).search(/[^\r\n]/) + (rest.startsWith("=") ? 1 : 0);
}

/** Terraform's `base64decode`. `shown` is how the text may appear in the error, where it is sensitive. */
export function base64Decode(text: string, shown: string = goQuote(text)): string | Failure {
  const bytes = decodeBase64(text);
  if (typeof bytes === "number") return failure(`failed to decode base64 data ${shown}`);
  return utf8(bytes) ?? failure("the result of decoding the provided string is not valid UTF-8");
}

/** Text of UTF-8 in normal form C, the byte order mark included; undefined where the bytes are not UTF-8. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes).normalize("NFC");
  } catch {
    return undefined;
  }
}

/** Terraform's `base64encode`. */
export function base64Encode(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
