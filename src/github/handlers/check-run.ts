import type { Probot } from "probot";
import { pullLocator, repositoryOf, type EventPorts } from "../events.ts";

/** Somebody pressed "Re-run" on the check: a new run of what its `external_id` names. */
export function onCheckRun(app: Probot, { requestCheck }: EventPorts): void {
  app.on("check_run.rerequested", async (context) => {
    const place = repositoryOf(context);
    const { external_id: subject, head_sha: headSha, check_suite: suite } = context.payload.check_run;
    const pull = /^pull\/(\d+)$/.exec(subject ?? "");
    if (pull) {
      const locator = pullLocator(place, { number: Number(pull[1]), head: { sha: headSha } });
      return requestCheck({ ...locator, isFresh: true });
    }
    const base = baseOfGroup(suite?.head_branch ?? "");
    if (base) await requestCheck({ ...place, subject: { kind: "merge-group", headSha, ...base }, headSha });
  });
}

/** A merge group's branch names its base: `gh-readonly-queue/main/pr-7-<sha>`. */
function baseOfGroup(branch: string): { readonly baseBranch: string; readonly baseSha: string } | undefined {
  const [, baseBranch, baseSha] = /^gh-readonly-queue\/(.+)\/[^/]*-([0-9a-f]{40,64})$/.exec(branch) ?? [];
  return baseBranch && baseSha ? { baseBranch, baseSha } : undefined;
}
