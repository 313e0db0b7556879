import { failure, isFailure, unsupported, type Failure } from "./failure.ts";
import {
  binaryExponent,
  bitLength,
  compare,
  infinity,
  integer,
  isInteger,
  isZero,
  rounded,
  textPrecision,
  toBigInt,
  withPrecision,
  zero,
  type FiniteNum,
  type Num,
} from "./number.ts";

/** The sum, at the greater precision of the two. Fails for infinities of opposite sign. */
export function add(left: Num, right: Num): Num | Failure {
  return sum(left, right, "can't compute sum of opposing infinities");
}

/** The difference, at the greater precision of the two. Fails for an infinity taken from itself. */
export function subtract(left: Num, right: Num): Num | Failure {
  return sum(left, negate(right), "can't subtract infinity from itself");
}

function sum(left: Num, right: Num, opposing: string): Num | Failure {
  const precision = Math.max(left.precision, right.precision);
  if (left.kind === "infinite" || right.kind === "infinite") {
    if (left.kind === right.kind && left.negative !== right.negative) return failure(opposing);
    return infinity(left.kind === "infinite" ? left.negative : right.negative, precision);
  }
  return sumAt(left, right, precision);
}

function sumAt(left: FiniteNum, right: FiniteNum, precision: number): Num {
  if (isZero(left) && isZero(right)) return zero(left.negative && right.negative, precision);
  if (isZero(left)) return withPrecision(right, precision);
  if (isZero(right)) return withPrecision(left, precision);
  const [large, small] = binaryExponent(left) >= binaryExponent(right) ? [left, right] : [right, left];
  return sumOfAligned(large, tinyStandIn(large, small, precision), precision);
}

/**
 * A number that is too small to be seen at the precision only decides how a tie is rounded, so that a single bit far below
 * the last place stands for it: 1e100000000 + 1 would otherwise be a number of 40 MB.
 */
function tinyStandIn(large: FiniteNum, small: FiniteNum, precision: number): FiniteNum {
  const floor = Math.min(large.exponent, binaryExponent(large) - precision) - 4;
  if (binaryExponent(small) >= floor) return small;
  return { ...small, mantissa: 1n, exponent: floor };
}

function sumOfAligned(left: FiniteNum, right: FiniteNum, precision: number): Num {
  const exponent = Math.min(left.exponent, right.exponent);
  const total = signed(left, exponent) + signed(right, exponent);
  if (total === 0n) return zero(false, precision);
  return rounded(total < 0n, total < 0n ? -total : total, exponent, precision);
}

function signed(number: FiniteNum, exponent: number): bigint {
  const magnitude = number.mantissa << BigInt(number.exponent - exponent);
  return number.negative ? -magnitude : magnitude;
}

/**
 * The product. cty computes it at 512 bits and then keeps the greater precision of the two, or what the product needs
 * (cty's Value.Multiply). Fails for zero times infinity.
 */
export function multiply(left: Num, right: Num): Num | Failure {
  const product = productAt(left, right, textPrecision);
  if (isFailure(product) || product.kind === "infinite") return product;
  return { ...product, precision: Math.max(left.precision, right.precision, bitLength(product.mantissa)) };
}

function productAt(left: Num, right: Num, precision: number): Num | Failure {
  const negative = left.negative !== right.negative;
  if (left.kind === "infinite" || right.kind === "infinite") {
    if (isZero(left) || isZero(right)) return failure("can't multiply zero by infinity");
    return infinity(negative, precision);
  }
  return rounded(negative, left.mantissa * right.mantissa, left.exponent + right.exponent, precision);
}

/** The quotient, at the greater precision of the two; anything over zero is infinite. Fails for 0/0 and infinity/infinity. */
export function divide(left: Num, right: Num): Num | Failure {
  const precision = Math.max(left.precision, right.precision);
  const negative = left.negative !== right.negative;
  const undefinable = isZero(left) ? isZero(right) : left.kind === "infinite" && right.kind === "infinite";
  if (undefinable) return failure("can't divide zero by zero or infinity by infinity");
  if (left.kind === "infinite" || isZero(right)) return infinity(negative, precision);
  if (right.kind === "infinite" || isZero(left)) return zero(negative, precision);
  return quotientAt(left, right, precision);
}

/** The quotient of two numbers that are neither zero nor infinite, rounded correctly to the precision. */
export function quotientAt(left: FiniteNum, right: FiniteNum, precision: number): Num {
  const shift = Math.max(0, precision + 2 + bitLength(right.mantissa) - bitLength(left.mantissa));
  const numerator = left.mantissa << BigInt(shift);
  const quotient = numerator / right.mantissa;
  const inexact = quotient * right.mantissa !== numerator;
  const withSticky = (quotient << 1n) | (inexact ? 1n : 0n);
  const exponent = left.exponent - right.exponent - shift - 1;
  return rounded(left.negative !== right.negative, withSticky, exponent, precision);
}

/**
 * What is left of the first after taking the second as often as it goes in, with the sign of the first; a remainder by
 * zero is the first number (cty's Value.Modulo). The arithmetic keeps the first number's precision.
 */
export function remainder(left: Num, right: Num): Num | Failure {
  if (isZero(right)) return left;
  if (left.kind === "infinite" || right.kind === "infinite") return failure(moduloOfInfinity);
  const ratio = divide(left, right);
  const times = isFailure(ratio) ? undefined : toBigInt(ratio);
  if (times === undefined) return unsupported("the operands are too far apart for a remainder");
  const taken = productAt(right, withPrecision(integer(times), left.precision), left.precision);
  if (isFailure(taken) || taken.kind === "infinite") return failure(moduloOfInfinity);
  return sumAt(left, { ...taken, negative: !taken.negative }, left.precision);
}

const moduloOfInfinity = "can't use modulo with zero and infinity";

/** The number with the other sign; zero too has one. */
export function negate(number: Num): Num {
  return { ...number, negative: !number.negative };
}

/** The number without its sign. */
export function absolute(number: Num): Num {
  return { ...number, negative: false };
}

/** The greatest integer that is not above the number. */
export function floor(number: Num): Num {
  return towards(number, -1n);
}

/** The least integer that is not below the number. */
export function ceil(number: Num): Num {
  return towards(number, 1n);
}

function towards(number: Num, direction: 1n | -1n): Num {
  if (isZero(number)) return zero(false, number.precision);
  if (number.kind === "infinite" || isInteger(number)) return number;
  const truncated = toBigInt(number) ?? 0n;
  const away = number.negative === direction < 0n;
  return withPrecision(integer(away ? truncated + direction : truncated), number.precision);
}

/** The least of the numbers; the first of equals. Fails for none. */
export function minimum(numbers: readonly Num[]): Num | Failure {
  return extreme(numbers, -1);
}

/** The greatest of the numbers; the first of equals. Fails for none. */
export function maximum(numbers: readonly Num[]): Num | Failure {
  return extreme(numbers, 1);
}

function extreme(numbers: readonly Num[], wanted: -1 | 1): Num | Failure {
  const [first, ...others] = numbers;
  if (first === undefined) return failure("must pass at least one number");
  return others.reduce((best, number) => (compare(number, best) === wanted ? number : best), first);
}
