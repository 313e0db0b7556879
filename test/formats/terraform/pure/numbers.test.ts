import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isFailure } from "../../../../src/formats/terraform/language/pure/failure.ts";
import type { Failure } from "../../../../src/formats/terraform/language/pure/failure.ts";
import {
  add,
  divide,
  multiply,
  negate,
  remainder,
} from "../../../../src/formats/terraform/language/pure/number-arithmetic.ts";
import { toDouble } from "../../../../src/formats/terraform/language/pure/number-double.ts";
import { formatNumber } from "../../../../src/formats/terraform/language/pure/number-format.ts";
import { parseNumber } from "../../../../src/formats/terraform/language/pure/number-parse.ts";
import type { Num } from "../../../../src/formats/terraform/language/pure/number.ts";
import { naturalLogarithm, power } from "../../../../src/formats/terraform/language/pure/go-math.ts";
import { numberText, type Notation } from "../../../../src/formats/terraform/language/pure/number-format.ts";
import { numberOf } from "./plain.ts";

type Row = readonly [operation: string, left: string, right: string, digits: number, answer: string];

/** Seeded operations with what Go's math/big and math gave; doubles are the digits of their 64 bits. */
const rows = JSON.parse(readFileSync(new URL("numbers.json", import.meta.url), "utf8")) as readonly Row[];

function doubleOf(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(bits));
  return view.getFloat64(0);
}

function bitsOf(double: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, double);
  return String(view.getBigUint64(0));
}

function written(number: Num | Failure): string | Failure {
  return isFailure(number) ? number : formatNumber(number);
}

function ours([operation, left, right, digits]: Row): string | Failure {
  switch (operation) {
    case "parse":
      return written(numberOf(left));
    case "add":
      return written(add(numberOf(left), numberOf(right)));
    case "mul":
      return written(multiply(numberOf(left), numberOf(right)));
    case "div":
      return written(divide(numberOf(left), numberOf(right)));
    case "mod":
      return written(remainder(numberOf(left), numberOf(right)));
    case "double":
      return bitsOf(toDouble(numberOf(left)));
    case "pow":
      return bitsOf(power(doubleOf(left), doubleOf(right)));
    case "log":
      return bitsOf(naturalLogarithm(doubleOf(left)));
    default: {
      const notation = operation.slice(-1) as Notation;
      return numberText(numberOf(left), notation, operation.startsWith("short") ? -1 : digits);
    }
  }
}

describe("numbers as Go has them", () => {
  test.each(rows.map((row) => [row.slice(0, 4).join(" "), row] as const))("%s", (_title, row) => {
    expect(ours(row)).toBe(row[4]);
  });
});

describe("numbers at their bounds", () => {
  test("a huge exponent overflows, or is refused, at once", () => {
    expect(parseNumber("1e999999999")).toMatchObject({ kind: "infinite", negative: false });
    expect(parseNumber("-1e-999999999")).toMatchObject({ mantissa: 0n, negative: true });
    expect(parseNumber("1e99999999999")).toBeUndefined();
    expect(parseNumber("1e99999999999999999999999999")).toBeUndefined();
  });

  test("a number of a hundred million digits is computed with and not written out", () => {
    const large = numberOf("1e100000000");
    const sum = add(large, numberOf("1"));
    expect(sum).toMatchObject({ kind: "finite" });
    expect(written(sum)).toMatchObject({ unsupported: true });
    expect(written(subtractOne(numberOf("1e-100000000")))).toBe("-1");
    expect(remainder(large, numberOf("7"))).toMatchObject({ unsupported: true });
  });

  test("what has no result says so in Terraform's words", () => {
    const infinite = numberOf("inf");
    expect(divide(numberOf("0"), numberOf("0"))).toEqual({
      error: "can't divide zero by zero or infinity by infinity",
    });
    expect(add(infinite, negate(infinite))).toEqual({ error: "can't compute sum of opposing infinities" });
    expect(multiply(infinite, numberOf("0"))).toEqual({ error: "can't multiply zero by infinity" });
    expect(remainder(numberOf("5"), infinite)).toEqual({ error: "can't use modulo with zero and infinity" });
  });

  test.each(["", ".", "+", "1_0", "0x1", " 1", "1 ", "1e", "e1", "--1", "nan", "1.2.3", "١"])(
    "%j is no number",
    (text) => {
      expect(parseNumber(text)).toBeUndefined();
    },
  );
});

function subtractOne(number: Num): Num | Failure {
  return add(number, numberOf("-1"));
}
