/** Terraform addresses (https://developer.hashicorp.com/terraform/cli/state/resource-addressing). */

/** What the address of an instance of `for_each` ends in, its key quoted as Terraform does it. */
export function suffixOf(key: string): string {
  const quoted = key.replace(/[$%]\{|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|["\\]/gu, escaped);
  return `["${quoted}"]`;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["${", "$${"],
  ["%{", "%%{"],
]);

/** What Go does not print, as its code point. */
function escaped(text: string): string {
  const known = ESCAPES.get(text);
  if (known !== undefined) return known;
  const hex = (text.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}

/** A block, or all below a module, that has another address than before and is the same live resource. */
export type Move = { readonly from: string; readonly to: string };

/**
 * The address that a move gives; undefined for one that it does not move. A move of a module is one of all that is in
 * it. Without a key at either end it is one of all instances, else of the one that is named.
 */
export function moved(address: string, { from, to }: Move): string | undefined {
  if (!address.startsWith(from)) return undefined;
  const rest = address.slice(from.length);
  const isOfAll = !from.endsWith("]") && !to.endsWith("]");
  return rest === "" || rest.startsWith(".") || (isOfAll && rest.startsWith("[")) ? `${to}${rest}` : undefined;
}

/** Terraform moves between a block without `count` and its first instance by itself. */
export function counterpartOf(address: string): string {
  return address.endsWith("[0]") ? address.slice(0, -"[0]".length) : `${address}[0]`;
}

/** Addresses that a resource had before moves gave it this one, the latest first. */
export function formerAddresses(address: string, moves: readonly Move[]): readonly string[] {
  const found = [address];
  for (let index = 0; index < found.length && found.length < MAX_FORMER; index++) {
    for (const { from, to } of moves) {
      const former = moved(found[index] ?? "", { from: to, to: from });
      if (former !== undefined && !found.includes(former)) found.push(former);
    }
  }
  return found.slice(1);
}

/** Moves may go in circles, each adding to an address. */
const MAX_FORMER = 50;

/** An address without the keys of instances: `module.a.aws_sqs_queue.q` of `module.a["k"].aws_sqs_queue.q[0]`. */
export function withoutKeys(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}
