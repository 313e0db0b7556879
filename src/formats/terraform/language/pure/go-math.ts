import { fused } from "./fused.ts";

/**
 * Go's math.Log and math.Pow differ from JavaScript's in the last bit of some results, and Terraform prints all bits. These
 * follow Go on amd64 with FMA (src/math/log_amd64.s, exp_amd64.s, pow.go), which is what Terraform's releases run on.
 */
const logCoefficients = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
] as const;
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/** The natural logarithm. */
export function naturalLogarithm(value: number): number {
  if (Number.isNaN(value) || value === Infinity) return value;
  if (value < 0) return Number.NaN;
  if (value === 0) return -Infinity;
  const [fraction, exponent] = fractionAndExponent(value);
  const low = fraction < Math.SQRT1_2;
  const k = low ? exponent - 1 : exponent;
  const f = (low ? fraction * 2 : fraction) - 1;
  const [l1, l2, l3, l4, l5, l6, l7] = logCoefficients;
  const s = f / (2 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const odd = s2 * (l1 + s4 * (l3 + s4 * (l5 + s4 * l7)));
  const even = s4 * (l2 + s4 * (l4 + s4 * l6));
  const half = 0.5 * f * f;
  return k * ln2High - (half - (s * (half + (odd + even)) + k * ln2Low) - f);
}

const ln2Upper = 0.693147180559663;
const ln2Lower = 2.8235290563031577e-13;
const overflow = 709.782712893384;
/** 1/8!, 1/7!, … 1/0! as exp_amd64.s writes them. */
const taylor = [
  2.48015873015873e-5, 0.0001984126984126984, 0.001388888888888889, 0.008333333333333333, 0.041666666666666664,
  0.16666666666666666, 0.5, 1,
] as const;

/** e to the power of a finite number. */
function exponential(value: number): number {
  if (value > overflow) return Infinity;
  const exponent = roundHalfToEven(Math.LOG2E * value);
  const reduced = fused(-exponent, ln2Lower, fused(-exponent, ln2Upper, value)) * 0.0625;
  const [first, ...others] = taylor;
  const series = others.reduce<number>((sum, coefficient) => fused(sum, reduced, coefficient), first);
  let result = reduced * series;
  for (let step = 0; step < 3; step += 1) result *= result + 2;
  return scaled(fused(result, result + 2, 1), exponent);
}

function roundHalfToEven(value: number): number {
  const down = Math.floor(value);
  const rest = value - down;
  if (rest === 0.5) return down % 2 === 0 ? down : down + 1;
  return rest < 0.5 ? down : down + 1;
}

/** `base` to the power of `exponent`; NaN where it is not real. */
export function power(base: number, exponent: number): number {
  return specialPower(base, exponent) ?? ordinaryPower(base, exponent);
}

function specialPower(base: number, exponent: number): number | undefined {
  if (exponent === 0 || base === 1) return 1;
  if (exponent === 1) return base;
  if (base === -1 && !Number.isFinite(exponent)) return 1;
  const simple = base === 0 || !Number.isFinite(base) || !Number.isFinite(exponent);
  if (simple) return base ** exponent;
  if (exponent === 0.5) return Math.sqrt(base);
  return exponent === -0.5 ? 1 / Math.sqrt(base) : undefined;
}

function ordinaryPower(base: number, exponent: number): number {
  const size = Math.abs(exponent);
  const fraction = size % 1;
  if (fraction !== 0 && base < 0) return Number.NaN;
  if (size >= 2 ** 63) return base === -1 ? 1 : Math.abs(base) < 1 === exponent > 0 ? 0 : Infinity;
  const up = fraction > 0.5;
  const rest = up ? fraction - 1 : fraction;
  const whole = BigInt(size - fraction) + (up ? 1n : 0n);
  const start = fraction === 0 ? 1 : exponential(rest * naturalLogarithm(base));
  const [mantissa, binary] = bySquaring(base, whole, start);
  return exponent < 0 ? scaled(1 / mantissa, -binary) : scaled(mantissa, binary);
}

/** `start * base ** exponent` as a mantissa and a power of two, by squaring, which keeps the mantissa in range. */
function bySquaring(base: number, exponent: bigint, start: number): readonly [number, number] {
  let [square, squareExponent] = fractionAndExponent(base);
  let mantissa = start;
  let binary = 0;
  for (let rest = exponent; rest !== 0n; rest >>= 1n) {
    if (Math.abs(squareExponent) > 4096) return [mantissa, binary + squareExponent];
    if (rest % 2n === 1n) {
      mantissa *= square;
      binary += squareExponent;
    }
    square *= square;
    squareExponent *= 2;
    if (square < 0.5) {
      square += square;
      squareExponent -= 1;
    }
  }
  return [mantissa, binary];
}

/** A finite, non-zero double as a fraction in [0.5, 1) and a power of two. */
function fractionAndExponent(value: number): readonly [number, number] {
  const bits = new DataView(new ArrayBuffer(8));
  const subnormal = Math.abs(value) < 2 ** -1022;
  bits.setFloat64(0, subnormal ? value * 2 ** 52 : value);
  const high = bits.getUint32(0);
  const exponent = ((high >>> 20) & 0x7ff) - 1022;
  bits.setUint32(0, (high & 0x800fffff) | (1022 << 20));
  return [bits.getFloat64(0), subnormal ? exponent - 52 : exponent];
}

/** `value * 2 ** exponent`, rounded once. */
function scaled(value: number, exponent: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const [fraction, own] = fractionAndExponent(value);
  const total = own + exponent;
  if (total > 1024) return value * Infinity;
  if (total < -1075) return value < 0 ? -0 : 0;
  if (total > -1021) return fraction * 2 * 2 ** (total - 1);
  return fraction * 2 ** 53 * 2 ** Math.max(total - 53, -1074) * 2 ** Math.min(total - 53 + 1074, 0);
}
