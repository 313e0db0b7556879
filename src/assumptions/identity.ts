import { createHash } from "node:crypto";
import type { Blocked, Subject } from "../model/assumption.ts";
import type { Declared, Identity, LookupBlock, NaturalKey, ResourceBlock } from "../model/declared.ts";
import type { Place } from "../model/target.ts";
import { STACK_EXPORT, STACK_OUTPUT } from "../resources/looked-up/stack-values.ts";
import { isLearnable } from "../resources/learned/index.ts";
import type { Arn } from "../resources/type.ts";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** A stable id of eight characters from what makes a claim this claim and no other. */
export function claimId(parts: readonly string[]): string {
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest();
  return Array.from(digest.subarray(0, 8), (byte) => ALPHABET[byte % 32]).join("");
}

/** Names one live resource, so that two declarations or references of it are seen to be the same; null while unknown. */
export function resourceKey(type: string | null, place: Place | null, identity: Identity): string | null {
  if (type === null || place === null) return null;
  const key = keyOf(identity);
  return key === null ? null : JSON.stringify([place.account, place.region, type, key]);
}

/** In a key: whatever the account, whatever the region. */
const ANY = "*";

/** The keys by which what is declared is found: ARNs of global services name no region, those of S3 no account either. */
export function keysOfDeclared(block: ResourceBlock): readonly string[] {
  if (block.part) return [];
  const place = placeOf(block);
  const places = place ? [place, { ...place, region: ANY }, { ...place, region: ANY, account: ANY }] : [];
  return places.flatMap((each) => resourceKey(block.type, each, block.identity) ?? []);
}

/** As `keysOfDeclared`, for what a stack hands to others. */
export function keysOfOutputs({ outputs = [], stack }: Declared): readonly string[] {
  return outputs.flatMap(({ name, exportName, place }) => {
    const exported = exportName === null ? [] : [[STACK_EXPORT, exportName] as const];
    const own = stack ? [[STACK_OUTPUT, `${stack.name}.${name}`] as const] : [];
    return [...exported, ...own].flatMap(
      ([type, identifier]) => resourceKey(type, place, { kind: "identifier", identifier, name: identifier }) ?? [],
    );
  });
}

/** The key of what an ARN names, to be found among `keysOfDeclared`; null where the ARN's type is not known. */
export function keyOfArn(arn: Arn, type: string | null, identity: Identity | undefined): string | null {
  if (!identity) return null;
  const { partition, region, account } = arn;
  return resourceKey(type, { partition, region: region || ANY, account: account || ANY }, identity);
}

/** `resourceKey` of the resource that a block declares as a whole: a part of one is not that resource. */
export function keyOfBlock(block: ResourceBlock | LookupBlock): string | null {
  const isPart = block.mode === "resource" && block.part !== undefined;
  return isPart ? null : resourceKey(block.type, placeOf(block), block.identity);
}

/** A natural key as text: `GroupName=web,VpcId=vpc-1`. What another resource is awaited for is named by its address. */
export function keyText(key: NaturalKey): string {
  const parts = Object.entries(key).map(([property, value]) => `${property}=${partText(value)}`);
  return parts.toSorted().join(",");
}

function partText(part: NaturalKey[string]): string {
  if (typeof part === "string") return part;
  return part
    .map((piece) => (typeof piece === "string" ? piece : `\${${piece.address}.${piece.attribute ?? ""}}`))
    .join("");
}

function keyOf(identity: Identity): string | null {
  if (identity.kind === "identifier") return identity.identifier;
  if (identity.kind === "name") return identity.name;
  if (identity.kind === "natural-key") return keyText(identity.key);
  if (identity.kind === "stack") return `${identity.stack}\n${identity.logicalId}`;
  return null;
}

/** A block's place where it is known. */
export function placeOf(block: ResourceBlock | LookupBlock): Place | null {
  return "account" in block.place ? block.place : null;
}

export function subjectOf(block: ResourceBlock | LookupBlock): Subject {
  const { identity } = block;
  return {
    address: block.address,
    type: block.type ?? block.formatType,
    identifier: identity.kind === "identifier" ? identity.identifier : null,
    name: "name" in identity ? identity.name : null,
  };
}

/** Why code alone cannot say which live resource is meant; null when it can. */
export function blockedByIdentity(block: ResourceBlock | LookupBlock): Blocked | null {
  if (block.mode === "resource" && block.unavailable !== undefined) {
    return { reason: "module-unavailable", detail: block.unavailable };
  }
  const mayBeLearned = block.mode === "resource" && isLearnable(block.formatType);
  if (block.type === null && !mayBeLearned) return { reason: "unsupported-type", detail: block.formatType };
  if (block.identity.kind === "unresolved") return { reason: "unresolved", detail: block.identity.value.reason };
  // Of a type that is still to be learned, its schema may say that what is declared tells.
  const isOpen = block.identity.kind === "generated" && block.type !== null;
  return isOpen ? { reason: "no-identity", detail: block.address } : null;
}
