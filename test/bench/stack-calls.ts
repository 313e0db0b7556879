import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runCli } from "../support/cli.ts";
import { createRepository } from "../support/repository.ts";
import { startAws } from "../world/aws/server.ts";
import type { WorldFile } from "../world/world.ts";
import { callerEnvironment } from "./caller.ts";
import { liveQueue, queueUrl, REGION, ROLE } from "./change.ts";
import { countAtMost, type Benchmark, type Row } from "./row.ts";

const ACCOUNT = "111122223333";
const STACK = "orders";
/** As many resources as a stack may have (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html). */
const RESOURCES = 500;
/** Resources in a page of a stack's listing. */
const PAGE = 100;
/** Role, verified identity, the stack's description and the pages of its listing. */
const FIXED = 3 + RESOURCES / PAGE;

/**
 * Calls to AWS for a template of 500 resources whose names only the stack knows: one listing with its pages, and a read
 * for each resource that the change touches or leans on, however many there are besides.
 */
export const stackCalls: Benchmark = { name: "stack-calls", measure };

async function measure(): Promise<readonly Row[]> {
  const one = await callsFor((index) => index === 0);
  const all = await callsFor(() => true);
  return [
    countAtMost(
      "calls to AWS, one of a stack's 500 resources changed",
      one,
      FIXED + 2,
      "calls",
      "it leans on one more",
    ),
    countAtMost("calls to AWS, all of a stack's 500 resources changed", all, FIXED + RESOURCES, "calls"),
  ];
}

/** @param isChanged which of the queues the change touches */
async function callsFor(isChanged: (index: number) => boolean): Promise<number> {
  const [aws, repository] = await Promise.all([startAws(world(), { pageSize: PAGE }), createRepository()]);
  async function commit(template: string): Promise<string> {
    for (const [path, text] of [
      [".github/plumbline.yml", CONFIGURATION],
      ["stacks/orders.yml", template],
    ] as const) {
      const file = join(repository.folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    return repository.commit("change");
  }
  try {
    const base = await commit(templateOf(() => 30));
    const head = await commit(templateOf((index) => (isChanged(index) ? 60 : 30)));
    const revisions = [`--base=${base}`, `--head=${head}`];
    const { exit, stderr } = await runCli(
      ["check", "--repo", repository.folder, ...revisions, "--format", "json"],
      callerEnvironment(aws),
    );
    if (exit !== 0) throw new Error(`the check of a change that holds ended with ${exit}: ${stderr}`);
    const read = aws.requests.filter(({ operation }) => operation === "GetResource");
    const expected = Array.from({ length: RESOURCES }, (_, index) => index).filter(isChanged).length;
    if (read.length < expected) throw new Error(`only ${read.length} of ${expected} resources were read`);
    return aws.requests.length;
  } finally {
    await Promise.all([aws.close(), repository.remove()]);
  }
}

/** The first queue leans on the last. */
function templateOf(timeout: (index: number) => number): string {
  const queues = Array.from({ length: RESOURCES }, (_, index) => {
    const redrive = `      RedrivePolicy: { deadLetterTargetArn: !GetAtt Queue${RESOURCES - 1}.Arn, maxReceiveCount: 3 }\n`;
    return `  Queue${index}:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: ${timeout(index)}
${index === 0 ? redrive : ""}`;
  });
  return `Resources:\n${queues.join("")}`;
}

const CONFIGURATION = `version: 1
targets:
  prod:
    root: stacks/orders.yml
    account: "${ACCOUNT}"
    region: ${REGION}
    role: arn:aws:iam::${ACCOUNT}:role/${ROLE}
    stack: ${STACK}
`;

function world(): WorldFile {
  const names = Array.from({ length: RESOURCES }, (_, index) => `${STACK}-Queue${index}-generated`);
  const resources = names.map((name, index) => {
    const queue = liveQueue(name, ACCOUNT, 30);
    if (index > 0) return queue;
    const deadLetterTargetArn = `arn:aws:sqs:${REGION}:${ACCOUNT}:${names[RESOURCES - 1]}`;
    return {
      ...queue,
      properties: { ...queue.properties, RedrivePolicy: { deadLetterTargetArn, maxReceiveCount: 3 } },
    };
  });
  const inStack = names.map((name, index) => [
    `Queue${index}`,
    { type: "AWS::SQS::Queue", physicalId: queueUrl(name, ACCOUNT) },
  ]);
  const stacks = { [STACK]: { resources: Object.fromEntries(inStack) } };
  return { accounts: { [ACCOUNT]: { roles: { [ROLE]: {} }, regions: { [REGION]: { resources, stacks } } } } };
}
