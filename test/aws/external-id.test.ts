import { describe, expect, test } from "vitest";
import { createRoleMemory } from "../../src/aws/index.ts";
import { EXTERNAL_ID, open, PATIENT, serve, TARGET } from "./world.ts";

const tags = { "plumbline:repository": "o/r", "plumbline:pull": "7" };
const TAGGABLE = { tagSession: true, sourceIdentity: true };

function options(now = Date.now) {
  return { roles: createRoleMemory(now), tags, limits: PATIENT };
}

describe("a role that is used for an owner", () => {
  test("is asked once a day whether it demands the ExternalId, with two calls that could do nothing", async () => {
    const aws = await serve({ role: { trust: { externalId: EXTERNAL_ID, ...TAGGABLE } } });
    let today = Date.now();
    const remembered = options(() => today);
    const first = await open({ options: remembered });
    expect(first).toMatchObject({ calls: 3 });
    const [entered, ...probes] = aws.requests;
    expect(entered).toMatchObject({ externalId: EXTERNAL_ID, status: 200 });
    expect(probes.map(({ status, error }) => [status, error])).toEqual([
      [403, "AccessDenied"],
      [403, "AccessDenied"],
    ]);
    expect(new Set(probes.map(({ externalId }) => externalId)).size).toBe(2);
    for (const { externalId, sessionPolicy } of probes) {
      expect(externalId).not.toBe(EXTERNAL_ID);
      expect(JSON.parse(sessionPolicy ?? "")).toMatchObject({ Statement: [{ Effect: "Deny", Action: "*" }] });
    }
    expect(await open({ options: remembered })).toMatchObject({ calls: 1 });
    today += 25 * 60 * 60 * 1000;
    expect(await open({ options: remembered })).toMatchObject({ calls: 3 });
  });

  test("is refused when anyone may assume it, until it demands the ExternalId", async () => {
    const aws = await serve({ role: { trust: TAGGABLE } });
    const remembered = options();
    for (let run = 1; run <= 2; run++) {
      expect(await open({ options: remembered })).toEqual({
        code: "target-unreachable",
        reason: expect.stringMatching(
          /team\/plumbline-read can be assumed without an ExternalId: .*not used.*sts:ExternalId/,
        ),
        calls: 3,
      });
    }
    aws.world.setRole(TARGET.account, "team/plumbline-read", { trust: { externalId: EXTERNAL_ID, ...TAGGABLE } });
    expect(await open({ options: remembered })).toMatchObject({ calls: 3, read: expect.any(Function) });
  });

  test("is not used while that cannot be told", async () => {
    const aws = await serve({ role: { trust: { externalId: EXTERNAL_ID, ...TAGGABLE } } });
    const remembered = options();
    const roles = { ...remembered.roles, demandsExternalId: () => breakSts() };
    function breakSts(): boolean {
      aws.world.addFault({ fault: "server-error", match: { service: "sts" } });
      return false;
    }
    expect(await open({ options: { ...remembered, roles } })).toMatchObject({
      code: "target-unreachable",
      reason: expect.stringMatching(/could not be verified: InternalFailure/),
    });
  });

  test("is not asked where no ExternalId is sent, nor by runs that remember nothing", async () => {
    const aws = await serve({ role: { trust: TAGGABLE } });
    expect(await open({ options: { ...options(), externalId: null } })).toMatchObject({ calls: 1 });
    expect(await open()).toMatchObject({ calls: 1 });
    expect(aws.requests).toHaveLength(2);
  });
});

describe("a session says for whom it reads", () => {
  test("by its tags and its source identity, where the trust lets it", async () => {
    const aws = await serve({ role: { trust: { externalId: EXTERNAL_ID, ...TAGGABLE } } });
    await open({ options: options() });
    expect(aws.requests[0]).toMatchObject({
      status: 200,
      tags: ["plumbline:repository", "o/r", "plumbline:pull", "7"],
      sourceIdentity: "o-r-7",
    });
  });

  test.each([
    ["tags", { sourceIdentity: true }],
    ["a source identity", { tagSession: true }],
    ["either", {}],
  ])("by its name alone where the trust allows no %s, which is remembered for a day", async (_, allowed) => {
    const aws = await serve({ role: { trust: { externalId: EXTERNAL_ID, ...allowed } } });
    let today = Date.now();
    const remembered = options(() => today);
    const assumed = () =>
      aws.requests
        .filter(({ externalId }) => externalId === EXTERNAL_ID)
        .map(({ tags: given, status }) => [given.length, status]);
    expect(await open({ options: remembered })).toMatchObject({ calls: 4 });
    expect(assumed()).toEqual([
      [4, 403],
      [0, 200],
    ]);
    await open({ options: remembered });
    expect(assumed().slice(2)).toEqual([[0, 200]]);
    today += 25 * 60 * 60 * 1000;
    await open({ options: remembered });
    expect(assumed().slice(3)).toEqual([
      [4, 403],
      [0, 200],
    ]);
  });

  test("and is refused as ever with another ExternalId", async () => {
    const aws = await serve({ role: { trust: { externalId: EXTERNAL_ID, ...TAGGABLE } } });
    expect(await open({ options: { ...options(), externalId: "owner-2" } })).toMatchObject({
      code: "target-unreachable",
      calls: 1,
    });
    expect(aws.requests).toHaveLength(1);
  });
});
