import { createProject, openAndFollow, startApp } from "./app.ts";
import { countAtMost, type Benchmark, type Row } from "./row.ts";

const FILES = 10;

/** Calls to GitHub for a pull request of ten files with findings, from its webhook to its concluded check: the first one of a server, which knows nothing yet. */
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
    return [countAtMost(`calls to GitHub for a pull request of ${FILES} files`, github.length, 15, "calls")];
  } finally {
    await stage.close();
  }
}
