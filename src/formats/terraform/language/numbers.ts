/**
 * Terraform computes with decimal numbers of 512 bits. Plumbline's values are doubles, so a result counts only where
 * the double stands for the same decimal; else there is none.
 */

/** A decimal: `digits` divided by 10 to the `scale`. */
type Decimal = { readonly digits: bigint; readonly scale: number };

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/;
const MAX_EXPONENT = 30;
const MAX_SCALE = 30;

/** The number that a decimal text stands for; undefined when it is none, or none that a double holds exactly. */
export function parseNumber(text: string): number | undefined {
  const decimal = parseDecimal(text);
  return decimal && toDouble(decimal);
}

/** A number as Terraform writes it into a string. */
export function formatNumber(value: number): string {
  const decimal = parseDecimal(String(value));
  return decimal ? formatDecimal(decimal) : String(value);
}

export type Arithmetic = "+" | "-" | "*" | "/" | "%";

/** The result of an operation; undefined when a double cannot hold it, `invalid` for a division by zero. */
export function compute(operator: Arithmetic, left: number, right: number): number | undefined | "invalid" {
  const a = parseDecimal(String(left));
  const b = parseDecimal(String(right));
  if (!a || !b) return undefined;
  const scale = Math.max(a.scale, b.scale);
  const x = a.digits * 10n ** BigInt(scale - a.scale);
  const y = b.digits * 10n ** BigInt(scale - b.scale);
  switch (operator) {
    case "+":
      return toDouble({ digits: x + y, scale });
    case "-":
      return toDouble({ digits: x - y, scale });
    case "*":
      return toDouble({ digits: x * y, scale: scale * 2 });
    case "%":
      return y === 0n ? "invalid" : toDouble({ digits: x % y, scale });
    case "/":
      break;
  }
  return y === 0n ? "invalid" : divide(x, y);
}

/** A quotient with an end; 1/3 has none. */
function divide(x: bigint, y: bigint): number | undefined {
  const shifted = x * 10n ** BigInt(MAX_SCALE);
  return shifted % y === 0n ? toDouble({ digits: shifted / y, scale: MAX_SCALE }) : undefined;
}

function parseDecimal(text: string): Decimal | undefined {
  const parts = DECIMAL.exec(text);
  if (!parts) return undefined;
  const [, sign = "", whole = "", fraction = "", exponentText = "0"] = parts;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > MAX_EXPONENT || whole.length + fraction.length > 60) return undefined;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  const scale = fraction.length - exponent;
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function toDouble(decimal: Decimal): number | undefined {
  const text = formatDecimal(decimal);
  const value = Number(text);
  const back = parseDecimal(String(value));
  return back && formatDecimal(back) === text ? value : undefined;
}

function formatDecimal({ digits, scale }: Decimal): string {
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(scale + 1, "0");
  const whole = text.slice(0, text.length - scale);
  const fraction = scale === 0 ? "" : text.slice(-scale).replace(/0+$/, "");
  return `${negative ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
