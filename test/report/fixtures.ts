import type { AsDeclaredAssumption, ExistsAssumption, FreeAssumption, Subject } from "../../src/model/assumption.ts";
import type { ResourceBlock } from "../../src/model/declared.ts";
import type { CheckResult, Difference, Finding, Judgement } from "../../src/model/finding.ts";
import type { Evidence } from "../../src/model/observation.ts";
import type { UnknownReason } from "../../src/model/unknown.ts";
import { map } from "../../src/model/value.ts";
import type { Terms } from "../../src/report/terms.ts";

const NOUNS: Readonly<Record<string, string>> = {
  "AWS::SQS::Queue": "queue",
  "AWS::DynamoDB::Table": "table",
  "AWS::S3::Bucket": "bucket",
  "AWS::Lambda::Function": "function",
  "AWS::IAM::Role": "IAM role",
  "AWS::Logs::LogGroup": "log group",
};

export const terms: Terms = { nounOf: (type) => NOUNS[type] ?? "resource", base: "main" };

const PLACE = { partition: "aws", account: "111122223333", region: "eu-west-1" };

export function evidence(change: Partial<Evidence> = {}): Evidence {
  return {
    api: "cloudcontrol:GetResource",
    outcome: "present",
    account: PLACE.account,
    region: PLACE.region,
    type: "AWS::SQS::Queue",
    identifier: "https://sqs.eu-west-1.amazonaws.com/111122223333/invoices",
    requestId: "5f0c8d6e-0d4b-4e0e-9a31-6f1f6a3c2b10",
    at: "2026-11-20T14:02:11.204Z",
    ...change,
  };
}

function span(line: number, endLine = line, path = "infra/prod/main.tf") {
  return { path, line, column: 1, endLine, endColumn: 2 };
}

function block(subject: Subject): ResourceBlock {
  return {
    mode: "resource",
    address: subject.address,
    source: span(12, 18),
    fingerprint: "f",
    leansOn: [],
    arguments: map(new Map()),
    literals: [],
    type: subject.type,
    formatType: "aws_x",
    place: PLACE,
    identity: { kind: "generated" },
    properties: map(new Map()),
    ignored: [],
  };
}

export const queue: Subject = {
  address: "aws_sqs_queue.invoices",
  type: "AWS::SQS::Queue",
  identifier: "https://sqs.eu-west-1.amazonaws.com/111122223333/invoices",
  name: "invoices",
};

export const ledger: Subject = {
  address: "data.aws_sqs_queue.ledger",
  type: "AWS::SQS::Queue",
  identifier: "https://sqs.eu-west-1.amazonaws.com/111122223333/ledger-events",
  name: "ledger-events",
};

const common = {
  target: "orders-prod",
  unit: "infra/prod",
  place: PLACE,
  identity: { kind: "generated" },
  awaited: new Map(),
  blocked: null,
} as const;

export function asDeclared(change: Partial<AsDeclaredAssumption> = {}): AsDeclaredAssumption {
  const subject = change.subject ?? queue;
  return {
    ...common,
    kind: "as-declared",
    id: "k3v9x2qa",
    subject,
    source: { ...span(12, 18), side: "head" },
    base: block(subject),
    head: block(subject),
    touched: true,
    others: [],
    declaredFor: "orders-prod",
    writes: "declared",
    format: "terraform",
    ...change,
  };
}

export function exists(change: Partial<ExistsAssumption> = {}): ExistsAssumption {
  return {
    ...common,
    kind: "exists",
    id: "m1missing",
    subject: ledger,
    source: { ...span(6, 8), side: "head" },
    by: "lookup",
    usedBy: [
      { address: "aws_lambda_event_source_mapping.ledger", source: span(41, 44) },
      { address: "aws_sqs_queue_policy.ledger", source: span(58, 60) },
    ],
    ...change,
  };
}

export function free(change: Partial<FreeAssumption> = {}): FreeAssumption {
  const subject = change.subject ?? { ...queue, address: "aws_sqs_queue.refunds", name: "refunds" };
  return {
    ...common,
    kind: "free",
    id: "t4taken",
    subject,
    source: { ...span(30, 33), side: "head" },
    head: block(subject),
    ...change,
  };
}

export function stale(change: Partial<Extract<Judgement, { verdict: "stale" }>> = {}): Judgement {
  return {
    verdict: "stale",
    finding: "missing",
    differences: [],
    unchecked: [],
    evidence: [evidence()],
    closest: [],
    takenIn: null,
    ...change,
  };
}

function unknown(reason: UnknownReason, detail: string, action: string | null = null): Judgement {
  return { verdict: "unknown", reason, detail, action, unchecked: [], evidence: [evidence({ outcome: "denied" })] };
}

export function holds(): Judgement {
  return { verdict: "holds", unchecked: [], evidence: [evidence()] };
}

export function difference(change: Partial<Difference> = {}): Difference {
  return {
    path: "VisibilityTimeout",
    attribute: "visibility_timeout_seconds",
    base: 30,
    head: 60,
    live: 300,
    effect: "revert",
    source: { ...span(14), side: "head" },
    ...change,
  };
}

export function finding(
  assumption: Finding["assumption"],
  judgement: Judgement,
  change: Partial<Finding> = {},
): Finding {
  const severity = judgement.verdict === "holds" ? null : "block";
  return { assumption, judgement, severity, quiet: false, waiver: null, ...change };
}

export function result(findings: readonly Finding[], change: Partial<CheckResult> = {}): CheckResult {
  return {
    subject: {
      repository: "acme/orders",
      pull: 7,
      base: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
      head: "4f2a9c1d4e5f60718293a4b5c6d7e8f901234567",
    },
    targets: [
      {
        name: "orders-prod",
        account: PLACE.account,
        region: PLACE.region,
        role: "arn:aws:iam::111122223333:role/plumbline-read",
        reachable: true,
        reason: null,
      },
    ],
    findings,
    problems: [],
    expiredWaivers: [],
    conclusion: "failure",
    startedAt: "2026-11-20T14:02:11.000Z",
    cost: { awsCalls: 14, githubCalls: 9, durationMs: 1842 },
    ...change,
  };
}

/** The dated kinds of finding, one each, on the lines of one file. */
export function missingReference(): Finding {
  return finding(
    exists(),
    stale({
      evidence: [evidence({ outcome: "absent", identifier: ledger.identifier ?? "" })],
      closest: ["ledger-event", "ledger-events-dlq"],
    }),
  );
}

export function wouldRevert(): Finding {
  return finding(asDeclared(), stale({ finding: "would-revert", differences: [difference()] }));
}

export function drifted(): Finding {
  const subject: Subject = {
    address: "aws_dynamodb_table.accounts",
    type: "AWS::DynamoDB::Table",
    identifier: "accounts",
    name: "accounts",
  };
  const index = difference({
    path: "GlobalSecondaryIndexes/by_email",
    attribute: "global_secondary_index",
    base: {
      IndexName: "by_email",
      KeySchema: [{ AttributeName: "email", KeyType: "HASH" }],
      Projection: { ProjectionType: "ALL" },
    },
    effect: "drift",
    source: { ...span(22, 26), side: "head" },
  });
  const { live: _live, head: _head, ...declaredOnly } = index;
  return finding(
    asDeclared({ id: "d2drifted", subject, touched: false, source: { ...span(20, 28), side: "head" } }),
    stale({
      finding: "drifted",
      differences: [{ ...declaredOnly, ...(declaredOnly.base === undefined ? {} : { head: declaredOnly.base }) }],
      evidence: [evidence({ type: "AWS::DynamoDB::Table", identifier: "accounts" })],
    }),
    { severity: "warn" },
  );
}

export function alreadyApplied(): Finding {
  const applied = difference({
    base: 345600,
    head: 1209600,
    live: 1209600,
    path: "MessageRetentionPeriod",
    attribute: "message_retention_seconds",
    effect: "applied",
  });
  return finding(asDeclared({ id: "a5applied" }), stale({ finding: "already-applied", differences: [applied] }), {
    severity: "info",
  });
}

export function taken(): Finding {
  return finding(free(), stale({ finding: "taken" }));
}

export function unchecked(
  reason: UnknownReason = "denied",
  detail = "User: arn:aws:sts::111122223333:assumed-role/plumbline-read/acme-orders-7 is not authorized to perform: lambda:GetFunction",
  action: string | null = "lambda:GetFunction",
  id = "u6unknown",
): Finding {
  const subject: Subject = {
    address: "aws_lambda_function.settle",
    type: "AWS::Lambda::Function",
    identifier: "settle",
    name: "settle",
  };
  return finding(
    asDeclared({ id, subject, source: { ...span(70, 80), side: "head" } }),
    unknown(reason, detail, action),
    { severity: "warn" },
  );
}

export function sample(): CheckResult {
  return result([
    missingReference(),
    wouldRevert(),
    drifted(),
    taken(),
    alreadyApplied(),
    unchecked(),
    unchecked("unresolved", "variable `image` has no value: add it under `variables`", null, "u7unresolved"),
    finding(asDeclared({ id: "h1holds" }), holds()),
    finding(exists({ id: "h2holds" }), holds()),
  ]);
}
