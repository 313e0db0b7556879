import { constants, createHash, createPrivateKey, privateDecrypt, type KeyObject } from "node:crypto";
import { decodeBase64 } from "./base64.ts";
import { failure, unsupported, type Failure } from "./failure.ts";
import { goQuote } from "./go-quote.ts";

/** The digests that Terraform has, over text in UTF-8 or over a file's bytes. */
export type Digest = "md5" | "sha1" | "sha256" | "sha512";

/** `md5`, `sha1`, `sha256`, `sha512` and their `file…` forms (hex), `base64sha256`, `filebase64sha256` and so on (base64). */
export function digest(algorithm: Digest, content: string | Uint8Array, encoding: "hex" | "base64"): string {
  return createHash(algorithm).update(content).digest(encoding);
}

/**
 * Terraform's `base64gzip` has no answer here: its bytes are those of Go's own deflate, whose choice of matches and blocks
 * differs from zlib's, and every name or hash made from them would differ too.
 */
export function base64Gzip(): Failure {
  return unsupported("base64gzip gives the bytes of Go's compressor, which cannot be had here");
}

/** Terraform's `rsadecrypt`: text encrypted with PKCS #1 v1.5 padding, by a private key in PEM. */
export function rsaDecrypt(ciphertext: string, privateKey: string): string | Failure {
  const bytes = decodeBase64(ciphertext);
  if (typeof bytes === "number") {
    return failure(`failed to decode input ${goQuote(ciphertext)}: cipher text must be base64-encoded`, 0);
  }
  const found = keyFrom(privateKey);
  if (found === undefined) return failure("invalid private key: ssh: no key found", 1);
  if (found === "unreadable") return unsupported("the private key cannot be read here");
  if (found.key.asymmetricKeyType !== "rsa") return failure("invalid private key type", 1);
  try {
    return privateDecrypt({ key: found.key, padding: constants.RSA_PKCS1_PADDING }, bytes)
      .toString("utf8")
      .normalize("NFC");
  } catch {
    return failure("failed to decrypt: crypto/rsa: decryption error");
  }
}

function keyFrom(pem: string): { readonly key: KeyObject } | "unreadable" | undefined {
  if (!pem.includes("-----BEGIN")) return undefined;
  try {
    return { key: createPrivateKey(pem) };
  } catch {
    return "unreadable";
  }
}
