import { createHash } from "node:crypto";
import { failure, type Failure } from "./failure.ts";

/** The namespaces of RFC 4122 that have a name in Terraform. */
const namespaces: ReadonlyMap<string, string> = new Map([
  ["dns", "6ba7b8109dad11d180b400c04fd430c8"],
  ["url", "6ba7b8119dad11d180b400c04fd430c8"],
  ["oid", "6ba7b8129dad11d180b400c04fd430c8"],
  ["x500", "6ba7b8149dad11d180b400c04fd430c8"],
]);

/** Terraform's `uuidv5`: from a namespace's name, or its own UUID in any of the four forms that google/uuid reads. */
export function uuidV5(namespace: string, name: string): string | Failure {
  const hex = namespaces.get(namespace) ?? hexOf(namespace);
  if (typeof hex !== "string") return failure(`uuidv5() doesn't support namespace ${namespace} (${hex.error})`);
  const hash = createHash("sha1").update(Buffer.from(hex, "hex")).update(name, "utf8").digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const digits = hash.toString("hex");
  return [0, 8, 12, 16, 20].map((start, index, all) => digits.slice(start, all[index + 1])).join("-");
}

function hexOf(text: string): string | Failure {
  const length = Buffer.byteLength(text);
  if (![36, 45, 38, 32].includes(length)) return failure(`invalid UUID length: ${String(length)}`);
  if (length === 45 && text.slice(0, 9).toLowerCase() !== "urn:uuid:") {
    return failure(`invalid urn prefix: "${text.slice(0, 9)}"`);
  }
  const body = length === 45 ? text.slice(9) : length === 38 ? text.slice(1, 37) : text;
  const grouped = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
  const valid = length === 32 ? /^[\da-f]{32}$/i.test(body) : grouped.test(body);
  return valid ? body.replaceAll("-", "") : failure("invalid UUID format");
}
