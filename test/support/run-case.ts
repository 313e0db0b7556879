import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { startAws } from "../world/aws/server.ts";
import { readWorld } from "../world/world.ts";
import type { RecordedRequest } from "../world/aws/dispatch.ts";
import { type CliResult, runCli } from "./cli.ts";
import { createRepository } from "./repository.ts";

/** What a case's run printed, and what it asked the emulated AWS. */
export type CaseRun = CliResult & {
  readonly requests: readonly RecordedRequest[];
  readonly notEmulated: readonly RecordedRequest[];
};

/** Runs `plumbline check` on a case folder: `history/`, `base/` and `head/` as commits, `world.json` as the account. */
export async function runCase(folder: string, format: "json" | "markdown" | "text" = "json"): Promise<CaseRun> {
  const world = await readWorld(join(folder, "world.json"));
  const [aws, repository] = await Promise.all([startAws(world), createRepository()]);
  try {
    for (const earlier of await historyOf(folder)) await repository.commitFolder(earlier, "earlier");
    const base = await repository.commitFolder(join(folder, "base"), "base");
    const head = await repository.commitFolder(join(folder, "head"), "head");
    const config = join(folder, "plumbline.yml");
    const args = ["check", "--repo", repository.folder, "--base", base, "--head", head, "--format", format];
    const result = await runCli(existsSync(config) ? [...args, "--config", config] : args, {
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    });
    return { ...result, requests: [...aws.requests], notEmulated: aws.notEmulated };
  } finally {
    await Promise.all([aws.close(), repository.remove()]);
  }
}

/** What base was before, the oldest first: `history/1/`, `history/2/`. */
async function historyOf(folder: string): Promise<readonly string[]> {
  const history = join(folder, "history");
  if (!existsSync(history)) return [];
  return (await readdir(history)).toSorted().map((name) => join(history, name));
}

/** A report without what differs from run to run: revisions, folder, times, request ids. */
export function withoutVolatile(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => {
    if (key === "requestId" && typeof value === "string") return "<request id>";
    if (key === "at") return "<time>";
    if (key === "durationMs") return 0;
    if ((key === "base" || key === "head") && typeof value === "string" && /^[0-9a-f]{40}$/.test(value))
      return `<${key}>`;
    if (key === "repository") return "<repository>";
    if (typeof value !== "string") return value;
    return value
      .replaceAll(/\b[0-9a-f]{7}\b(?=[ ,.]|$)/g, "<sha>")
      .replaceAll(/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, "<when>")
      .replaceAll(/\b\d+ days ago\b/g, "<days> ago");
  });
}
