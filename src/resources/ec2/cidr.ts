/**
 * A CIDR block as AWS keeps it: without the bits that the mask leaves out, IPv6 in its shortest form. Text that is none stays
 * as it is. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html ("AWS canonicalizes")
 */
export function canonicalCidr(text: string): string {
  const [, address = "", length] = /^([\d.]+|[\da-f:.]+)\/(\d{1,3})$/i.exec(text.trim()) ?? [];
  if (length === undefined) return text;
  const isIpv6 = address.includes(":");
  const groups = isIpv6 ? ipv6Groups(address) : ipv4Groups(address);
  const bits = isIpv6 ? 16 : 8;
  if (!groups || Number(length) > groups.length * bits) return text;
  const masked = groups.map((group, index) => maskedGroup(group, Number(length) - index * bits, bits));
  const shown = isIpv6 ? hostOf(masked.map((group) => group.toString(16)).join(":")) : masked.join(".");
  return `${shown ?? address}/${Number(length)}`;
}

function maskedGroup(group: number, kept: number, bits: number): number {
  if (kept >= bits) return group;
  return kept <= 0 ? 0 : group - (group % 2 ** (bits - kept));
}

function ipv4Groups(address: string): readonly number[] | undefined {
  const groups = address.split(".").map(Number);
  const isAddress =
    groups.length === 4 && groups.every((group) => Number.isInteger(group) && group >= 0 && group < 256);
  return isAddress ? groups : undefined;
}

function ipv6Groups(address: string): readonly number[] | undefined {
  const shortest = hostOf(address);
  if (shortest === undefined) return undefined;
  const [left = "", right] = shortest.split("::");
  const [before, after] = [groupsOf(left), groupsOf(right ?? "")];
  const zeros = right === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => 0);
  return [...before, ...zeros, ...after];
}

function groupsOf(text: string): readonly number[] {
  return text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
}

/** URLs have IPv6 addresses in their shortest form, as AWS does (https://url.spec.whatwg.org/#concept-ipv6-serializer). */
function hostOf(address: string): string | undefined {
  return URL.parse(`http://[${address}]/`)?.hostname.slice(1, -1);
}
