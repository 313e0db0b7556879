import { expect, test } from "vitest";
import { criticalPath, type Stage, type TimedCall } from "./critical-path.ts";
import { awsCall, githubCall } from "./stages.ts";

function calls(...timed: readonly (readonly [Stage, number])[]): readonly TimedCall[] {
  return timed.map(([stage, milliseconds]) => ({ stage, milliseconds }));
}

test("what needs each other adds up, and what may be under way at once does not", () => {
  const run = calls(
    ["pull request", 80],
    ["start check", 80],
    ["revisions", 80],
    ["trees", 81],
    ["trees", 84],
    ["contents", 80],
    ["contents", 80],
    ["assume role", 50],
    ["read", 50],
    ["read", 50],
    ["conclude check", 80],
  );
  expect(criticalPath(run, 0)).toBe(80 + 80 + 84 + 80 + 50 + 50 + 80);
});

test("a detour that takes longer than the way is the path", () => {
  const run = calls(
    ["pull request", 80],
    ["start check", 1000],
    ["revisions", 80],
    ["assume role", 50],
    ["conclude check", 80],
  );
  expect(criticalPath(run, 0)).toBe(80 + 1000 + 50 + 80);
});

test("what could have been asked for long before costs nothing", () => {
  const run = calls(
    ["pull request", 80],
    ["assume role", 50],
    ["read", 50],
    ["conversation", 80],
    ["pull request files", 100],
    ["review", 80],
    ["conclude check", 80],
  );
  expect(criticalPath(run, 0)).toBe(80 + 50 + 50 + 80 + 80 + 80);
});

test("writes follow each other", () => {
  const run = calls(["review", 80], ["summary", 81], ["conclude check", 82], ["conclude check", 83]);
  expect(criticalPath(run, 0)).toBe(80 + 81 + 82 + 83);
});

test("the limiter's wait counts where something is read", () => {
  const run = calls(["assume role", 50], ["conclude check", 80]);
  expect(criticalPath(run, 3000)).toBe(130);
  expect(criticalPath([...run, ...calls(["read", 50])], 3000)).toBe(130 + 50 + 3000);
});

test("a run without calls takes no time", () => {
  expect(criticalPath([], 3000)).toBe(0);
});

const answered = { at: "2026-11-20T14:02:11Z", method: "POST", path: "", status: 200, validated: true, durationMs: 83 };

function query(text: string): TimedCall {
  return githubCall({ ...answered, operation: "POST /graphql", body: { query: text } });
}

test("queries are told apart by what they ask for", () => {
  expect(query("{ pullRequest { reviewThreads(first: 100) { nodes } } }")).toEqual({
    stage: "conversation",
    milliseconds: 83,
  });
  expect(
    query("{ head: object { ... on Commit { parents(first: 2) } } config: object { ... on Blob { isBinary } } }").stage,
  ).toBe("revisions");
  expect(query("{ b0: object(oid: $o0) { ... on Blob { text isBinary isTruncated } } }").stage).toBe("contents");
});

test("a call without a place in the flow is an error, as the path cannot be told then", () => {
  expect(() =>
    githubCall({ ...answered, operation: "POST /graphql", body: { query: "mutation { minimizeComment }" } }),
  ).toThrow(/no place/);
  expect(() => githubCall({ ...answered, operation: null, body: undefined })).toThrow(/no place/);
  const session = { sessionPolicy: null, sourceIdentity: null, tags: [] };
  const nothing = {
    ...session,
    account: null,
    region: null,
    type: null,
    identifier: null,
    callerArn: null,
    externalId: null,
  };
  const listing = { ...nothing, at: answered.at, requestId: "1", status: 200, error: null };
  expect(() => awsCall({ ...listing, service: "cloudcontrol", operation: "ListResources" }, 50)).toThrow(/no place/);
});
