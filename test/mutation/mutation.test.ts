import { describe, expect, it } from "vitest";
import { mutationRows } from "./table.ts";

describe.each(mutationRows())("$title declared in $format", ({ unseen, alarms, changes, isUnseen }) => {
  it("has every change of what is live detected, and no alarm over what is the same", () => {
    expect({ unseen, alarms }).toEqual({ unseen: [], alarms: [] });
    expect(changes === 1).toBe(isUnseen);
  });
});
