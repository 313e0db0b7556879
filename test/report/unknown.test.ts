import { describe, expect, it } from "vitest";
import type { UnknownReason } from "../../src/model/unknown.ts";
import { toReport } from "../../src/report/json.ts";
import { toCheckOutput } from "../../src/report/check-run.ts";
import * as given from "./fixtures.ts";

const DETAILS: { readonly [reason in UnknownReason]: string } = {
  denied: "AccessDeniedException: User is not authorized.",
  throttled: "Rate exceeded",
  timeout: "no answer within 30 s",
  deadline: "cloudcontrol:GetResource was not asked",
  failed: "InternalFailure: try later.",
  "unsupported-type": "AWS::Lambda::Function",
  unobservable: "reads leave it out without `lambda:GetFunctionCodeSigningConfig`",
  unresolved: "variable `image` has no value: add it under `variables`",
  ambiguous: "it was not found here, and yet s3:HeadBucket says that it exists in us-east-1",
  "no-target": "no target covers it",
  "target-unreachable": "the role's trust policy does not name this ExternalId.",
  "wrong-account": "the role is in 444455556666",
  "stack-missing": "Stack with id orders does not exist",
  problem: "infra/prod/net.tf:3: Invalid block definition",
  "module-unavailable": "git::ssh://git@example.com/net.git",
  "no-identity": "AWS makes the name up",
};

describe("what could not be checked", () => {
  it("comes with its reason and the one thing that would make it checkable", () => {
    const messages = Object.entries(DETAILS).map(([reason, detail]) => {
      const finding = given.unchecked(reason as UnknownReason, detail, null);
      const report = toReport(given.result([finding]), given.terms);
      expect(report.assumptions[0]).toMatchObject({ verdict: "unknown", finding: null, reason });
      return report.assumptions[0]?.message;
    });
    expect(messages).toMatchInlineSnapshot(`
      [
        "Not checked: AWS denied cloudcontrol:GetResource to the role plumbline-read without naming the action: AccessDeniedException: User is not authorized. Allow the role plumbline-read what reading AWS::Lambda::Function needs.",
        "Not checked: AWS throttled the read, also when it was repeated. Comment /drift recheck in a few minutes.",
        "Not checked: AWS did not answer in time. Comment /drift recheck.",
        "Not checked: the time for this run was over before it was read. Comment /drift recheck; if that keeps happening, split the change.",
        "Not checked: the read failed: InternalFailure: try later. Comment /drift recheck.",
        "Not checked: AWS::Lambda::Function is a type that Plumbline cannot read yet. Look at it by hand, or add the type to Plumbline.",
        "Not checked: reads leave it out without \`lambda:GetFunctionCodeSigningConfig\`.",
        "Not checked: variable \`image\` has no value: add it under \`variables\`.",
        "Not checked: which function is meant cannot be told: it was not found here, and yet s3:HeadBucket says that it exists in us-east-1. Name the one that is meant.",
        "Not checked: no target covers account 1111-2222-3333 in eu-west-1. Add one to .github/plumbline.yml.",
        "Not checked: the target orders-prod could not be reached: the role's trust policy does not name this ExternalId.",
        "Not checked: the role of orders-prod leads to another account: the role is in 444455556666. Correct account or role of the target in .github/plumbline.yml.",
        "Not checked: the deployed stack was not found: Stack with id orders does not exist. Set stack of the target orders-prod in .github/plumbline.yml to the deployed stack's name.",
        "Not checked: a file could not be read in full: infra/prod/net.tf:3: Invalid block definition. Put the file right.",
        "Not checked: a module could not be had: git::ssh://git@example.com/net.git. Look at what it declares by hand.",
        "Not checked: which live function it is cannot be told from code: AWS makes the name up. Give it a name in code.",
      ]
    `);
  });

  it("names the missing IAM action as a statement to add", () => {
    const { summary } = toCheckOutput(given.result([given.unchecked()]), given.terms);
    expect(summary).toContain(
      "AWS denied `lambda:GetFunction` to the role `plumbline-read` (`aws_lambda_function.settle`).",
    );
    expect(summary).toContain('`{"Effect":"Allow","Action":"lambda:GetFunction","Resource":"*"}`');
  });

  it("is grouped by reason and never hidden", () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      given.unchecked("denied", "no", "lambda:GetFunction", `u${index}`),
    );
    const { summary, title } = toCheckOutput(
      given.result([...many, given.unchecked("throttled", "", null, "z")]),
      given.terms,
    );
    expect(title).toBe("None of 10 assumptions could be checked");
    expect(summary.match(/AWS denied/g)).toHaveLength(1);
    expect(summary).toContain("**Could not be checked (10)**");
    expect(summary).toContain("(9: `aws_lambda_function.settle`, ");
    expect(summary).toContain("and 6 more)");
  });

  it("offers one statement for all that was denied", () => {
    const findings = [
      given.unchecked("denied", "", "sqs:GetQueueAttributes", "a"),
      given.unchecked("denied", "", "lambda:GetFunction", "b"),
    ];
    expect(toCheckOutput(given.result(findings), given.terms).summary).toContain(
      '"Action":["lambda:GetFunction","sqs:GetQueueAttributes"]',
    );
  });

  it("shows declared paths that could not be compared on a resource that holds", () => {
    const unchecked = [
      {
        path: "Environment",
        reason: "unresolved",
        detail: "variable `env` has no value: add it under `variables`",
        decides: false,
      },
    ] as const;
    const finding = given.finding(given.asDeclared(), { verdict: "holds", unchecked, evidence: [] });
    const { summary } = toCheckOutput(given.result([finding]), given.terms);
    expect(summary).toContain("<details><summary>Not compared (1)</summary>");
    expect(summary).toContain(
      "- Variable `env` has no value: add it under `variables` (`Environment` of `aws_sqs_queue.invoices`).",
    );
    expect(toReport(given.result([finding]), given.terms).assumptions[0]?.message).toContain(
      "1 declared path could not be compared.",
    );
  });
});
