import { describe, expect, it } from "vitest";
import type { Json } from "../../src/model/json.ts";
import { terraform, typeOf } from "./comparing.ts";
import type { JsonObject } from "./samples/sample.ts";

const queue = typeOf("AWS::SQS::Queue");
const lambda = typeOf("AWS::Lambda::Function");

describe("what must not be shown", () => {
  const secrets = ["hush-base", "hush-head", "hush-live"];

  it.each([
    [
      "an environment variable",
      lambda,
      { environment: [{ variables: { TOKEN: "hush-base" } }] },
      { Environment: { Variables: { TOKEN: "hush-live" } } },
      "Environment/Variables/TOKEN",
    ],
    [
      "an environment variable that nobody declares",
      lambda,
      { environment: [{ variables: {} }] },
      { Environment: { Variables: { TOKEN: "hush-live" } } },
      "Environment/Variables/TOKEN",
    ],
    [
      "a sensitive value",
      queue,
      { tags: { a: { sensitive: "hush-base" } } },
      { Tags: [{ Key: "a", Value: "hush-live" }] },
      "Tags/a",
    ],
    [
      "a sensitive map, keys and all",
      queue,
      { tags: { sensitive: { "hush-base": "1" } } },
      { Tags: [{ Key: "hush-live", Value: "1" }] },
      "Tags",
    ],
    [
      "a sensitive set",
      lambda,
      { vpc_config: [{ subnet_ids: { sensitive: ["hush-base"] } }] },
      { VpcConfig: { SubnetIds: ["hush-live"] } },
      "VpcConfig/SubnetIds",
    ],
    [
      "an item of a set",
      lambda,
      { vpc_config: [{ subnet_ids: [{ sensitive: "hush-base" }] }] },
      { VpcConfig: { SubnetIds: ["hush-live"] } },
      "VpcConfig/SubnetIds",
    ],
  ] as const)("%s", (_, type, base, live, path) => {
    const result = terraform(type, { base, live });
    expect(result.differing).toMatchObject([{ path, sensitive: true, headIsLive: false, headIsBase: true }]);
    for (const secret of secrets) expect(JSON.stringify(result)).not.toContain(secret);
  });

  it("is the same in any order, all the same", () => {
    const tags = { tags: { sensitive: { b: "2", a: "1" } } };
    expect(
      terraform(queue, {
        base: tags,
        live: {
          Tags: [
            { Key: "a", Value: "1" },
            { Key: "b", Value: "2" },
            { Key: "aws:c", Value: "3" },
          ],
        },
      }).differing,
    ).toEqual([]);
  });
});

describe("what is ignored", () => {
  it.each([[["Tags/a"]], [["Tags"]], [["*"]], [["Tags/*"]]])("%j", (ignored) => {
    expect(
      terraform(queue, { base: { tags: { a: "1" } }, live: { Tags: [{ Key: "a", Value: "2" }] }, ignored }).differing,
    ).toEqual([]);
  });

  it("is no more than that", () => {
    const live = { Tags: [{ Key: "ab", Value: "2" }], VisibilityTimeout: 1 };
    const base = { tags: { ab: "1" }, visibility_timeout_seconds: 30 };
    expect(terraform(queue, { base, live, ignored: ["Tags/a", "Visibility"] }).differing).toHaveLength(2);
  });
});

describe("hostile live", () => {
  it("leaves prototypes alone", () => {
    const live = JSON.parse(
      '{"Tags":[{"Key":"__proto__","Value":"x"},{"Key":"constructor","Value":"y"}],"__proto__":{"VisibilityTimeout":1}}',
    ) as JsonObject;
    const { differing } = terraform(queue, { base: { tags: {}, visibility_timeout_seconds: 30 }, live });
    expect(differing.map(({ path }) => path)).toEqual(["Tags/__proto__", "Tags/constructor"]);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it("ends on JSON that is nested without end", () => {
    const deep = JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`) as Json;
    expect(() =>
      terraform(queue, {
        base: { redrive_policy: '{"a":1}', tags: { a: "1" } },
        live: { RedrivePolicy: deep, Tags: deep },
      }),
    ).not.toThrow();
  });
});
