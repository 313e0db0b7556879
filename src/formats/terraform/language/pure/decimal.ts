/** A decimal number: `0.digits * 10 ** point`, without trailing zeros; zero has no digits. */
export type Decimal = { readonly digits: string; readonly point: number };

/** `mantissa * 2 ** exponent`, exactly. */
export function decimalOf(mantissa: bigint, exponent: number): Decimal {
  if (mantissa === 0n) return { digits: "", point: 0 };
  if (exponent >= 0) return fromDigits((mantissa << BigInt(exponent)).toString(), 0);
  return fromDigits((mantissa * 5n ** BigInt(-exponent)).toString(), exponent);
}

function fromDigits(digits: string, power: number): Decimal {
  return trimmed(digits, digits.length + power);
}

function trimmed(digits: string, point: number): Decimal {
  let end = digits.length;
  while (end > 0 && digits.charAt(end - 1) === "0") end -= 1;
  return end === 0 ? { digits: "", point: 0 } : { digits: digits.slice(0, end), point };
}

/** The digit at an index from the left, `0` beyond the end. */
export function digitAt(decimal: Decimal, index: number): string {
  return decimal.digits.charAt(index) || "0";
}

/** The decimal with so many digits kept: rounded down, up, or to the nearest, to even where it is halfway. */
export function roundDecimal(
  decimal: Decimal,
  kept: number,
  direction: "nearest" | "down" | "up" = "nearest",
): Decimal {
  if (kept < 0 || kept >= decimal.digits.length) return decimal;
  const up = direction === "up" || (direction === "nearest" && roundsUp(decimal, kept));
  if (!up) return trimmed(decimal.digits.slice(0, kept), decimal.point);
  const head = decimal.digits.slice(0, kept);
  const raised = (BigInt(`0${head}`) + 1n).toString().padStart(kept, "0");
  return trimmed(raised, decimal.point + raised.length - kept);
}

function roundsUp(decimal: Decimal, kept: number): boolean {
  const next = decimal.digits.charAt(kept);
  if (next === "5" && kept + 1 === decimal.digits.length) {
    return kept > 0 && Number(decimal.digits.charAt(kept - 1)) % 2 === 1;
  }
  return next >= "5";
}
