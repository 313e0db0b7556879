import { describe, expect, it } from "vitest";
import { closestNames } from "../../src/resources/closest.ts";

describe("the closest names", () => {
  it.each([
    [
      "ledger-events",
      ["ledger-event", "ledger-events-dlq", "orders", "billing"],
      ["ledger-event", "ledger-events-dlq"],
    ],
    ["orders", ["order", "Orders", "orders-a", "orders-b", "border"], ["Orders", "order", "orders-a"]],
    ["orders", ["invoices", "payments", ""], []],
    ["orders", [], []],
    ["orders", ["orders"], []],
    ["", ["a"], []],
  ])("to %j in %j", (name, candidates, expected) => {
    expect(closestNames(name, candidates)).toEqual(expected);
    expect(closestNames(name, candidates.toReversed())).toEqual(expected);
  });

  it("ends soon on long names", () => {
    const candidates = Array.from({ length: 200 }, (_, index) => `${"x".repeat(5000)}${index}`);
    expect(closestNames("x".repeat(5000), candidates)).toHaveLength(3);
  });
});
