import { known, list } from "../../../model/value.ts";
import type { Value } from "../../../model/value.ts";
import type { CallNode } from "../template/nodes.ts";
import type { Evaluation } from "./evaluation.ts";
import { malformed } from "./references.ts";
import { asText, origins, quoted } from "./text.ts";
import type { Text } from "./text.ts";

const MAX_COUNT = 256;
const DEFAULT_BITS = 8;

type Block = { readonly address: bigint; readonly prefix: number; readonly width: 32 | 128 };

/**
 * `Fn::Cidr`: `[block, count, bits]`, the first blocks of `bits` host bits within a block
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html).
 */
export function cidr(call: CallNode, evaluation: Evaluation): Value {
  const items = call.argument.kind === "seq" ? call.argument.items : [];
  if (items.length < 2 || items.length > 3) {
    return malformed(call, "`Fn::Cidr` takes a block, a count and the number of host bits", evaluation);
  }
  const texts: Text[] = [];
  for (const item of items) {
    const text = asText(evaluation.evaluate(item), "an argument of `Fn::Cidr`");
    if (text.kind === "unresolved") return text;
    texts.push(text);
  }
  const [blockText, countText, bitsText] = texts;
  const block = blockText && parseBlock(blockText.value);
  if (!blockText || !block) {
    const shown = blockText ? quoted(blockText.value, blockText) : "";
    return malformed(call, `\`Fn::Cidr\` takes a block such as \`10.0.0.0/16\`, not${shown || " this"}`, evaluation);
  }
  const count = wholeNumber(countText?.value);
  const bits = bitsText ? wholeNumber(bitsText.value) : DEFAULT_BITS;
  const room = bits === undefined ? -1 : block.width - block.prefix - bits;
  if (
    count === undefined ||
    count < 1 ||
    count > MAX_COUNT ||
    bits === undefined ||
    room < 0 ||
    1n << BigInt(room) < BigInt(count)
  ) {
    return malformed(
      call,
      `\`Fn::Cidr\` does not fit: so many blocks of so many bits are not in${quoted(blockText.value, blockText) || " the block"}`,
      evaluation,
    );
  }
  const size = 1n << BigInt(bits);
  const start =
    (block.address / (1n << BigInt(block.width - block.prefix))) * (1n << BigInt(block.width - block.prefix));
  const origin = origins(texts);
  const blocks = Array.from({ length: count }, (_, index) =>
    known(`${formatAddress(start + BigInt(index) * size, block.width)}/${block.width - bits}`, origin),
  );
  return evaluation.spend(blocks.length) ?? list(blocks, origin);
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

function parseBlock(text: string): Block | undefined {
  const [, written = "", prefixText] = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(text) ?? [];
  const prefix = wholeNumber(prefixText);
  if (prefix === undefined) return undefined;
  const width = written.includes(":") ? 128 : 32;
  const address = width === 32 ? parseV4(written) : parseV6(written);
  return address === undefined || prefix > width ? undefined : { address, prefix, width };
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.reduce((address, part) => address * 256n + BigInt(part), 0n);
}

function parseV6(text: string): bigint | undefined {
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0) return undefined;
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 0) return undefined;
  const groups = [...left, ...Array.from({ length: missing }, () => "0"), ...right];
  if (groups.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((address, group) => address * 65536n + BigInt(`0x${group}`), 0n);
}

function formatAddress(address: bigint, width: 32 | 128): string {
  if (width === 32) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join(".");
  const groups = Array.from({ length: 8 }, (_, index) => ((address >> BigInt(112 - 16 * index)) & 65535n).toString(16));
  return shortened(groups);
}

/** The longest run of zeros becomes `::` (RFC 5952). */
function shortened(groups: readonly string[]): string {
  const runs = [...groups.join(":").matchAll(/(?<![^:])0(?::0)+(?![^:])/g)];
  const longest = runs.toSorted((a, b) => b[0].length - a[0].length)[0];
  const text = groups.join(":");
  if (!longest) return text;
  const before = text.slice(0, longest.index).replace(/:$/, "");
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, "");
  return `${before}::${after}`;
}
