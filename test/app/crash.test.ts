import { randomBytes } from "node:crypto";
import { PgBoss } from "pg-boss";
import { expect, test } from "vitest";
import { expectClean, MAIN, startApp, until } from "./app.ts";
import { queueBlock } from "./live.ts";

/** A check that was open when the server died is concluded within this time, in milliseconds. */
const SOON = 30_000;

const databaseUrl = process.env["DATABASE_URL"];

test("a server that is killed in the middle of a run concludes that check after its start (embedded database)", async () => {
  expect(await killAndRestart()).toBeLessThan(SOON);
});

test.skipIf(!databaseUrl)("the same on PostgreSQL (DATABASE_URL)", async () => {
  await using database = await ownDatabase(databaseUrl ?? "");
  expect(await killAndRestart(database.url)).toBeLessThan(SOON);
});

/** @returns milliseconds from the second server's start to the check's conclusion */
async function killAndRestart(database?: string): Promise<number> {
  const app = await startApp(database === undefined ? {} : { databaseUrl: database });
  try {
    const project = await app.project("orders", { files: { [MAIN]: queueBlock("orders") } });
    project.setQueue("orders", { VisibilityTimeout: 300 });
    const answer = project.addFault({ match: { service: "cloudcontrol" }, fault: "hang" });
    const { pull, headSha } = await project.open({ [MAIN]: queueBlock("orders", 60) });
    await until(() => project.awsCalls().some(({ service }) => service === "cloudcontrol"), "the run reads");
    await app.stop("SIGKILL");
    expect(project.checkRuns(headSha)).toMatchObject([{ status: "in_progress" }]);

    answer();
    await app.start();
    const started = Date.now();
    const run = await project.concluded(headSha);
    const took = Date.now() - started;
    expect(run).toMatchObject({ conclusion: "failure", title: "The one assumption no longer holds" });
    expect(project.checkRuns().every(({ status }) => status === "completed")).toBe(true);
    expect(project.lineComments(pull)).toHaveLength(1);
    expect(project.summaries(pull)).toHaveLength(1);
    await expectClean(app);
    return took;
  } finally {
    await app.close();
  }
}

/** A database that no other test's server works on: it would take this one's jobs. */
async function ownDatabase(url: string): Promise<{ readonly url: string; [Symbol.asyncDispose](): Promise<void> }> {
  const name = `plumbline_app_${randomBytes(6).toString("hex")}`;
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false });
  await boss.start();
  await boss.getDb().executeSql(`CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return {
    url: own.href,
    async [Symbol.asyncDispose]() {
      await boss.getDb().executeSql(`DROP DATABASE ${name} WITH (FORCE)`);
      await boss.stop({ graceful: false });
    },
  };
}
