import { failure, type Failure } from "./failure.ts";
import { naturalLogarithm, power } from "./go-math.ts";
import {
  binaryExponent,
  bitLength,
  infinity,
  isInteger,
  rounded,
  toBigInt,
  type FiniteNum,
  type Num,
} from "./number.ts";

/** A double as Go's `SetFloat64` takes it: exactly, with 53 bits. Undefined for NaN, which Terraform has no value for. */
export function fromDouble(value: number): Num | undefined {
  if (Number.isNaN(value)) return undefined;
  if (!Number.isFinite(value)) return infinity(value < 0, 53);
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const biased = Number((raw >> 52n) & 0x7ffn);
  const fraction = raw & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return rounded(raw >> 63n === 1n, mantissa, Math.max(biased, 1) - 1075, 53);
}

/** The exponent, as {@link binaryExponent} counts it, of the smallest double with full precision. */
const smallestNormal = -1021;

/** The nearest double, to even; infinite beyond the range of doubles. */
export function toDouble(number: Num): number {
  if (number.kind === "infinite") return number.negative ? -Infinity : Infinity;
  const size = binaryExponent(number);
  if (size > 1024) return number.negative ? -Infinity : Infinity;
  const magnitude = number.mantissa === 0n ? 0 : magnitudeOf(number, size);
  return number.negative ? -magnitude : magnitude;
}

function magnitudeOf(number: FiniteNum, size: number): number {
  const precision = size < smallestNormal ? 53 - (smallestNormal - size) : 53;
  if (precision <= 0) return precision === 0 && bitLength(number.mantissa) > 1 ? Number.MIN_VALUE : 0;
  const kept = rounded(false, number.mantissa, number.exponent, precision);
  if (kept.kind === "infinite" || binaryExponent(kept) > 1024) return Infinity;
  return Number(kept.mantissa) * 2 ** kept.exponent;
}

/** The number as a double for a function of Terraform that computes with doubles; fails where it is out of their range. */
function argumentDouble(number: Num): number | Failure {
  const double = toDouble(number);
  if (number.kind === "infinite" || Number.isFinite(double)) return double;
  const limit = BigInt(Number.MAX_VALUE).toString();
  return failure(`value must be between -${limit}.000000 and ${limit}.000000 inclusive`);
}

/** Terraform's `pow`, in doubles, as Go's math.Pow computes it. */
export function pow(base: Num, exponent: Num): Num | Failure {
  return inDoubles(base, exponent, power);
}

/** Terraform's `log`: the quotient of two natural logarithms, in doubles. */
export function log(number: Num, base: Num): Num | Failure {
  return inDoubles(number, base, (first, second) => naturalLogarithm(first) / naturalLogarithm(second));
}

function inDoubles(first: Num, second: Num, compute: (first: number, second: number) => number): Num | Failure {
  const left = argumentDouble(first);
  if (typeof left !== "number") return left;
  const right = argumentDouble(second);
  if (typeof right !== "number") return right;
  // Terraform 1.11 ends with "panic in function implementation" and a Go stack trace here.
  return fromDouble(compute(left, right)) ?? failure("panic in function implementation: Float.SetFloat64(NaN)");
}

/** A number for a parameter that takes a Go int: fails, as Terraform does, for fractions and beyond 64 bits. */
export function toInt64(number: Num): bigint | Failure {
  const whole = isInteger(number) ? toBigInt(number) : undefined;
  if (whole !== undefined && whole >= -(2n ** 63n) && whole < 2n ** 63n) return whole;
  return failure("value must be a whole number, between -9223372036854775808 and 9223372036854775807");
}

/** A number for a parameter that takes an integer of any size. Fails for fractions, and for numbers too large to hold. */
export function toWholeNumber(number: Num): bigint | Failure {
  const whole = isInteger(number) ? toBigInt(number) : undefined;
  return whole ?? failure("value must be a whole number");
}

/** Terraform's `signum`, which takes whole numbers only. */
export function signum(number: Num): -1 | 0 | 1 | Failure {
  const whole = toInt64(number);
  if (typeof whole !== "bigint") return whole;
  if (whole === 0n) return 0;
  return whole < 0n ? -1 : 1;
}
