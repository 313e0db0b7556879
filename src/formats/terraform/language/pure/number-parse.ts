import { failure, unsupported, type Failure } from "./failure.ts";
import { quotientAt } from "./number-arithmetic.ts";
import { bitLength, infinity, integer, rounded, textPrecision, zero, type FiniteNum, type Num } from "./number.ts";

/** What most numbers are. */
const plain = /^\d{1,15}$/;
const infinities = /^(?<sign>[+-]?)[Ii]nf$/;
const decimal =
  /^(?<sign>[+-]?)(?:(?<whole>\d+)(?:\.(?<fraction>\d*))?|\.(?<only>\d+))(?:(?<mark>[eEpP])(?<power>[+-]?\d+))?$/;

/**
 * A number from text, as cty's ParseNumberVal and HCL's literals take it: decimal digits with an optional point and
 * exponent, and, as Go's parser has it, an exponent of two after `p`, and `inf`. Not hexadecimal, underscores or spaces.
 * Undefined where the text is no number, or its exponent is beyond Go's.
 */
export function parseNumber(text: string): Num | undefined {
  if (plain.test(text)) return rounded(false, BigInt(text), 0, textPrecision);
  const infinite = infinities.exec(text);
  if (infinite !== null) return infinity(infinite.groups?.["sign"] === "-", textPrecision);
  const groups = decimal.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const fraction = groups["fraction"] ?? groups["only"] ?? "";
  const exponent = BigInt(groups["power"] ?? "0");
  if (exponent > 2n ** 63n - 1n || exponent < -(2n ** 63n)) return undefined;
  const digits = BigInt((groups["whole"] ?? "") + fraction);
  const negative = groups["sign"] === "-";
  if (digits === 0n) return zero(negative, textPrecision);
  const binary = groups["mark"] === "p" || groups["mark"] === "P";
  return scaled(negative, digits, binary ? exponent : 0n, (binary ? 0n : exponent) - BigInt(fraction.length));
}

/** `digits * 2 ** binary * 10 ** decimal`, with the rounding and the limits of Go's `Float.scan`. */
function scaled(negative: boolean, digits: bigint, binary: bigint, decimalPower: bigint): Num | undefined {
  const size = BigInt(bitLength(digits)) + binary + decimalPower;
  if (size > 2n ** 31n - 1n || size < -(2n ** 31n)) return undefined;
  const exponent = Number(binary + decimalPower);
  const fives = Number(decimalPower);
  if (fives === 0) return rounded(negative, digits, exponent, textPrecision);
  const power = powerOfFive(Math.abs(fives));
  const unrounded: FiniteNum = { kind: "finite", negative, mantissa: digits, exponent, precision: textPrecision };
  if (power === undefined) return fives > 0 ? infinity(negative, textPrecision) : zero(negative, textPrecision);
  if (fives < 0) return quotientAt(unrounded, power, textPrecision);
  return rounded(negative, digits * power.mantissa, exponent + power.exponent, textPrecision);
}

/** The largest power of five in 64 bits is 5 ** 27: where Go's `pow5` begins to round. */
const exactFives = 27;

/**
 * 5 ** power as Go's `pow5` computes it for the parser: rounded to 576 bits, its squares to 640, so that numbers with a
 * large exponent are off in the same last place. Undefined where it overflows.
 */
function powerOfFive(power: number): FiniteNum | undefined {
  if (power <= exactFives) return exact(5n ** BigInt(power));
  let result: Num = exact(5n ** BigInt(exactFives));
  let square: Num = exact(5n);
  for (let rest = power - exactFives; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = productAt(result, square, textPrecision + 64);
    if (result.kind === "infinite") return undefined;
    square = productAt(square, square, textPrecision + 128);
  }
  return result;
}

function exact(value: bigint): FiniteNum {
  return { kind: "finite", negative: false, mantissa: value, exponent: 0, precision: textPrecision };
}

function productAt(left: Num, right: Num, precision: number): Num {
  if (left.kind === "infinite" || right.kind === "infinite") return infinity(false, precision);
  return rounded(false, left.mantissa * right.mantissa, left.exponent + right.exponent, precision);
}

/** Longer digit strings are refused: their conversion takes time that grows with the square of the length. */
const longestInteger = 50_000;

/**
 * Terraform's `parseint`: digits of a base of 2 to 62 with an optional sign. Letters are digits whatever their case up to
 * base 36; above it, upper case follows lower case. `quotedText` is how the text is shown in the error.
 */
export function parseInteger(text: string, base: number, quotedText: string): Num | Failure {
  if (!Number.isInteger(base) || base < 2 || base > 62) {
    return failure("base must be a whole number between 2 and 62 inclusive", 1);
  }
  const unreadable = failure(`cannot parse ${quotedText} as a base ${String(base)} integer`, 0);
  const negative = text.startsWith("-");
  const digits = negative || text.startsWith("+") ? text.slice(1) : text;
  if (digits === "") return unreadable;
  if (digits.length > longestInteger) return unsupported("the number has too many digits");
  const values = Array.from(digits, (digit) => digitValue(digit, base));
  if (values.some((value) => value === undefined || value >= base)) return unreadable;
  const magnitude = fromDigits(
    values.map((value) => value ?? 0),
    BigInt(base),
  );
  return integer(negative ? -magnitude : magnitude);
}

function digitValue(digit: string, base: number): number | undefined {
  if (/^\d$/.test(digit)) return Number(digit);
  if (/^[a-z]$/.test(digit)) return digit.charCodeAt(0) - 97 + 10;
  if (/^[A-Z]$/.test(digit)) return digit.charCodeAt(0) - 65 + (base <= 36 ? 10 : 36);
  return undefined;
}

function fromDigits(digits: readonly number[], base: bigint): bigint {
  return digits.reduce((total, digit) => total * base + BigInt(digit), 0n);
}
