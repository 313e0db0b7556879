import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runCli } from "../support/cli.ts";
import { createRepository, type TestRepository } from "../support/repository.ts";
import { type EmulatedAws, startAws } from "../world/aws/server.ts";
import type { WorldFile } from "../world/world.ts";
import { callerEnvironment } from "./caller.ts";
import { liveQueue, ROLE } from "./change.ts";
import { countAtMost, type Benchmark, type Row } from "./row.ts";

const PLACES = [
  { name: "orders-ireland", account: "111122223333", region: "eu-west-1" },
  { name: "orders-frankfurt", account: "111122223333", region: "eu-central-1" },
  { name: "billing-ireland", account: "444455556666", region: "eu-west-1" },
] as const;
const QUEUES = 20;

/**
 * Calls to AWS for a change in three places, in which each of 20 queues per place is declared, looked up twice and
 * named by its ARN: no resource is read twice, and entering a place costs two calls at most.
 */
export const awsCalls: Benchmark = { name: "aws-calls", measure };

async function measure(): Promise<readonly Row[]> {
  const [aws, repository] = await Promise.all([startAws(world()), createRepository()]);
  try {
    await check(aws, repository);
    const reads = aws.requests.filter(({ service }) => service !== "sts");
    const distinct = new Set(
      reads.map(({ account, region, type, identifier }) => [account, region, type, identifier].join(" ")),
    );
    const queues = PLACES.length * QUEUES;
    if (distinct.size < queues) throw new Error(`only ${distinct.size} of ${queues} queues were read`);
    const detail = `${queues} distinct resources in ${PLACES.length} places`;
    return [countAtMost("calls to AWS", aws.requests.length, queues + 2 * PLACES.length, "calls", detail)];
  } finally {
    await Promise.all([aws.close(), repository.remove()]);
  }
}

async function check(aws: EmulatedAws, repository: TestRepository): Promise<void> {
  const base = await commit(repository, 30);
  const head = await commit(repository, 60);
  const revisions = [`--base=${base}`, `--head=${head}`];
  const { exit, stderr } = await runCli(
    ["check", "--repo", repository.folder, ...revisions, "--format", "json"],
    callerEnvironment(aws),
  );
  if (exit !== 0) throw new Error(`the check of a change that holds ended with ${exit}: ${stderr}`);
}

async function commit(repository: TestRepository, timeout: number): Promise<string> {
  const files: { [path: string]: string } = { ".github/plumbline.yml": configuration() };
  for (const { name, account, region } of PLACES) {
    files[`${name}/queues.tf`] = names()
      .map((queue) => blocks(queue, timeout, account, region))
      .join("\n");
  }
  for (const [path, text] of Object.entries(files)) {
    const file = join(repository.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return repository.commit(`timeout ${timeout}`);
}

function names(): readonly string[] {
  return Array.from({ length: QUEUES }, (_, index) => `queue-${index}`);
}

function blocks(queue: string, timeout: number, account: string, region: string): string {
  return `resource "aws_sqs_queue" "${queue}" {
  name                       = "${queue}"
  visibility_timeout_seconds = ${timeout}
}

data "aws_sqs_queue" "${queue}" {
  name = "${queue}"
  tags = { timeout = "${timeout}" }
}

data "aws_sqs_queue" "${queue}-again" {
  name = "${queue}"
  tags = { timeout = "${timeout}" }
}

locals {
  ${queue}-arn = ["arn:aws:sqs:${region}:${account}:${queue}", ${timeout}]
}
`;
}

function configuration(): string {
  const targets = PLACES.map(
    ({ name, account, region }) => `  ${name}:
    root: ${name}
    account: "${account}"
    region: ${region}
    role: arn:aws:iam::${account}:role/${ROLE}
`,
  );
  return `version: 1\ntargets:\n${targets.join("")}`;
}

function world(): WorldFile {
  const accounts: NonNullable<WorldFile["accounts"]> = {};
  for (const { account, region } of PLACES) {
    const resources = names().map((queue) => liveQueue(queue, account, 30, region));
    accounts[account] = { roles: { [ROLE]: {} }, regions: { ...accounts[account]?.regions, [region]: { resources } } };
  }
  return { accounts };
}
