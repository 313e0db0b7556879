import type { Db } from "pg-boss";
import { z } from "zod";
import type { CheckMemory } from "../model/check-memory.ts";

/** bigint columns come as strings from PostgreSQL's driver and as numbers from PGlite. */
const idColumn = z.union([z.number(), z.string()]).transform(Number);

const openRow = z.object({
  repository_id: idColumn,
  subject: z.string(),
  head_sha: z.string(),
  check_run_id: idColumn,
  request: z.record(z.string(), z.unknown()),
});
const concludedRow = z.object({
  repository_id: idColumn,
  subject: z.string(),
  head_sha: z.string(),
  conclusion: z.string(),
  title: z.string(),
  since: z.date(),
});

/** One statement each: PGlite's protocol for parameters takes no more at a time. */
const TABLES = [
  `CREATE SCHEMA IF NOT EXISTS plumbline`,
  `CREATE TABLE IF NOT EXISTS plumbline.open_check (
     repository_id bigint NOT NULL, subject text NOT NULL, head_sha text NOT NULL, check_run_id bigint NOT NULL,
     request jsonb NOT NULL, started_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (repository_id, subject, head_sha))`,
  `CREATE TABLE IF NOT EXISTS plumbline.conclusion (
     repository_id bigint NOT NULL, subject text NOT NULL, head_sha text NOT NULL, conclusion text NOT NULL,
     title text NOT NULL, since timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (repository_id, head_sha, subject))`,
  `CREATE TABLE IF NOT EXISTS plumbline.approval (
     repository_id bigint NOT NULL, subject text NOT NULL, head_sha text NOT NULL, approved_by text NOT NULL,
     approved_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (repository_id, subject))`,
];

/** Makes the tables where they are missing. Several servers may start at once: the lock lets one do it at a time. */
export async function prepareMemory(db: Db): Promise<void> {
  const script = ["BEGIN", "SELECT pg_advisory_xact_lock(7305829)", ...TABLES, "COMMIT"];
  await db.executeSql(script.join(";\n"));
}

/** The memory over the queue's own database. */
export function createMemory(db: Db): CheckMemory {
  async function run(sql: string, values: readonly unknown[]): Promise<readonly unknown[]> {
    const { rows } = await db.executeSql(sql, [...values]);
    return rows;
  }

  return {
    async rememberOpen(check) {
      await run(
        `INSERT INTO plumbline.open_check (repository_id, subject, head_sha, check_run_id, request)
         VALUES ($1, $2, $3, $4, $5::jsonb)
         ON CONFLICT (repository_id, subject, head_sha)
         DO UPDATE SET check_run_id = EXCLUDED.check_run_id, request = EXCLUDED.request, started_at = now()`,
        [check.repositoryId, check.subject, check.headSha, check.checkRunId, JSON.stringify(check.request)],
      );
    },
    async openChecks(of) {
      const rows = await run(
        `SELECT repository_id, subject, head_sha, check_run_id, request FROM plumbline.open_check
         WHERE ($1::bigint IS NULL OR repository_id = $1) AND ($2::text IS NULL OR subject = $2) ORDER BY started_at`,
        [of?.repositoryId ?? null, of?.subject ?? null],
      );
      return rows.map((row) => {
        const open = openRow.parse(row);
        return {
          repositoryId: open.repository_id,
          subject: open.subject,
          headSha: open.head_sha,
          checkRunId: open.check_run_id,
          request: open.request,
        };
      });
    },
    async forgetOpen({ repositoryId, subject, headSha }) {
      await run(`DELETE FROM plumbline.open_check WHERE repository_id = $1 AND subject = $2 AND head_sha = $3`, [
        repositoryId,
        subject,
        headSha,
      ]);
    },
    async rememberConclusion(check) {
      await run(
        `INSERT INTO plumbline.conclusion (repository_id, subject, head_sha, conclusion, title) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (repository_id, head_sha, subject)
         DO UPDATE SET conclusion = EXCLUDED.conclusion, title = EXCLUDED.title`,
        [check.repositoryId, check.subject, check.headSha, check.conclusion, check.title],
      );
      // A pull request has one head: what was said about its earlier ones is of no use any more.
      await run(`DELETE FROM plumbline.conclusion WHERE repository_id = $1 AND subject = $2 AND head_sha <> $3`, [
        check.repositoryId,
        check.subject,
        check.headSha,
      ]);
    },
    async conclusionsFor(repositoryId, headSha) {
      const rows = await run(
        `SELECT repository_id, subject, head_sha, conclusion, title, since FROM plumbline.conclusion
         WHERE repository_id = $1 AND head_sha = $2 ORDER BY subject`,
        [repositoryId, headSha],
      );
      return rows.map((row) => {
        const concluded = concludedRow.parse(row);
        return {
          repositoryId: concluded.repository_id,
          subject: concluded.subject,
          headSha: concluded.head_sha,
          conclusion: concluded.conclusion,
          title: concluded.title,
          since: concluded.since,
        };
      });
    },
    async forgetSubject(repositoryId, subject) {
      await run(`DELETE FROM plumbline.conclusion WHERE repository_id = $1 AND subject = $2`, [repositoryId, subject]);
      await run(`DELETE FROM plumbline.approval WHERE repository_id = $1 AND subject = $2`, [repositoryId, subject]);
    },
    async approve(repositoryId, subject, headSha, by) {
      await run(
        `INSERT INTO plumbline.approval (repository_id, subject, head_sha, approved_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (repository_id, subject)
         DO UPDATE SET head_sha = EXCLUDED.head_sha, approved_by = EXCLUDED.approved_by, approved_at = now()`,
        [repositoryId, subject, headSha, by],
      );
    },
    async isApproved(repositoryId, subject, headSha) {
      const rows = await run(
        `SELECT 1 FROM plumbline.approval WHERE repository_id = $1 AND subject = $2 AND head_sha = $3`,
        [repositoryId, subject, headSha],
      );
      return rows.length > 0;
    },
  };
}
