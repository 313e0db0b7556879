import { describe, expect, it } from "vitest";
import { toReport } from "../../src/report/json.ts";
import * as given from "./fixtures.ts";
import { headline, said } from "./said.ts";

describe("a property that CloudFormation writes as a whole", () => {
  it("overwrites the parts of it that the change leaves as they are", () => {
    const part = given.difference({
      path: "DeploymentConfiguration/MaximumPercent",
      attribute: "DeploymentConfiguration/MaximumPercent",
      base: 200,
      head: 200,
      live: 150,
    });
    const finding = given.finding(
      given.asDeclared({ writes: "changed", format: "cloudformation" }),
      given.stale({ finding: "would-revert", differences: [part] }),
    );
    expect(said(finding)).toContain(
      "CloudFormation writes `DeploymentConfiguration` as a whole, and this change alters it: deploying this sets `200` again; if `150` is right, write it here instead.",
    );
  });
});

describe("a resource that gets another name", () => {
  const replaced = given.asDeclared({ replaced: { by: "name", usedBy: [] } });

  it("is deleted with what is live in it", () => {
    const same = given.difference({ head: 30 });
    const finding = given.finding(replaced, given.stale({ finding: "would-revert", differences: [same] }));
    expect(headline(finding)).toBe(
      "Replaces queue invoices, whose live visibility_timeout_seconds is not as main declares",
    );
    expect(said(finding)).toContain("**This replaces a live queue that is not as `main` declares it.**");
    expect(said(finding)).toContain(
      "deploying it deletes `invoices`, live values included, and creates one of the new name as this change declares it; if `300` is right, write it here instead.",
    );
    expect(said(finding)).not.toContain("again");
  });

  it("is not left as it is where live already has head's value", () => {
    const applied = given.difference({ head: 300, effect: "applied" });
    const finding = given.finding(replaced, given.stale({ finding: "already-applied", differences: [applied] }));
    expect(said(finding)).toContain("Deploying this creates the queue of the new name with it as well.");
  });
});

describe("what is scheduled for deletion", () => {
  it("exists, and its name stays taken", () => {
    const waiting = given.stale({ pendingDeletion: true });
    expect(said(given.finding(given.exists(), waiting))).toContain(
      "It exists there and is scheduled for deletion, so what relies on it fails.",
    );
    expect(headline(given.finding(given.asDeclared(), waiting))).toBe("Queue invoices is scheduled for deletion");
    expect(said(given.finding(given.free(), given.stale({ finding: "taken", pendingDeletion: true })))).toContain(
      "the name stays taken until it is deleted for good",
    );
  });

  it("goes as the change wants it, when the change removes it", () => {
    const gone = given.finding(
      given.asDeclared({ head: null }),
      given.stale({ finding: "already-applied", pendingDeletion: true }),
    );
    expect(headline(gone)).toBe("Queue invoices is scheduled for deletion already");
  });
});

describe("the identifier that was read", () => {
  const unnamed = given.asDeclared({ subject: { ...given.queue, identifier: null } });

  it("is that of the last look, where only the stack knew it", () => {
    const looks = [
      given.evidence({ api: "cloudformation:ListStackResources", type: null, identifier: "orders" }),
      given.evidence({ identifier: "https://sqs/made-up" }),
    ];
    expect(identifierOf(given.finding(unnamed, { verdict: "holds", unchecked: [], evidence: looks }))).toBe(
      "https://sqs/made-up",
    );
  });

  it("is none where the look ended at the stack, or there was none", () => {
    const stack = given.evidence({ api: "cloudformation:ListStackResources", type: null, identifier: "orders" });
    expect(identifierOf(given.finding(unnamed, given.stale({ evidence: [stack] })))).toBeNull();
    expect(identifierOf(given.finding(unnamed, given.stale({ evidence: [] })))).toBeNull();
  });
});

describe("an id in text", () => {
  const arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks";
  const literal = given.exists({
    by: "literal",
    subject: { address: "aws_iam_role.worker", type: "kinesis", identifier: null, name: arn },
  });

  it("is named, and the kind of resource that cannot be checked", () => {
    const unknown = {
      verdict: "unknown",
      reason: "unsupported-type",
      detail: "kinesis",
      action: null,
      unchecked: [],
      evidence: [],
    } as const;
    const [reported] = toReport(given.result([given.finding(literal, unknown)]), given.terms).assumptions;
    expect(reported?.message).toBe(
      `Not checked: ${arn}: references to this kind of resource (kinesis) cannot be checked yet. Look at it by hand.`,
    );
    expect(reported?.subject.identifier).toBeNull();
  });
});

function identifierOf(finding: Parameters<typeof given.result>[0][number]): string | null | undefined {
  return toReport(given.result([finding]), given.terms).assumptions[0]?.subject.identifier;
}
