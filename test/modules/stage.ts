import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkFiles, type Checked, type CheckOptions, type Files } from "../support/checking.ts";
import { type Registry, startRegistry } from "../world/registry/server.ts";

const ACCOUNT = "111122223333";

const CONFIG = `version: 1
targets:
  prod:
    root: infra
    account: "${ACCOUNT}"
    region: eu-west-1
    role: arn:aws:iam::${ACCOUNT}:role/plumbline-read
`;

/** A module of one queue, whose visibility timeout is an input. */
export const QUEUE_MODULE = `variable "name" { type = string }
variable "timeout" {
  type    = number
  default = 30
}
resource "aws_sqs_queue" "this" {
  name                       = var.name
  visibility_timeout_seconds = var.timeout
}
output "url" { value = aws_sqs_queue.this.url }
`;

/** A world with one live queue. */
export function withQueue(name: string, timeout: number) {
  const identifier = `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/${name}`;
  const properties = { QueueName: name, VisibilityTimeout: timeout };
  return {
    accounts: {
      [ACCOUNT]: { regions: { "eu-west-1": { resources: [{ type: "AWS::SQS::Queue", identifier, properties }] } } },
    },
  };
}

/** A registry, and a command line that may fetch from it and nowhere else. */
export type ModuleStage = {
  readonly registry: Registry;
  /** Checks a change of the root `infra`. */
  check(base: Files, head: Files, options?: CheckOptions): Promise<Checked>;
  close(): Promise<void>;
};

export async function startStage(): Promise<ModuleStage> {
  const [registry, cache] = await Promise.all([startRegistry(), mkdtemp(join(tmpdir(), "plumbline-modules-"))]);
  return {
    registry,
    check: (base, head, options = {}) =>
      checkFiles(
        { ".github/plumbline.yml": CONFIG, ...base },
        { ".github/plumbline.yml": CONFIG, ...head },
        {
          ...options,
          environment: {
            PLUMBLINE_MODULE_HOSTS: registry.allowed,
            PLUMBLINE_MODULE_CACHE: cache,
            ...options.environment,
          },
        },
      ),
    async close() {
      await registry.close();
      await rm(cache, { recursive: true, force: true });
    },
  };
}
