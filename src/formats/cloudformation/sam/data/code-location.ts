import type { Data, Dict, Opaque, Text } from "./data.ts";
import { SamError } from "../error.ts";
import { dict, entriesOf, get, has, isDict, isText, isTruthy, set, textOf } from "./data.ts";
import { idHash } from "./python.ts";
import { isIntrinsic } from "./intrinsics.ts";

/** What stands for what only `sam package` knows: where it uploads a file or folder of the repository. */
export function packaged(what: string): Opaque {
  const reason = `\`${what}\` is uploaded when the template is packaged: where to is known only after deploy`;
  return { kind: "opaque", node: { kind: "broken", at: [1, 1, 1, 1], reason } };
}

type S3Pointer = { readonly bucket: Data; readonly key: Data; readonly version: Data };

/**
 * What a property says of an object in S3, as a map or a URI; undefined for a path of the repository.
 * @throws SamError where it is neither
 */
function pointerOf(location: Data, what: string): S3Pointer | undefined {
  // The transform takes no functions here; the tools that package a template put a location in their place.
  if (isIntrinsic(location)) return undefined;
  if (isDict(location)) {
    const pointer = { bucket: get(location, "Bucket"), key: get(location, "Key"), version: get(location, "Version") };
    if (isTruthy(pointer.bucket) && isTruthy(pointer.key)) return pointer;
    throw new SamError(`\`${what}\` needs \`Bucket\` and \`Key\``);
  }
  if (!isText(location)) throw new SamError(`\`${what}\` must be a text or a map`);
  const [, bucket, path, query = ""] = /^s3:\/\/([^/?#]+)(\/[^?#]+)(?:\?([^#]*))?/.exec(textOf(location) ?? "") ?? [];
  if (bucket === undefined || path === undefined) return undefined;
  const versions = new URLSearchParams(query).getAll("versionId");
  const version = versions.length === 1 ? (versions[0] ?? null) : null;
  return { bucket, key: path.replace(/^\/+/, ""), version };
}

/** A function's or layer's code, as `{ S3Bucket, S3Key }`. */
export function codeAt(location: Data, what: string): Dict | Opaque {
  const pointer = pointerOf(location, what);
  if (!pointer) return packaged(what);
  const { bucket, key, version } = pointer;
  const hasVersion = version !== null || has(location, "Version");
  return dict({ S3Bucket: bucket, S3Key: key, S3ObjectVersion: hasVersion ? version : undefined });
}

/** A definition in S3, as `{ Bucket, Key }`. */
export function definitionAt(
  location: Data,
  what: string,
  make: () => Dict,
  like: (text: string) => Text,
): Dict | Opaque {
  const pointer = pointerOf(location, what);
  if (!pointer) return packaged(what);
  const written = (value: Data): Data => (typeof value === "string" && !isDict(location) ? like(value) : value);
  const definition = make();
  const { bucket, key, version } = pointer;
  for (const [name, value] of [
    ["Bucket", bucket],
    ["Key", key],
    ["Version", version],
  ] as const) {
    if (value !== null) set(definition, name, written(value));
  }
  return definition;
}

/** Whether a part of a value is known only after the template is packaged. */
export function isUnknowable(value: Data): boolean {
  if (Array.isArray(value)) return value.some(isUnknowable);
  if (isDict(value)) return has(value, "Fn::Transform") || entriesOf(value).some(([, child]) => isUnknowable(child));
  return typeof value === "object" && value !== null && value.kind === "opaque";
}

/**
 * A logical id that ends in a hash of `hashed`, and why it cannot be told where a part of that is not known: then the
 * id is the prefix alone.
 */
export function hashedId(prefix: Text, hashed: Data): { readonly logicalId: string; readonly unknown: string | null } {
  const start = textOf(prefix) ?? "";
  if (!isUnknowable(hashed)) return { logicalId: `${start}${idHash(hashed)}`, unknown: null };
  return {
    logicalId: start,
    unknown: "its logical id ends in a hash of what is uploaded when the template is packaged",
  };
}
