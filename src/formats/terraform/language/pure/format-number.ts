import { failure, isFailure, unsupported, type Failure } from "./failure.ts";
import { numberText, type Notation } from "./number-format.ts";
import { toBigInt, type Num } from "./number.ts";

/** The parts of a `%` sequence that shape a number. */
export type NumberStyle = {
  readonly mode: string;
  readonly zero: boolean;
  readonly sharp: boolean;
  readonly plus: boolean;
  readonly minus: boolean;
  readonly space: boolean;
  readonly width: number | undefined;
  readonly precision: number | undefined;
};

const bases: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 };
const prefixes: Readonly<Record<string, string>> = { b: "0b", o: "0", x: "0x", X: "0X" };

/** A whole number as Go's big.Int writes itself for `%b %d %o %x %X`: precision is the least number of digits. */
export function formattedInteger(style: NumberStyle, number: Num): string | Failure {
  const whole = toBigInt(number);
  if (whole === undefined)
    return number.kind === "infinite"
      ? failure("an integer is required")
      : unsupported("the number is too large to be written out");
  const plain = (whole < 0n ? -whole : whole).toString(bases[style.mode] ?? 10);
  const digits = style.mode === "X" ? plain.toUpperCase() : plain;
  if (style.precision === 0 && whole === 0n) return "";
  const sign = signText(style, whole < 0n);
  const prefix = style.sharp ? (prefixes[style.mode] ?? "") : "";
  const body = digits.padStart(style.precision ?? 0, "0");
  const width = style.width ?? 0;
  if (style.minus) return (sign + prefix + body).padEnd(width);
  if (style.zero && style.precision === undefined) {
    return sign + prefix + body.padStart(width - sign.length - prefix.length, "0");
  }
  return (sign + prefix + body).padStart(width);
}

/** A number as Go's big.Float writes itself for `%e %E %f %g %G`; `0` wins over `-`, unlike for integers. */
export function formattedFloat(style: NumberStyle, notation: Notation, number: Num): string | Failure {
  const whole = notation === "g" || notation === "G" ? -1 : 6;
  const text = numberText(number, notation, style.precision ?? whole);
  if (isFailure(text)) return text;
  const signed = text.startsWith("-") || text.startsWith("+");
  const body = signed ? text.slice(1) : text;
  const infinitelyLarge = number.kind === "infinite" && !number.negative;
  const sign = infinitelyLarge ? (style.space ? " " : "+") : signText(style, number.negative);
  const width = style.width ?? 0;
  if (style.zero && number.kind === "finite") return sign + body.padStart(width - sign.length, "0");
  return style.minus ? (sign + body).padEnd(width) : (sign + body).padStart(width);
}

function signText(style: NumberStyle, negative: boolean): string {
  if (negative) return "-";
  if (style.plus) return "+";
  return style.space ? " " : "";
}
