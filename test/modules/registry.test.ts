import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type ModuleStage, QUEUE_MODULE, startStage, withQueue } from "./stage.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let stage: ModuleStage;

beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

function call(module: string, version: string, more = ""): string {
  return `module "queue" {
  source  = "${stage.registry.host}/${module}"
  version = "${version}"
  name    = "orders"
${more}}
`;
}

describe("a module of a registry", () => {
  it("is read as if it were here, and what is found is shown at the call", async () => {
    const { registry } = stage;
    await registry.commit("acme/queue", "v1.2.0", {
      "main.tf": `module "inner" {
  source  = "./modules/inner"
  name    = var.name
  timeout = var.timeout == null ? file("\${path.module}/timeout.txt") : var.timeout
}
`,
      "variables.tf": `variable "name" { type = string }
variable "timeout" { default = null }
`,
      "timeout.txt": "30",
      "modules/inner/main.tf": QUEUE_MODULE,
    });
    registry.publish("acme/queue/aws", "1.2.0", registry.gitSource("acme/queue", "v1.2.0"));
    registry.publish("acme/queue/aws", "2.0.0", registry.gitSource("acme/queue", "none"));
    const { report, stderr } = await stage.check(
      { "infra/main.tf": call("acme/queue/aws", "~> 1.0") },
      { "infra/main.tf": call("acme/queue/aws", "~> 1.0", "  timeout = 60\n") },
      { world: withQueue("orders", 300) },
    );
    expect(stderr).toBe("");
    expect(report.problems).toEqual([]);
    expect(report.assumptions).toMatchObject([
      {
        finding: "would-revert",
        subject: { address: "module.queue.module.inner.aws_sqs_queue.this" },
        source: { path: "infra/main.tf", line: 1, endLine: 6 },
        differences: [
          { path: "VisibilityTimeout", base: 30, head: 60, live: 300, source: { path: "infra/main.tf", line: 1 } },
        ],
      },
    ]);
  });

  it("is fetched once for good: its commit is kept", async () => {
    const { registry } = stage;
    const before = registry.gitRequests();
    const commit = await registry.commit("acme/kept", "v1.0.0", { "main.tf": QUEUE_MODULE });
    registry.publish("acme/kept/aws", "1.0.0", registry.gitSource("acme/kept", commit));
    const sides = [
      { "infra/main.tf": call("acme/kept/aws", "1.0.0") },
      { "infra/main.tf": call("acme/kept/aws", "1.0.0", "  timeout = 60\n") },
    ] as const;
    const first = await stage.check(...sides, { world: withQueue("orders", 30) });
    const fetched = registry.gitRequests();
    expect(fetched).toBeGreaterThan(before);
    const second = await stage.check(...sides, { world: withQueue("orders", 30) });
    expect(registry.gitRequests()).toBe(fetched);
    expect(second.report.assumptions).toMatchObject([{ verdict: "holds" }]);
    expect(second.report.summary).toEqual(first.report.summary);
  });

  it("changes with its version", async () => {
    const { registry } = stage;
    for (const [version, timeout] of [
      ["1.0.0", 30],
      ["1.1.0", 45],
    ] as const) {
      const text = QUEUE_MODULE.replace("default = 30", `default = ${timeout}`);
      const commit = await registry.commit("acme/versions", `v${version}`, { "main.tf": text });
      registry.publish("acme/versions/aws", version, registry.gitSource("acme/versions", commit));
    }
    registry.publish("acme/versions/aws", "1.2.0-rc1", "./nowhere");
    const { report } = await stage.check(
      { "infra/main.tf": call("acme/versions/aws", "1.0.0") },
      { "infra/main.tf": call("acme/versions/aws", ">= 1.0, != 1.0.1, < 2") },
      { world: withQueue("orders", 300) },
    );
    expect(report.assumptions).toMatchObject([{ differences: [{ base: 30, head: 45, live: 300 }] }]);
  });

  it("that only base can have says nothing of what head declares", async () => {
    const { registry } = stage;
    const commit = await registry.commit("acme/lost", "v1", { "main.tf": QUEUE_MODULE });
    registry.publish("acme/lost/aws", "1.0.0", registry.gitSource("acme/lost", commit));
    const { report } = await stage.check(
      { "infra/main.tf": call("acme/lost/aws", "1.0.0") },
      { "infra/main.tf": call("acme/lost/aws", "9.0.0") },
      { world: withQueue("orders", 300) },
    );
    expect(report.assumptions.map(({ subject, verdict }) => [subject.address, verdict])).toEqual([
      ["module.queue", "unknown"],
      ["module.queue.aws_sqs_queue.this", "unknown"],
    ]);
  });

  it("is not asked for where the change does not concern its root", async () => {
    const { registry } = stage;
    const before = registry.requests.length;
    const { report } = await stage.check(
      { "infra/main.tf": call("acme/queue/aws", "1.2.0"), "other/main.tf": "locals {}\n" },
      { "infra/main.tf": call("acme/queue/aws", "1.2.0"), "other/main.tf": "locals { a = 1 }\n" },
    );
    expect(report.summary.total).toBe(0);
    expect(registry.requests.slice(before)).toEqual([]);
  });

  it("that includes itself, or the folder above its package, ends as a problem at the call", async () => {
    const { registry } = stage;
    await registry.commit("acme/round", "v1", {
      "main.tf": `${QUEUE_MODULE}module "again" {\n  source = "${registry.gitSource("acme/round", "v1")}"\n  name = "x"\n}\n`,
    });
    await registry.commit("acme/above", "v1", {
      "main.tf": `module "above" {\n  source = "../elsewhere"\n}\n`,
    });
    const { report } = await stage.check(
      { "infra/main.tf": "" },
      {
        "infra/main.tf": `module "round" {
  source = "${registry.gitSource("acme/round", "v1")}"
  name   = "orders"
}
module "above" {
  source = "${registry.gitSource("acme/above", "v1")}"
}
`,
      },
    );
    expect(report.problems.map(({ path, line, message }) => [path, line, message.replace(/\(.*\)/, "(…)")])).toEqual([
      ["infra/main.tf", 1, "module `again` (…) includes itself"],
      [
        "infra/main.tf",
        5,
        expect.stringMatching(/^module `above` \(…\) is not in 127\.0\.0\.1:\d+\/git\/acme\/above@[0-9a-f]{40}$/),
      ],
    ]);
    expect(report.assumptions.map(({ subject }) => subject.address)).toContain("module.round.aws_sqs_queue.this");
  });
});
