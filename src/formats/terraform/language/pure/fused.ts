/** `factor * other + term`, rounded once, as a processor's FMA gives it, for finite numbers of ordinary size. */
export function fused(factor: number, other: number, term: number): number {
  const product = parts(factor);
  const second = parts(other);
  const addend = parts(term);
  const mantissa = product.mantissa * second.mantissa;
  const exponent = product.exponent + second.exponent;
  const common = Math.min(exponent, addend.exponent);
  const total = (mantissa << BigInt(exponent - common)) + (addend.mantissa << BigInt(addend.exponent - common));
  return nearest(total, common);
}

type Parts = { readonly mantissa: bigint; readonly exponent: number };

function parts(value: number): Parts {
  if (value === 0) return { mantissa: 0n, exponent: 0 };
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), -1021) - 53;
  return { mantissa: BigInt(value * 2 ** -exponent), exponent };
}

/** JavaScript rounds a BigInt to the nearest double, to even, so that only the scale is left to apply. */
function nearest(total: bigint, exponent: number): number {
  return Number(total) * 2 ** exponent;
}
