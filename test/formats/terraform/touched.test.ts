import { afterAll, expect, test } from "vitest";

import { deriveAll } from "../../../src/assumptions/derive.ts";
import { sliceOf } from "../../../src/changes/slice.ts";
import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import type { Target } from "../../../src/model/target.ts";
import { blockAt, declare, local, resourceAt, shown } from "./declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

const DOCUMENT = `
resource "aws_sqs_queue" "q" { name = "q" }
data "aws_iam_policy_document" "inner" {
  statement { resources = ["arn:aws:sqs:eu-west-1:111122223333:inner"] }
}
data "aws_iam_policy_document" "outer" {
  source_policy_documents = [data.aws_iam_policy_document.inner.json]
  statement { resources = [aws_sqs_queue.q.arn, "arn:aws:sqs:eu-west-1:111122223333:outer"] }
}
resource "aws_iam_policy" "p" {
  name   = "p"
  policy = data.aws_iam_policy_document.outer.json
}
locals { json = data.aws_iam_policy_document.outer.json }
`;

test("a policy document is computed here: it is not read from AWS, and what it names counts for its users", async () => {
  const declared = await declare(parsers, { "infra/main.tf": DOCUMENT });
  const arn = (name: string) => `arn:aws:sqs:eu-west-1:111122223333:${name}`;
  expect(JSON.parse(String(local(declared, "json")))).toEqual({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Resource: arn("inner") },
      { Effect: "Allow", Resource: [arn("q"), arn("outer")] },
    ],
  });
  const policy = resourceAt(declared, "aws_iam_policy.p");
  expect(policy.leansOn).toEqual(["aws_sqs_queue.q"]);
  expect(policy.literals.map(({ arn, source }) => [arn, source.line])).toEqual([
    ["arn:aws:sqs:eu-west-1:111122223333:outer", 8],
    ["arn:aws:sqs:eu-west-1:111122223333:inner", 4],
  ]);
  const document = blockAt(declared, "data.aws_iam_policy_document.outer");
  expect(document.mode).toBe("other");
  expect(document.literals.map(({ arn }) => arn)).toEqual(["arn:aws:sqs:eu-west-1:111122223333:outer"]);
});

function tagged(team: string): string {
  return `
provider "aws" {
  default_tags { tags = { Team = "${team}" } }
}
provider "aws" {
  alias = "other"
}
resource "aws_glue_job" "k" {
  tags = { Own = "1" }
}
resource "aws_glue_job" "untouched" { provider = aws.other }
resource "random_id" "r" { byte_length = 4 }
locals { tags = aws_glue_job.k.tags }
`;
}

test("changed default tags touch the resources of types that are not supported", async () => {
  const base = await declare(parsers, { "infra/main.tf": tagged("a") });
  const head = await declare(parsers, { "infra/main.tf": tagged("b") });
  expect(shown(resourceAt(head, "aws_glue_job.k").arguments)).toEqual({
    tags: { Own: "1" },
    tags_all: { Team: "b", Own: "1" },
  });
  expect(local(head, "tags")).toEqual({ Own: "1" });
  const touched = sliceOf("infra", base, head).items.filter((item) => item.touched);
  expect(touched.map(({ head: block }) => block?.address ?? "").toSorted()).toEqual(["aws_glue_job.k", "provider.aws"]);
});

test("the name of what an import block names is not claimed to be free", async () => {
  const queues = ["created", "taken_over"].map((name) => `resource "aws_sqs_queue" "${name}" { name = "${name}" }\n`);
  const imports = 'import {\n  to = aws_sqs_queue.taken_over\n  id = "taken_over"\n}\n';
  const head = await declare(parsers, { "infra/main.tf": queues.join("") + imports });
  const target: Target = { name: "prod", account: "111122223333", region: "eu-west-1", role: "plumbline" };
  const assumptions = deriveAll([{ target, slice: sliceOf("infra", null, head) }], [target]);
  const free = assumptions.filter(({ kind }) => kind === "free");
  expect(free.map(({ subject }) => subject.address)).toEqual(["aws_sqs_queue.created"]);
});

/** One topic whose name is not known; and what a change of one file touches. */
async function touchedBy(
  files: Readonly<Record<string, string>>,
  path: string,
  before: string,
  after: string,
): Promise<readonly string[]> {
  const topic = 'resource "aws_sns_topic" "t" {}\n';
  const [base, head] = await Promise.all(
    [before, after].map((text) => declare(parsers, { "infra/topic.tf": topic, ...files, [path]: text })),
  );
  const touched = sliceOf("infra", base ?? null, head ?? null).items.filter((item) => item.touched);
  return touched.map(({ head: block }) => block?.address ?? "").toSorted();
}

test("a file touches what it is read for, also where the value is not known", async () => {
  const files = {
    "infra/main.tf": `
locals {
  texts = { for f in fileset(path.module, "*.tpl") : f => templatefile("\${path.module}/\${f}", { t = aws_sns_topic.t.id }) }
}
resource "aws_sqs_queue" "direct" { policy = templatefile("\${path.module}/a.tpl", { t = aws_sns_topic.t.id }) }
resource "aws_sqs_queue" "looped" { policy = local.texts["a.tpl"] }
resource "aws_sqs_queue" "other" { policy = aws_sns_topic.t.id }
module "m" {
  source = "../m"
  text   = "\${file("\${path.module}/a.tpl")}\${aws_sns_topic.t.id}"
}
`,
    "m/main.tf": 'variable "text" {}\nresource "aws_sqs_queue" "given" { policy = var.text }\n',
  };
  expect(await touchedBy(files, "infra/a.tpl", "a ${t}", "b ${t}")).toEqual([
    "aws_sqs_queue.direct",
    "aws_sqs_queue.looped",
    "local.texts",
    "module.m",
    "module.m.aws_sqs_queue.given",
    "module.m.var.text",
  ]);
});

test("what decides how many instances there are touches them, also where that is not known", async () => {
  const files = {
    "infra/main.tf": `
locals {
  isOn = length(aws_sns_topic.t.id) > 1
}
resource "aws_sqs_queue" "counted" {
  count = local.isOn ? local.n : 0
  name  = "counted"
}
resource "aws_sqs_queue" "other" {
  count = local.isOn ? 1 : 0
  name  = "other"
}
module "m" {
  source = "../m"
  count  = local.isOn ? local.n : 0
}
`,
    "m/main.tf": 'resource "aws_sqs_queue" "q" { name = "q" }\n',
  };
  expect(await touchedBy(files, "infra/n.tf", "locals { n = 1 }", "locals { n = 2 }")).toEqual([
    "aws_sqs_queue.counted",
    "local.n",
    "module.m",
    "module.m.aws_sqs_queue.q",
  ]);
});

/** What the only policy document comes to. */
async function policy(body: string): Promise<unknown> {
  const declared = await declare(parsers, {
    "infra/main.tf": `data "aws_iam_policy_document" "d" {\n${body}\n}\nlocals { json = data.aws_iam_policy_document.d.json }\n`,
  });
  const json = local(declared, "json");
  return typeof json === "string" ? JSON.parse(json) : json;
}

test("policy documents are merged as the provider merges them", async () => {
  const why = (reason: string) => ({ unresolved: `\`data.aws_iam_policy_document.d\`: ${reason}` });
  expect(
    await policy(`
  version                   = "2008-10-17"
  source_policy_documents   = [jsonencode({ Version = "2012-10-17", Id = "first" })]
  override_policy_documents = [jsonencode({ Version = "2008-10-17", Id = "" })]
  statement { actions = ["s3:*", "s3:*"] }`),
  ).toEqual({ Version: "2012-10-17", Id: "first", Statement: [{ Effect: "Allow", Action: "s3:*" }] });
  const condition = 'NumericLessThan = { "aws:MultiFactorAuthAge" = 3600 }, Bool = { "aws:SecureTransport" = false }';
  expect(
    await policy(`source_policy_documents = [jsonencode({ Statement = [{ Condition = { ${condition} } }] })]`),
  ).toEqual({ Version: "2012-10-17", Statement: [{ Condition: { Bool: { "aws:SecureTransport": "false" } } }] });
  expect(await policy('statement { sid = "A" }\nstatement { sid = "A" }')).toEqual(
    why("two of its statements have the same Sid"),
  );
  expect(await policy('version = "2008-10-17"\nstatement { resources = ["&{aws:username}"] }')).toEqual(
    why("`&{` is not supported in version 2008-10-17"),
  );
  expect(await policy('source_policy_documents = [jsonencode({ Statement = { Sid = "A" } })]')).toEqual(
    why("the `Statement` of a document is no list"),
  );
});
