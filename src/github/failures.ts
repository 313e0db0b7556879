import { RetryableError, UserError } from "../model/errors.ts";

/** An answer of GitHub's that is not a success, as Octokit throws it. */
type Refusal = Error & {
  readonly status: number;
  readonly response?: {
    readonly headers: Readonly<Record<string, string | number | undefined>>;
    readonly data?: unknown;
  };
};

export function isRefusal(error: unknown, status?: number): error is Refusal {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return false;
  return status === undefined || error.status === status;
}

/**
 * What a failed call means for its job: 5xx, an unreachable GitHub and rate limits may pass; a missing permission
 * is for the App's owner to grant, and is named.
 */
export function explained(error: unknown): unknown {
  if (!isRefusal(error)) return error;
  if (error.status >= 500 || error.status === 429 || isRateLimited(error)) {
    return new RetryableError(`GitHub did not answer: ${error.message}`, { cause: error });
  }
  if (error.status !== 403) return error;
  const permissions = error.response?.headers["x-accepted-github-permissions"];
  const needed = typeof permissions === "string" ? `: it needs ${permissions.replaceAll("=", ": ")}` : "";
  const message = `GitHub refuses the App a permission${needed}. Grant it in the App's settings, and have the owner accept it (${error.message})`;
  return new UserError("missing-permission", message, {}, { cause: error });
}

/** Runs calls to GitHub, and throws what their failure means. */
export async function explaining<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw explained(error);
  }
}

/** Both kinds of rate limit may come as a 403 (https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api). */
function isRateLimited(error: Refusal): boolean {
  if (error.status !== 403) return false;
  if (error.response?.headers["retry-after"] !== undefined) return true;
  return error.response?.headers["x-ratelimit-remaining"] === "0" || /\brate limit\b/i.test(error.message);
}
