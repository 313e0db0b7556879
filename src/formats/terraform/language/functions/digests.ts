import { digest, rsaDecrypt } from "../pure/digests.ts";
import { uuidV5 } from "../pure/uuid.ts";
import type { Digest } from "../pure/digests.ts";
import type { FunctionSpec, FunctionTable } from "./function.ts";
import { textFunction } from "./rules.ts";

/** Functions of hashes and ciphers. */
export const digests: FunctionTable = {
  base64sha256: hashing("sha256", "base64"),
  base64sha512: hashing("sha512", "base64"),
  md5: hashing("md5", "hex"),
  rsadecrypt: textFunction(["ciphertext", "privatekey"], rsaDecrypt),
  sha1: hashing("sha1", "hex"),
  sha256: hashing("sha256", "hex"),
  sha512: hashing("sha512", "hex"),
  uuidv5: textFunction(["namespace", "name"], uuidV5),
};

function hashing(algorithm: Digest, encoding: "hex" | "base64"): FunctionSpec {
  return textFunction(["str"], (value) => digest(algorithm, value, encoding));
}
