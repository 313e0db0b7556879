/**
 * Terraform's numbers: binary floating point as Go's math/big.Float has it, rounding to nearest even, where each number
 * carries the precision (bits of mantissa) that operations on it round to. cty parses text at 512 bits.
 */
export type FiniteNum = {
  readonly kind: "finite";
  readonly negative: boolean;
  /** Odd, or 0n: the value is `mantissa * 2 ** exponent`. */
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly precision: number;
};

/** What a division by zero or an overflow gives. */
export type InfiniteNum = { readonly kind: "infinite"; readonly negative: boolean; readonly precision: number };

export type Num = FiniteNum | InfiniteNum;

/** The precision of numbers that come from text (cty's ParseNumberVal). */
export const textPrecision = 512;

/** big.Float's exponent is an int32; beyond it a number is infinite or zero. */
const largestExponent = 2 ** 31 - 1;
const smallestExponent = -(2 ** 31);

/** Numbers with more bits than this before or after the point are not written out: Go takes minutes and gigabytes for them. */
export const largestSpan = 2 ** 18;

/** The number of bits of a natural number, 0 for 0n. */
export function bitLength(natural: bigint): number {
  if (natural < 2n ** 32n) return 32 - Math.clz32(Number(natural));
  const digits = natural.toString(16);
  return digits.length * 4 - (Math.clz32(Number.parseInt(digits.charAt(0), 16)) - 28);
}

/** The binary exponent of a number whose mantissa is seen as a fraction in [0.5, 1), as big.Float counts it. */
export function binaryExponent(number: FiniteNum): number {
  return number.exponent + bitLength(number.mantissa);
}

/** Plus or minus infinity. */
export function infinity(negative: boolean, precision: number): InfiniteNum {
  return { kind: "infinite", negative, precision };
}

/** Zero, which has a sign, as Terraform's `-0` shows. */
export function zero(negative: boolean, precision: number): FiniteNum {
  return { kind: "finite", negative, mantissa: 0n, exponent: 0, precision };
}

/** `mantissa * 2 ** exponent` rounded to the precision, to nearest even. */
export function rounded(negative: boolean, mantissa: bigint, exponent: number, precision: number): Num {
  if (mantissa === 0n) return zero(negative, precision);
  const surplus = bitLength(mantissa) - precision;
  const kept = surplus > 0 ? roundedShift(mantissa, surplus) : mantissa;
  const keptExponent = surplus > 0 ? exponent + surplus : exponent;
  const zeros = bitLength(kept & -kept) - 1;
  const odd = kept >> BigInt(zeros);
  const power = keptExponent + zeros;
  const size = power + bitLength(odd);
  if (size > largestExponent) return infinity(negative, precision);
  if (size < smallestExponent) return zero(negative, precision);
  return { kind: "finite", negative, mantissa: odd, exponent: power, precision };
}

function roundedShift(mantissa: bigint, bits: number): bigint {
  const width = BigInt(bits);
  const kept = mantissa >> width;
  const rest = mantissa - (kept << width);
  const half = 1n << (width - 1n);
  return rest > half || (rest === half && (kept & 1n) === 1n) ? kept + 1n : kept;
}

/** An integer as Go's int64 gives it (64 bits of precision), or wider where the integer is. */
export function integer(value: number | bigint): Num {
  const whole = BigInt(value);
  const magnitude = whole < 0n ? -whole : whole;
  return rounded(whole < 0n, magnitude, 0, Math.max(64, bitLength(magnitude)));
}

/** The same number at another precision. */
export function withPrecision(number: Num, precision: number): Num {
  if (number.kind === "infinite") return infinity(number.negative, precision);
  return rounded(number.negative, number.mantissa, number.exponent, precision);
}

/** Whether it is 0 or -0. */
export function isZero(number: Num): boolean {
  return number.kind === "finite" && number.mantissa === 0n;
}

/** Whether it has no fraction; an infinity is no integer. */
export function isInteger(number: Num): boolean {
  return number.kind === "finite" && number.exponent >= 0;
}

/** -1, 0 or 1, as the first is less than, equal to or greater than the second. */
export function compare(left: Num, right: Num): -1 | 0 | 1 {
  const leftSign = signOf(left);
  const rightSign = signOf(right);
  if (leftSign !== rightSign) return leftSign < rightSign ? -1 : 1;
  if (leftSign === 0) return 0;
  const larger = compareMagnitudes(left, right);
  if (larger === 0) return 0;
  return larger === leftSign ? 1 : -1;
}

/** Whether two numbers are the same, whatever their precision; `0` and `-0` are. */
export function equal(left: Num, right: Num): boolean {
  return compare(left, right) === 0;
}

/** -1, 0 or 1. */
export function signOf(number: Num): -1 | 0 | 1 {
  if (isZero(number)) return 0;
  return number.negative ? -1 : 1;
}

function compareMagnitudes(left: Num, right: Num): -1 | 0 | 1 {
  if (left.kind === "infinite" || right.kind === "infinite") {
    if (left.kind === right.kind) return 0;
    return left.kind === "infinite" ? 1 : -1;
  }
  const sizes = binaryExponent(left) - binaryExponent(right);
  if (sizes !== 0) return sizes < 0 ? -1 : 1;
  const shift = left.exponent - right.exponent;
  const ours = shift > 0 ? left.mantissa << BigInt(shift) : left.mantissa;
  const theirs = shift < 0 ? right.mantissa << BigInt(-shift) : right.mantissa;
  if (ours === theirs) return 0;
  return ours < theirs ? -1 : 1;
}

/** The integer part, towards zero. Undefined for an infinity, and for a number of more than {@link largestSpan} bits. */
export function toBigInt(number: Num): bigint | undefined {
  if (number.kind === "infinite") return undefined;
  if (binaryExponent(number) > largestSpan) return undefined;
  if (binaryExponent(number) <= 0) return 0n;
  const magnitude =
    number.exponent >= 0 ? number.mantissa << BigInt(number.exponent) : number.mantissa >> BigInt(-number.exponent);
  return number.negative ? -magnitude : magnitude;
}
