import type { WorldFile } from "../world/world.ts";

export const REGION = "eu-west-1";
export const ROLE = "plumbline-read";

/** Live resources of one region, as the world file holds them. */
type Resources = NonNullable<NonNullable<NonNullable<WorldFile["accounts"]>[string]["regions"]>[string]["resources"]>;

/** A pull request that changes queues: each is one assumption, and every tenth (the first at least) was changed by hand. */
export type Change = {
  readonly base: { readonly [path: string]: string };
  readonly head: { readonly [path: string]: string };
  readonly resources: Resources;
};

/**
 * A change of `queues` SQS queues, spread evenly over `files` files of the root `infra`: deploying it would overwrite
 * what was done by hand to the first of each ten.
 */
export function changeOf(queues: number, files: number, account: string): Change {
  const names = Array.from({ length: queues }, (_, index) => `queue-${index}`);
  const perFile = Math.ceil(queues / files);
  const side = (timeout: number) =>
    Object.fromEntries(
      Array.from({ length: files }, (_, index) => [
        `infra/queues_${index}.tf`,
        names
          .slice(index * perFile, (index + 1) * perFile)
          .map((name) => queueBlock(name, timeout))
          .join("\n"),
      ]),
    );
  return {
    base: side(30),
    head: side(60),
    resources: names.map((name, index) => liveQueue(name, account, index % 10 === 0 ? 300 : 30)),
  };
}

/** The configuration of one target for the root `infra`. */
export function configurationOf(account: string): string {
  return `version: 1
targets:
  prod:
    root: infra
    account: "${account}"
    region: ${REGION}
    role: arn:aws:iam::${account}:role/${ROLE}
`;
}

export function queueUrl(name: string, account: string, region: string = REGION): string {
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}

/** A queue as SQS shows one of which only the timeout was set. */
export function liveQueue(name: string, account: string, timeout: number, region: string = REGION): Resources[number] {
  return {
    type: "AWS::SQS::Queue",
    identifier: queueUrl(name, account, region),
    properties: { VisibilityTimeout: timeout, MessageRetentionPeriod: 345_600, DelaySeconds: 0 },
  };
}

function queueBlock(name: string, timeout: number): string {
  return `resource "aws_sqs_queue" "${name}" {
  name                       = "${name}"
  visibility_timeout_seconds = ${timeout}
  message_retention_seconds  = 345600
}
`;
}
