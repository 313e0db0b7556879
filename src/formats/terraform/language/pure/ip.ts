import { addressText, isMapped, parseNetwork, type Network } from "./ip-address.ts";
import { failure, isFailure, type Failure } from "./failure.ts";

/**
 * Terraform's `cidrhost`: an address of a network by number, from the end for a negative one. The rules, the odd ones
 * included, are go-cidr's HostBig: the check sees the low 64 bits of the number as a signed integer.
 */
export function cidrHost(prefix: string, host: bigint): string | Failure {
  const network = networkOf(prefix);
  if (isFailure(network)) return network;
  const largest = (1n << BigInt(network.bits - network.length)) - 1n;
  const negative = host < 0n;
  const checked = negative ? -host - 1n : BigInt.asIntN(64, host);
  const number = negative ? largest - checked : host;
  if (checked > largest) {
    return failure(`prefix of ${String(network.length)} does not accommodate a host numbered ${String(number)}`);
  }
  // For an IPv4 address in IPv6 notation go-cidr counts 32 bits from the left of all 128.
  const shift = isMapped(network) ? 96 : 0;
  return inserted(network, number, shift, (address) => addressText(address, network.bits));
}

/** Terraform's `cidrnetmask`, for IPv4 only. */
export function cidrNetmask(prefix: string): string | Failure {
  const network = networkOf(prefix);
  if (isFailure(network)) return network;
  if (network.bits !== 32 && !isMapped(network)) return failure(`IPv6 addresses cannot have a netmask: ${prefix}`);
  return addressText(mask(network.length, network.bits), network.bits);
}

/** Terraform's `cidrsubnet`: the network with so many more bits and a number in them (go-cidr's SubnetBig). */
export function cidrSubnet(prefix: string, newBits: bigint, number: bigint): string | Failure {
  const network = networkOf(prefix);
  if (isFailure(network)) return network;
  const length = BigInt(network.length) + newBits;
  if (length > BigInt(network.bits)) {
    const extension = `prefix of ${String(network.length)} by ${String(newBits)}`;
    return failure(`insufficient address space to extend ${extension}`);
  }
  // Go shifts by an unsigned number, so that a negative extension gives 1 << huge = 0, and 0 - 1 the largest number.
  const largest = newBits < 0n || newBits >= 64n ? 2n ** 64n - 1n : (1n << newBits) - 1n;
  if (BigInt.asUintN(64, number < 0n ? -number : number) > largest) {
    const extension = `prefix extension of ${String(newBits)}`;
    return failure(`${extension} does not accommodate a subnet numbered ${String(number)}`);
  }
  if (length < 0n) return failure("the prefix would have a negative length");
  return inserted(network, number, network.bits - Number(length), (address) =>
    networkText({ address, length: Number(length), bits: network.bits }),
  );
}

/**
 * Terraform's `cidrsubnets`: consecutive networks, each with its own number of additional bits (1 to 32), which begin where
 * the one before has ended.
 */
export function cidrSubnets(prefix: string, newBits: readonly bigint[]): readonly string[] | Failure {
  const network = networkOf(prefix);
  if (isFailure(network)) return { ...network, argument: 0 };
  if (isMapped(network) && newBits.length > 0) return failure("panic in function implementation: invalid mask");
  const subnets: string[] = [];
  let next = network.address;
  for (const [index, bits] of newBits.entries()) {
    const length = subnetLength(network, bits, index + 1);
    if (isFailure(length)) return length;
    const size = 1n << BigInt(network.bits - length);
    const start = ((next + size - 1n) / size) * size;
    // go-cidr counts from the network before, and an address of zero means to it that the addresses have run out.
    if (start === 0n || start + size > end(network)) {
      const previous = index === 0 ? precedingText(network, length) : (subnets[index - 1] ?? "");
      const wanted = `a subnet with a prefix of ${String(length)} bits after ${previous}`;
      return failure(`not enough remaining address space for ${wanted}`, index + 1);
    }
    subnets.push(networkText({ address: start, length, bits: network.bits }));
    next = start + size;
  }
  return subnets;
}

function subnetLength(network: Network, bits: bigint, argument: number): number | Failure {
  if (bits < 1n) return failure("must extend prefix by at least one bit", argument);
  if (bits > 32n) return failure("may not extend prefix by more than 32 bits", argument);
  const length = network.length + Number(bits);
  if (length <= network.bits) return length;
  const protocol = network.bits === 32 ? "IPv4" : "IPv6";
  const extension = `would extend prefix to ${String(length)} bits`;
  return failure(`${extension}, which is too long for an ${protocol} address`, argument);
}

/** The network of that length just before, where go-cidr begins to count. */
function precedingText(network: Network, length: number): string {
  const before = BigInt.asUintN(network.bits, network.address - 1n) & mask(length, network.bits);
  return networkText({ address: before, length, bits: network.bits });
}

function end(network: Network): bigint {
  return network.address + (1n << BigInt(network.bits - network.length));
}

function mask(length: number, bits: number): bigint {
  return ((1n << BigInt(length)) - 1n) << BigInt(bits - length);
}

function networkOf(prefix: string): Network | Failure {
  return parseNetwork(prefix) ?? failure(`invalid CIDR expression: invalid CIDR address: ${prefix}`);
}

function networkText(network: Network): string {
  if (isMapped(network)) return `${addressText(network.address, 128)}/${String(network.length - 96)}`;
  return `${addressText(network.address, network.bits)}/${String(network.length)}`;
}

/**
 * go-cidr sets the number's bits in the address, a negative number's as two's complement, and takes the size of what comes
 * out; it panics where that is longer than an address.
 */
function inserted(
  network: Network,
  number: bigint,
  shift: number,
  write: (address: bigint) => string,
): string | Failure {
  const combined = network.address | (number << BigInt(shift));
  const address = combined < 0n ? -combined : combined;
  if (address >= 1n << BigInt(network.bits)) return failure("panic in function implementation: index out of range");
  return write(address);
}
