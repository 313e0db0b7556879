import { expect, test } from "vitest";
import { explained } from "../../src/github/failures.ts";
import { RetryableError, UserError } from "../../src/model/errors.ts";

/** As Octokit throws what GitHub refuses. */
function refusal(status: number, message: string, headers: Record<string, string> = {}): Error {
  return Object.assign(new Error(message), { name: "HttpError", status, response: { status, headers, data: {} } });
}

test.each([
  ["a broken GitHub", refusal(502, "Bad Gateway")],
  ["a secondary rate limit", refusal(403, "You have exceeded a secondary rate limit")],
  ["a rate limit by its header", refusal(403, "Forbidden", { "x-ratelimit-remaining": "0" })],
  ["429", refusal(429, "Too many requests")],
])("%s may pass", (_name, error) => {
  expect(explained(error)).toBeInstanceOf(RetryableError);
});

test("a missing permission is named, with what to do", () => {
  const error = explained(
    refusal(403, "Resource not accessible by integration", { "x-accepted-github-permissions": "checks=write" }),
  );
  expect(error).toBeInstanceOf(UserError);
  expect(String(error)).toContain("it needs checks: write. Grant it in the App's settings");
});

test("anything else stays what it is", () => {
  const bug = new TypeError("no");
  expect(explained(bug)).toBe(bug);
  const missing = refusal(404, "Not Found");
  expect(explained(missing)).toBe(missing);
});
