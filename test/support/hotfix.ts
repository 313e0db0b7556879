import { expect } from "vitest";
import type { Report, ReportedAssumption } from "../../src/report/schema.ts";
import type { Resource, WorldFile } from "../world/world.ts";
import type { Files } from "./checking.ts";

/** A change whose one finding has to be found, whatever else is wrong with the repository. */

const ACCOUNT = "111122223333";
const REGION = "eu-west-1";
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/plumbline-read`;

/** A configuration of the Terraform root `infra`, with more targets or settings below it. */
export function config(more = ""): string {
  return `version: 1
targets:
  orders-prod:
    root: infra
    account: "${ACCOUNT}"
    region: ${REGION}
    role: ${ROLE}
${more}`;
}

/** A further target: the templates in `templates/`. */
export const TEMPLATES = `  templates-prod:
    root: templates/*
    account: "${ACCOUNT}"
    region: ${REGION}
    role: ${ROLE}
`;

function queueBlock(timeout: number): string {
  return `resource "aws_sqs_queue" "invoices" {
  name                       = "invoices"
  visibility_timeout_seconds = ${timeout}
}
`;
}

export const CONFIG_PATH = ".github/plumbline.yml";
export const HOTFIX_PATH = "infra/hotfix.tf";

/** Both sides of the change: 30 becomes 60, and 300 is live. */
export function hotfix(settings = config()): { readonly base: Files; readonly head: Files } {
  return {
    base: { [CONFIG_PATH]: settings, [HOTFIX_PATH]: queueBlock(30) },
    head: { [CONFIG_PATH]: settings, [HOTFIX_PATH]: queueBlock(60) },
  };
}

export function queue(name: string, properties: Resource["properties"] = {}, region = REGION): Resource {
  const identifier = `https://sqs.${region}.amazonaws.com/${ACCOUNT}/${name}`;
  return { type: "AWS::SQS::Queue", identifier, properties: { VisibilityTimeout: 30, DelaySeconds: 0, ...properties } };
}

export function topic(name: string, properties: Resource["properties"] = {}, region = REGION): Resource {
  return { type: "AWS::SNS::Topic", identifier: `arn:aws:sns:${region}:${ACCOUNT}:${name}`, properties };
}

type Role = NonNullable<NonNullable<WorldFile["accounts"]>[string]["roles"]>[string];

/** The account with the hotfix in it, and whatever else. */
export function hotfixWorld(
  resources: readonly Resource[] = [],
  more: { readonly role?: Role; readonly faults?: WorldFile["faults"] } = {},
): WorldFile {
  const live = [queue("invoices", { VisibilityTimeout: 300 }), ...resources];
  return {
    accounts: {
      [ACCOUNT]: {
        ...(more.role ? { roles: { "plumbline-read": more.role } } : {}),
        regions: { [REGION]: { resources: live } },
      },
    },
    ...(more.faults ? { faults: more.faults } : {}),
  };
}

/** The assumption about an address; there is exactly one. */
export function about(report: Report, address: string): ReportedAssumption {
  const found = report.assumptions.filter(({ subject }) => subject.address === address);
  const [first] = found;
  if (!first || found.length > 1) {
    const all = report.assumptions.map(({ subject, verdict }) => `${subject.address} ${verdict}`).join(", ");
    throw new Error(`${found.length} assumptions about ${address}; there are: ${all}`);
  }
  return first;
}

/** The hotfix is found as if nothing else were in the repository. */
export function expectHotfixFound(report: Report): void {
  expect(about(report, "aws_sqs_queue.invoices")).toMatchObject({
    verdict: "stale",
    finding: "would-revert",
    severity: "block",
    source: { path: HOTFIX_PATH, line: 1, endLine: 4, side: "head" },
    differences: [
      {
        path: "VisibilityTimeout",
        base: 30,
        head: 60,
        live: 300,
        effect: "revert",
        source: { path: HOTFIX_PATH, line: 3, endLine: 3 },
      },
    ],
  });
  expect(report.summary.conclusion).toBe("failure");
}

/** Nothing but the hotfix is called stale or said to hold. */
export function expectNothingElseClaimed(report: Report): void {
  const others = report.assumptions.filter(({ subject }) => subject.address !== "aws_sqs_queue.invoices");
  expect(others.filter(({ verdict }) => verdict !== "unknown")).toEqual([]);
}
