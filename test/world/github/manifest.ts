import { parse } from "yaml";
import { z } from "zod";
import { grants } from "./http.ts";
import type { Needs } from "./http.ts";
import type { Permissions } from "./state.ts";

/**
 * The permission that each event asks for; GitHub refuses a manifest that lists an event without it.
 * @see https://docs.github.com/webhooks/webhook-events-and-payloads
 */
const EVENT_NEEDS: Readonly<Record<string, Needs>> = {
  check_run: [{ checks: "read" }],
  check_suite: [{ checks: "read" }],
  issue_comment: [{ issues: "read" }],
  merge_group: [{ merge_queues: "read" }],
  pull_request: [{ pull_requests: "read" }],
  pull_request_review: [{ pull_requests: "read" }],
  pull_request_review_comment: [{ pull_requests: "read" }],
  pull_request_review_thread: [{ pull_requests: "read" }],
  push: [{ contents: "read" }],
};

/** Sent to every App; listing them is refused. */
const NOT_SUBSCRIBABLE = new Set(["installation", "installation_repositories", "github_app_authorization"]);

const manifestSchema = z.object({
  default_events: z.array(z.string()),
  default_permissions: z.record(z.string(), z.enum(["read", "write"])),
});

/** What an App asks for, from the text of its app.yml. */
export function readManifest(appYml: string): {
  readonly permissions: Permissions;
  readonly events: readonly string[];
} {
  const manifest = manifestSchema.parse(parse(appYml));
  return { permissions: manifest.default_permissions, events: manifest.default_events };
}

/** Throws what GitHub says about an App whose events and permissions do not go together. */
export function checkManifest(permissions: Permissions, events: readonly string[]): void {
  for (const event of events) {
    if (NOT_SUBSCRIBABLE.has(event)) throw new Error(`Default events unsupported: ${event}`);
    const needs = EVENT_NEEDS[event];
    if (needs === undefined) throw new Error(`the emulated GitHub knows no event ${event}`);
    if (!grants(permissions, needs)) {
      throw new Error(`Default events are not supported by permissions: ${event} needs ${JSON.stringify(needs)}`);
    }
  }
}
