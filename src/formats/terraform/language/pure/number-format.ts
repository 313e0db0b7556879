import { decimalOf, digitAt, roundDecimal, type Decimal } from "./decimal.ts";
import { binaryExponent, bitLength, largestSpan, type FiniteNum, type Num } from "./number.ts";
import { isFailure, unsupported, type Failure } from "./failure.ts";

/** A notation of Go's `Float.Text`: with an exponent, without, or the shorter of the two. */
export type Notation = "e" | "E" | "f" | "g" | "G";

/**
 * What `tostring`, templates, JSON and YAML write for a number: no exponent, and the fewest digits that mean the same
 * number at its precision (Go's `Text('f', -1)`). `+Inf` and `-Inf` for infinities. Fails for a number so large or small
 * that Terraform itself would write it for minutes.
 */
export function formatNumber(number: Num): string | Failure {
  return numberText(number, "f", -1);
}

/**
 * Go's `Float.Text`: in a notation, with so many digits after the point (all digits for `g`), or with as few as mean the
 * same number for a negative count.
 */
export function numberText(number: Num, notation: Notation, digits: number): string | Failure {
  if (number.kind === "infinite") return number.negative ? "-Inf" : "+Inf";
  const magnitude = magnitudeText(number, notation, digits);
  if (isFailure(magnitude)) return magnitude;
  return number.negative ? `-${magnitude}` : magnitude;
}

function magnitudeText(number: FiniteNum, notation: Notation, digits: number): string | Failure {
  const simple = notation === "f" && digits < 0 && number.exponent >= 0 && binaryExponent(number) <= number.precision;
  if (simple) return (number.mantissa << BigInt(number.exponent)).toString();
  if (Math.abs(binaryExponent(number)) > largestSpan || number.exponent < -largestSpan) {
    return unsupported("the number is too large or too small to be written out");
  }
  const exactly = decimalOf(number.mantissa, number.exponent);
  const shortest = digits < 0;
  const decimal = shortest
    ? shortestDecimal(number, exactly)
    : roundDecimal(exactly, keptDigits(exactly, notation, digits));
  if (notation === "f") {
    return fixed(decimal, shortest ? Math.max(decimal.digits.length - decimal.point, 0) : digits);
  }
  if (notation === "e" || notation === "E") {
    return scientific(decimal, notation, shortest ? decimal.digits.length - 1 : digits);
  }
  return general(decimal, notation, digits);
}

function keptDigits(decimal: Decimal, notation: Notation, digits: number): number {
  if (notation === "f") return decimal.point + digits;
  return notation === "e" || notation === "E" ? 1 + digits : Math.max(digits, 1);
}

/** `g`: an exponent where it is below -4, or not below the number of digits (6 where the shortest form is wanted). */
function general(decimal: Decimal, notation: "g" | "G", digits: number): string {
  const shortest = digits < 0;
  const length = decimal.digits.length;
  const wanted = shortest ? length : Math.max(digits, 1);
  const limit = shortest ? 6 : wanted > length && length >= decimal.point ? length : wanted;
  const exponent = decimal.point - 1;
  if (exponent < -4 || exponent >= limit) {
    return scientific(decimal, notation === "g" ? "e" : "E", Math.min(wanted, length) - 1);
  }
  return fixed(decimal, Math.max((wanted > decimal.point ? length : wanted) - decimal.point, 0));
}

function scientific(decimal: Decimal, mark: "e" | "E", fraction: number): string {
  const head = digitAt(decimal, 0);
  const tail = fraction > 0 ? `.${decimal.digits.slice(1, fraction + 1).padEnd(fraction, "0")}` : "";
  const exponent = decimal.digits === "" ? 0 : decimal.point - 1;
  const sign = exponent < 0 ? "-" : "+";
  return `${head}${tail}${mark}${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function fixed(decimal: Decimal, fraction: number): string {
  const whole = decimal.point > 0 ? decimal.digits.slice(0, decimal.point).padEnd(decimal.point, "0") : "0";
  if (fraction <= 0) return whole;
  const leading = "0".repeat(Math.min(Math.max(-decimal.point, 0), fraction));
  const digits = decimal.digits.slice(Math.max(decimal.point, 0)).slice(0, fraction - leading.length);
  return `${whole}.${(leading + digits).padEnd(fraction, "0")}`;
}

/**
 * The shortest decimal between the number less and plus half a unit in its last place. Go compares the three digit by digit
 * without aligning them, and the result depends on it; so does this.
 */
function shortestDecimal(number: FiniteNum, exactly: Decimal): Decimal {
  if (exactly.digits === "") return exactly;
  const shift = number.precision + 1 - bitLength(number.mantissa);
  const scaled = number.mantissa << BigInt(shift);
  const exponent = number.exponent - shift;
  const lower = decimalOf(scaled - 1n, exponent);
  const upper = decimalOf(scaled + 1n, exponent);
  const inclusive = (scaled & 2n) === 0n;
  for (let index = 0; index < exactly.digits.length; index += 1) {
    const ours = digitAt(exactly, index);
    const down = digitAt(lower, index) !== ours || (inclusive && index + 1 === lower.digits.length);
    const up =
      ours !== digitAt(upper, index) &&
      (inclusive || Number(ours) + 1 < Number(digitAt(upper, index)) || index + 1 < upper.digits.length);
    if (down || up) return roundDecimal(exactly, index + 1, down && up ? "nearest" : down ? "down" : "up");
  }
  return exactly;
}
