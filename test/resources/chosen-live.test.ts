import { describe, expect, it } from "vitest";
import { cloudformation, terraform, typeOf } from "./comparing.ts";

const instance = typeOf("AWS::RDS::DBInstance");
const group = typeOf("AWS::ElastiCache::ReplicationGroup");
const machine = typeOf("AWS::StepFunctions::StateMachine");
const policy = typeOf("AWS::IAM::ManagedPolicy");

describe("storage that grows by itself", () => {
  const live = { AllocatedStorage: "200", MaxAllocatedStorage: 500 };

  it("is no difference where base lets it grow", () => {
    expect(
      terraform(instance, { base: { allocated_storage: 100, max_allocated_storage: 500 }, live }).differing,
    ).toEqual([]);
    expect(
      cloudformation(instance, { base: { AllocatedStorage: 100, MaxAllocatedStorage: 500 }, live }).differing,
    ).toEqual([]);
  });

  it("is one where base does not", () => {
    for (const more of [{}, { max_allocated_storage: 0 }, { max_allocated_storage: null }]) {
      const seen = terraform(instance, {
        base: { allocated_storage: 100, ...more },
        live: { AllocatedStorage: "200" },
      });
      expect(seen.differing).toMatchObject([{ path: "AllocatedStorage", base: 100, live: "200" }]);
    }
  });
});

describe("what a read need not return", () => {
  const base = { num_cache_clusters: 2 };

  it("says nothing where it is left out", () => {
    expect(terraform(group, { base, live: {} })).toMatchObject({
      differing: [],
      unchecked: [{ path: "NumCacheClusters", reason: "unobservable", decides: false, action: null }],
    });
  });

  it("is compared where it is returned", () => {
    expect(terraform(group, { base, live: { NumCacheClusters: 3 } }).differing).toMatchObject([{ base: 2, live: 3 }]);
  });
});

describe("a definition with placeholders", () => {
  const declared = (text: string) => cloudformation(machine, { base: { DefinitionString: text }, live });
  const live = {
    DefinitionString: '{"StartAt":"A","States":{"A":{"Resource":"arn:aws:lambda:f:g","Next":["a-1-b"]}}}',
  };

  it.each([
    '{"StartAt":"A","States":{"A":{"Resource":"${Function}","Next":["a-1-b"]}}}',
    '{"StartAt":"A","States":{"A":{"Resource":"arn:aws:lambda:${f}:${g}","Next":["a-${n}-b"]}}}',
    '{"StartAt":"${A}", "States":{"${A}":{}}',
  ])("%s may be what is live", (text) => {
    expect(declared(text)).toMatchObject({
      differing: [],
      unchecked: [{ path: "DefinitionString", reason: "unobservable", decides: false }],
    });
    expect(declared(text).unchecked[0]?.detail).toContain("placeholders");
  });

  it.each([
    '{"StartAt":"B","States":{"A":{"Resource":"${Function}","Next":["a-1-b"]}}}',
    '{"StartAt":"A","States":{"A":{"Resource":"arn:aws:states:${f}","Next":["a-1-b"]}}}',
    '{"StartAt":"A","States":{"A":{"Resource":"${Function}","Next":["a-${n}-c"]}}}',
    '{"StartAt":"A","States":{"A":{"Resource":"${Function}","Next":["a-1-b","${c}"]}}}',
    '{"StartAt":"A","States":{"A":{"Resource":"${Function}"}}}',
    '{"StartAt":"A","States":{"A":["${Function}"]}}',
    '{"StartAt":"A","States":{"A":{"Resource":{"a":"${Function}"},"Next":["a-1-b"]}}}',
  ])("%s differs around them", (text) => {
    expect(declared(text).differing).toMatchObject([{ path: "DefinitionString" }]);
  });
});

describe("what a policy is attached to", () => {
  it("differs where one that is declared is gone, not where there is another", () => {
    const attached = (roles: readonly string[]) =>
      cloudformation(policy, { base: { Roles: ["a", "b"] }, live: { Roles: roles } }).differing;
    expect(attached(["c", "b", "a"])).toEqual([]);
    expect(attached(["c", "b"])).toMatchObject([{ path: "Roles/a", base: "a" }]);
  });

  it("is unresolved where one that is declared is not known", () => {
    const seen = cloudformation(policy, {
      base: { Roles: ["a", { unresolved: "why" }] },
      live: { Roles: ["a", "b"] },
    });
    expect(seen).toMatchObject({ differing: [], unchecked: [{ path: "Roles", reason: "unresolved", detail: "why" }] });
  });

  it("says nothing where the role may not ask", () => {
    expect(cloudformation(policy, { base: { Roles: ["a"] }, live: {} })).toMatchObject({
      differing: [],
      unchecked: [{ path: "Roles", action: "iam:ListEntitiesForPolicy" }],
    });
  });
});

it("a parameter group's parameters are unresolved where a name is", () => {
  const seen = terraform(typeOf("AWS::RDS::DBParameterGroup"), {
    base: { parameter: [{ name: { unresolved: "why" }, value: "1" }] },
    live: { Parameters: { a: "1" } },
  });
  expect(seen).toMatchObject({
    differing: [],
    unchecked: [{ path: "Parameters", reason: "unresolved", decides: true }],
  });
});
