import { describe, expect, test } from "vitest";
import { hunksOf, leftLines, lineMap } from "../../src/github/diff.ts";

function numbered(...lines: readonly (string | number)[]): string {
  return `${lines.join("\n")}\n`;
}

describe("hunks of a patch", () => {
  test("hold the lines of both sides", () => {
    const [first, second] = hunksOf(
      "@@ -1,3 +1,3 @@ resource\n a\n-b\n+B\n c\n@@ -10 +10,2 @@\n x\n+y\n\\ No newline at end of file",
    );
    expect([...(first?.left ?? [])]).toEqual([
      [1, "a"],
      [2, "b"],
      [3, "c"],
    ]);
    expect([...(first?.right ?? [])]).toEqual([
      [1, "a"],
      [2, "B"],
      [3, "c"],
    ]);
    expect([...(second?.right ?? [])]).toEqual([
      [10, "x"],
      [11, "y"],
    ]);
  });

  test("of a new file have no left side", () => {
    const [only] = hunksOf("@@ -0,0 +1,2 @@\n+a\n+b");
    expect(only?.left.size).toBe(0);
    expect([...(only?.right.keys() ?? [])]).toEqual([1, 2]);
  });

  test("are not confused by lines that look like headers", () => {
    const [only, ...others] = hunksOf("@@ -1,2 +1,2 @@\n-@@ -5 +5 @@\n+@@ -6 +6 @@\n ---");
    expect(others).toEqual([]);
    expect([...(only?.right.values() ?? [])]).toEqual(["@@ -6 +6 @@", "---"]);
  });
});

describe("lines of one text in another", () => {
  test.each([
    ["nothing changed", numbered(1, 2, 3), numbered(1, 2, 3), [1, 2, 3]],
    ["lines put in before", numbered("x", "y", 1, 2), numbered(1, 2), [undefined, undefined, 1, 2]],
    ["lines taken out before", numbered(1, 2), numbered("x", "y", 1, 2), [3, 4]],
    ["a line put in between", numbered(1, "x", 2, 3), numbered(1, 2, 3), [1, undefined, 2, 3]],
    ["a line taken out between", numbered(1, 2, 3), numbered(1, "x", 2, 3), [1, 3, 4]],
    ["a line changed", numbered(1, "a", 3, 4), numbered(1, "b", 3, 4), [1, undefined, 3, 4]],
    [
      "several at once",
      numbered("x", 1, 2, "a", 3, 4, "z"),
      numbered(1, 2, "b", "c", 3, 4),
      [undefined, 1, 2, undefined, 5, 6, undefined],
    ],
    ["put in at the end", numbered(1, 2, "x"), numbered(1, 2), [1, 2, undefined]],
    ["from nothing", "", numbered(1), [undefined]],
  ])("%s", (_name, from, to, expected) => {
    const map = lineMap(from, to);
    const lines = from === "" ? 0 : from.split("\n").length - 1;
    expect(Array.from({ length: lines }, (_, index) => map(index + 1))).toEqual(expected.slice(0, lines));
  });
});

describe("the left side in a base that has moved on", () => {
  const hunks = hunksOf("@@ -3,3 +3,3 @@\n c\n-d\n+D\n e");

  test("is found where it was", () => {
    expect([3, 4, 5, 6].map(leftLines(hunks, "a\nb\nc\nd\ne\nf\n"))).toEqual([3, 4, 5, undefined]);
  });

  test("is found where it moved to", () => {
    expect([5, 6, 7].map(leftLines(hunks, "new\nnew\na\nb\nc\nd\ne\nf\n"))).toEqual([3, 4, 5]);
  });

  test("is not guessed at among several places, nor when it is gone", () => {
    expect(leftLines(hunks, "c\nd\ne\nx\nc\nd\ne\n")(2)).toBeUndefined();
    expect(leftLines(hunks, "a\nb\nc\nchanged\ne\n")(3)).toBeUndefined();
  });
});
