import { createProject, openAndFollow, startApp } from "./app.ts";
import { countAtMost, type Benchmark, type Row } from "./row.ts";

const FILES = 10;

/**
 * Calls to GitHub for a pull request of ten files with findings, from its webhook to its concluded check. The
 * installation's token, which lasts an hour, is counted in: a server that was just started has none.
 */
export const githubCalls: Benchmark = { name: "github-calls", measure };

async function measure(): Promise<readonly Row[]> {
  const stage = await startApp();
  try {
    const project = await createProject(stage, {
      name: "ten-files",
      account: "111122223333",
      queues: 2 * FILES,
      files: FILES,
    });
    const { github } = await openAndFollow(stage, project);
    const calls = github.filter(({ operation }) => !operation?.endsWith("/access_tokens")).length + 1;
    return [countAtMost(`calls to GitHub for a pull request of ${FILES} files`, calls, 15, "calls")];
  } finally {
    await stage.close();
  }
}
