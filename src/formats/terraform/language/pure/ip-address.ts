/** A network: its first address as a number, the length of its prefix, and how many bits an address has. */
export type Network = { readonly address: bigint; readonly length: number; readonly bits: 32 | 128 };

/**
 * A network in CIDR notation, as Terraform's own copy of Go's parser reads it: leading zeros are allowed in IPv4, and bits
 * behind the prefix are dropped. Undefined for anything else.
 */
export function parseNetwork(text: string): Network | undefined {
  const slash = text.indexOf("/");
  if (slash < 0) return undefined;
  const v4 = parseV4(text.slice(0, slash));
  const bits = v4 === undefined ? 128 : 32;
  const address = v4 ?? parseV6(text.slice(0, slash));
  const digits = text.slice(slash + 1);
  if (address === undefined || !/^\d{1,9}$/.test(digits) || Number(digits) > bits) return undefined;
  const suffix = BigInt(bits - Number(digits));
  const network = (address >> suffix) << suffix;
  return { address: network, length: Number(digits), bits };
}

function parseV4(text: string): bigint | undefined {
  const octets = text.split(".");
  if (octets.length !== 4 || !octets.every((octet) => /^0*\d{1,3}$/.test(octet) && Number(octet) <= 255))
    return undefined;
  return octets.reduce((address, octet) => (address << 8n) | BigInt(Number(octet)), 0n);
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => groupsOf(half, index === halves.length - 1));
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 8 ? joined(head) : undefined;
  if (tail === undefined || head.length + tail.length > 7) return undefined;
  return joined([...head, ...Array<bigint>(8 - head.length - tail.length).fill(0n), ...tail]);
}

function groupsOf(half: string, last: boolean): readonly bigint[] | undefined {
  if (half === "") return [];
  const groups: bigint[] = [];
  const parts = half.split(":");
  for (const [index, part] of parts.entries()) {
    const v4 = last && index === parts.length - 1 && part.includes(".") ? parseV4(part) : undefined;
    if (v4 !== undefined) groups.push(v4 >> 16n, v4 & 0xffffn);
    else if (/^0*[\da-f]{1,4}$/i.test(part)) groups.push(BigInt(Number.parseInt(part, 16)));
    else return undefined;
  }
  return groups;
}

function joined(groups: readonly bigint[]): bigint {
  return groups.reduce((address, group) => (address << 16n) | group, 0n);
}

/** Whether it is an IPv4 network in IPv6 notation (`::ffff:10.0.0.0/104`), which Go mistakes for IPv4 in places. */
export function isMapped(network: Network): boolean {
  return network.bits === 128 && network.address >> 32n === 0xffffn;
}

/** An address as Go's net.IP writes it: the longest run of two or more zero groups, the first of equals, as `::`. */
export function addressText(address: bigint, bits: 32 | 128): string {
  if (bits === 32) return octetsOf(address);
  if (address >> 32n === 0xffffn) return octetsOf(address & 0xffffffffn);
  const groups = Array.from({ length: 8 }, (_, index) => Number((address >> BigInt(112 - 16 * index)) & 0xffffn));
  const run = longestZeroRun(groups);
  const words = groups.map((group) => group.toString(16));
  if (run === undefined) return words.join(":");
  return `${words.slice(0, run.start).join(":")}::${words.slice(run.start + run.length).join(":")}`;
}

function octetsOf(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 0xffn)).join(".");
}

function longestZeroRun(groups: readonly number[]): { readonly start: number; readonly length: number } | undefined {
  let best: { readonly start: number; readonly length: number } | undefined;
  let start = 0;
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1;
    else if (index - start + 1 > Math.max(best?.length ?? 0, 1)) best = { start, length: index - start + 1 };
  }
  return best;
}
