import { decodeBase64, utf8 } from "./base64.ts";
import { charsetOf, type Charset } from "./charset-names.ts";
import { failure, unsupported, type Failure } from "./failure.ts";
import { goQuote } from "./go-quote.ts";

/** Terraform's `textencodebase64`: text in a character set, as base64. */
export function textEncodeBase64(text: string, encoding: string): string | Failure {
  const charset = charsetOf(encoding);
  if (charset === undefined) return unknownCharset(encoding);
  const bytes = encoded(text, charset);
  if (bytes === "unsupported") return notHere(charset);
  if (bytes !== undefined) return Buffer.from(bytes).toString("base64");
  return failure(`the given string contains characters that cannot be represented in ${charset.name}`, 0);
}

/** Terraform's `textdecodebase64`: text from base64 of its bytes in a character set. */
export function textDecodeBase64(source: string, encoding: string): string | Failure {
  const charset = charsetOf(encoding);
  if (charset === undefined) return unknownCharset(encoding);
  const bytes = decodeBase64(source);
  if (typeof bytes === "number") {
    return failure(`the given value is has an invalid base64 symbol at offset ${String(bytes)}`, 0);
  }
  const text = decoded(bytes, charset);
  if (text === "unsupported") return notHere(charset);
  if (text !== undefined && !text.text.includes("\ufffd")) return text.text.normalize("NFC");
  return failure(`the given string contains symbols that are not defined for ${charset.name}`, 0);
}

function unknownCharset(name: string): Failure {
  const subject = `${goQuote(name)} is not a supported IANA encoding name or alias`;
  return failure(`${subject} in this Terraform version`, 1);
}

function notHere(charset: Charset): Failure {
  return unsupported(`the character set ${charset.name} cannot be had here`);
}

function encoded(text: string, charset: Charset): Uint8Array | "unsupported" | undefined {
  const wellFormed = text.toWellFormed();
  if (charset.name === "UTF-8") return Buffer.from(wellFormed, "utf8");
  if (charset.name === "UTF-16LE") return Buffer.from(wellFormed, "utf16le");
  if (charset.name === "UTF-16BE") return Buffer.from(wellFormed, "utf16le").swap16();
  if (charset.name === "UTF-16") return Buffer.from(`\ufeff${wellFormed}`, "utf16le").swap16();
  const table = singleByteTable(charset);
  if (table === undefined) return "unsupported";
  const bytes = Array.from(wellFormed, (character) => table.indexOf(character));
  return bytes.includes(-1) ? undefined : Uint8Array.from(bytes);
}

function decoded(bytes: Uint8Array, charset: Charset): { readonly text: string } | "unsupported" | undefined {
  if (charset.name === "UTF-8") return wrapped(utf8(bytes));
  if (charset.name.startsWith("UTF-16")) return wrapped(utf16(Buffer.from(bytes), charset.name));
  const table = singleByteTable(charset);
  if (table === undefined) return "unsupported";
  return { text: Array.from(bytes, (byte) => table[byte] ?? "\ufffd").join("") };
}

function wrapped(text: string | undefined): { readonly text: string } | undefined {
  return text === undefined ? undefined : { text };
}

/** Without a byte order mark UTF-16 is big-endian; the two that name their order keep a mark as a character. */
function utf16(bytes: Buffer, name: string): string | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const marked = name === "UTF-16" && bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
  const content = marked === 0xfeff || marked === 0xfffe ? bytes.subarray(2) : bytes;
  const little = name === "UTF-16LE" || marked === 0xfffe;
  const text = (little ? Buffer.from(content) : Buffer.from(content).swap16()).toString("utf16le");
  return text.isWellFormed() ? text : undefined;
}

/** The characters of the 256 bytes, with the replacement character for a byte that means nothing. */
function singleByteTable(charset: Charset): readonly string[] | undefined {
  if (charset.name === "US-ASCII") return Array.from({ length: 128 }, (_, byte) => String.fromCharCode(byte));
  if (charset.name === "ISO_8859-1:1987") return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
  if (charset.label === undefined || charset.label.startsWith("utf")) return undefined;
  const decoder = new TextDecoder(charset.label);
  // This platform lets unused bytes through as control characters; Go does not.
  return Array.from({ length: 256 }, (_, byte) => {
    const character = decoder.decode(Uint8Array.of(byte));
    return /[\u0080-\u009f]/.test(character) ? "\ufffd" : character;
  });
}
