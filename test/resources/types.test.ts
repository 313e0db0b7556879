import { describe, expect, it } from "vitest";
import { compare } from "../../src/resources/comparison/compare.ts";
import { resourceTypes } from "../../src/resources/index.ts";
import { changesFor, type FormatName, formats, othersOf, propertiesOf, titleOf, typeOf } from "../mutation/sampled.ts";
import { samples } from "./samples/index.ts";
import { place } from "./samples/sample.ts";
import type { JsonObject, Sample } from "./samples/sample.ts";

function compared(sample: Sample, format: FormatName, live: JsonObject, args?: JsonObject) {
  const properties = propertiesOf(sample, format, args);
  return compare(typeOf(sample), {
    base: properties,
    head: properties,
    live,
    format,
    place,
    ignored: [],
    others: othersOf(sample),
  });
}

it("has a sample of every type", () => {
  const expected = resourceTypes.flatMap(({ type, alsoTerraform = [] }) => {
    return [type].concat(alsoTerraform.map((names) => `${type} ${names.type}`));
  });
  expect(samples.map(titleOf)).toEqual(expected);
});

describe.each(samples.map((sample) => ({ title: titleOf(sample), sample })))("$title", ({ sample }) => {
  describe.each(formats.filter((format) => sample[format] !== null))("declared in %s", (format) => {
    it("does not differ from a world as declared, and says what it cannot check", () => {
      const { differing, unchecked } = compared(sample, format, sample.live);
      expect(differing).toEqual([]);
      expect(unchecked.map(({ path }) => path)).toEqual(sample.unchecked[format]);
      expect(unchecked.filter(({ decides }) => decides)).toEqual([]);
    });

    it("sees each change of what is live, as one difference at its path", () => {
      const mutations = changesFor(sample, propertiesOf(sample, format));
      expect(mutations.length === 0).toBe(sample.isUnseen === true);
      for (const { label, path, live } of mutations) {
        const seen = compared(sample, format, live).differing.map(({ path, headIsLive, headIsBase }) => {
          return { label, path, headIsLive, headIsBase };
        });
        expect(seen).toEqual([{ label, path, headIsLive: false, headIsBase: true }]);
      }
    });

    it("holds over every equivalent way to say the same live", () => {
      for (const equivalent of sample.equivalents) {
        const { differing } = compared(sample, format, { ...sample.live, ...equivalent });
        expect({ equivalent, differing }).toEqual({ equivalent, differing: [] });
      }
    });

    it("holds over every equivalent declaration", () => {
      for (const { arguments: args } of sample.alsoDeclared.filter((other) => other.format === format)) {
        const { differing } = compared(sample, format, sample.live, args);
        expect({ args, differing }).toEqual({ args, differing: [] });
      }
    });

    it("ignores what the code ignores", () => {
      const properties = propertiesOf(sample, format);
      for (const { label, path, live } of changesFor(sample, properties)) {
        const sides = { base: properties, head: properties, live, format, place, others: othersOf(sample) };
        const { differing } = compare(typeOf(sample), { ...sides, ignored: [path] });
        expect({ label, differing }).toEqual({ label, differing: [] });
        expect(compare(typeOf(sample), { ...sides, ignored: ["*"] })).toEqual({ differing: [], unchecked: [] });
      }
    });

    it("survives live of the wrong types", () => {
      for (const odd of [null, "x", 7, true, [], [null], [[]], {}, { Key: null }, [{ Key: 7 }]]) {
        const live = Object.fromEntries(Object.keys(sample.live).map((name) => [name, odd]));
        expect(() => compared(sample, format, live)).not.toThrow();
      }
    });
  });

  it.skipIf(sample.terraform === null)("names the attribute as a Terraform author spells it, on its line", () => {
    const properties = propertiesOf(sample, "terraform");
    for (const { path, live } of changesFor(sample, properties)) {
      const [difference] = compared(sample, "terraform", live).differing;
      const known = Object.keys(sample.attributes).filter((key) => path === key || path.startsWith(`${key}/`));
      const key = known.toSorted((one, other) => other.length - one.length)[0];
      if (key === undefined) throw new Error(`the sample does not say how ${path} is spelled`);
      const attribute = sample.attributes[key] ?? "";
      expect(`${path} ${difference?.attribute ?? ""}.`).toContain(`${attribute}.`);
      const argument = attribute.split(".")[0] ?? "";
      const line = Object.keys(sample.terraform ?? {}).indexOf(argument) + 1;
      expect({ path, ...difference }).toMatchObject({ path, source: { side: "head", path: "main.tf", line } });
    }
  });

  it.skipIf(sample.terraform === null)("never maps an argument to a path that holds another's name", () => {
    const names = [...propertiesOf(sample, "terraform").entries.keys()].filter((name) => /^[a-z]/.test(name));
    expect(names.toSorted()).toEqual(sample.unchecked.terraform.filter((path) => /^[a-z]/.test(path)).toSorted());
  });
});
