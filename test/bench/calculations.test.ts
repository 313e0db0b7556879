import { expect, test } from "vitest";
import { limiterWait } from "./limiter-wait.ts";
import { disturbance, quietest } from "./others.ts";
import { atLeast, atMost, countAtMost, notMeasured, tableOf } from "./row.ts";
import { median } from "./statistics.ts";
import { generateRepository } from "./terraform/repository.ts";

test("the median is the middle, whatever the order", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 2, 4, 100])).toBe(7);
  expect(median([3])).toBe(3);
  expect(() => median([])).toThrow(RangeError);
});

test("a bound that is just met is met, and one that is missed by what the table rounds away is missed", () => {
  expect(atLeast("a", 0.9, 0.9, "").ok).toBe(true);
  expect(atLeast("a", 0.8999, 0.9, "").ok).toBe(false);
  expect(atMost("a", 1.3, 1.3, "").ok).toBe(true);
  expect(atMost("a", 1.3001, 1.3, "").ok).toBe(false);
  expect(countAtMost("a", 15, 15, "calls").ok).toBe(true);
  expect(countAtMost("a", 16, 15, "calls").ok).toBe(false);
  expect(atLeast("a", Number.NaN, 0.9, "").ok).toBe(false);
  expect(atMost("a", Number.NaN, 1.3, "").ok).toBe(false);
});

test("the table says what was measured, against what, and what was not", () => {
  const rows = [
    atLeast("parsing", 0.954, 0.9, "700 files/s"),
    atMost("latency", 1.4, 1.3, "x"),
    notMeasured("memory", "<= 200 MB", "why"),
  ];
  expect(tableOf(rows)).toMatchInlineSnapshot(`
    "| what    | measured           | bound     | ok  |
    | ------- | ------------------ | --------- | --- |
    | parsing | 0.95 (700 files/s) | >= 0.9    | yes |
    | latency | 1.40 (x)           | <= 1.3    | NO  |
    | memory  | not measured: why  | <= 200 MB | -   |"
  `);
});

test("the rounds that count are the quietest, and a disturbed one among them is told", () => {
  const rounds = [{ others: 0.8 }, { others: 0.02 }, { others: 0.05 }, { others: 0.3 }];
  expect(quietest(rounds, 2)).toEqual([{ others: 0.02 }, { others: 0.05 }]);
  expect(disturbance(quietest(rounds, 2))).toBe("");
  expect(disturbance(quietest(rounds, 3))).toContain("0.3 cores");
});

test("the limiter lets a burst through at once and then makes the rest wait", async () => {
  expect(await limiterWait(40, 1)).toBeLessThan(50);
  const ten = await limiterWait(50, 1);
  // Ten calls beyond the burst at 20 a second, which grows a little meanwhile.
  expect(ten).toBeGreaterThan(350);
  expect(ten).toBeLessThan(1_500);
});

test("equal seeds generate equal repositories, of a few hundred files of realistic size", () => {
  const repository = generateRepository(7);
  expect(generateRepository(7)).toEqual(repository);
  expect(generateRepository(8)).not.toEqual(repository);
  const sizes = Object.entries(repository.files).flatMap(([path, text]) => (path.endsWith(".tf") ? [text.length] : []));
  expect(sizes.length).toBeGreaterThan(200);
  expect(median(sizes)).toBeGreaterThan(1_000);
  expect(Math.max(...sizes)).toBeLessThan(8_192);
});
