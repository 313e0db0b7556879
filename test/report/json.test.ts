import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { errorJson, reportJson, toReport } from "../../src/report/json.ts";
import { errorSchema, reportJsonSchema, reportSchema } from "../../src/report/schema.ts";
import * as given from "./fixtures.ts";

function at(target: string, path: string, line: number, id: string): Finding {
  const source = { path, line, column: 1, endLine: line, endColumn: 2, side: "head" as const };
  return given.finding(given.exists({ target, id, source }), given.holds());
}

describe("the report", () => {
  it("fits its own schema, in zod and as JSON Schema", () => {
    const report: unknown = JSON.parse(reportJson(given.sample(), given.terms));
    expect(reportSchema.safeParse(report).error).toBeUndefined();
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(reportJsonSchema());
    expect([validate(report), validate.errors]).toEqual([true, null]);
    expect(validate({ ...(report as object), extra: 1 })).toBe(false);
  });

  it("is the same, byte for byte, in whatever order things were found", () => {
    const sample = given.sample();
    const shuffled = {
      ...sample,
      findings: [...sample.findings].toReversed(),
      targets: [...sample.targets].toReversed(),
    };
    expect(reportJson(shuffled, given.terms)).toBe(reportJson(sample, given.terms));
  });

  it("orders by target, path, line and id", () => {
    const findings = [
      at("b", "a.tf", 1, "e"),
      at("a", "b.tf", 1, "d"),
      at("a", "a.tf", 10, "c"),
      at("a", "a.tf", 9, "b"),
      at("a", "a.tf", 9, "a"),
    ];
    expect(toReport(given.result(findings), given.terms).assumptions.map(({ id }) => id)).toEqual([
      "a",
      "b",
      "c",
      "d",
      "e",
    ]);
  });

  it("says what a stale assumption is, with its differences in the contract's form", () => {
    const { live: _live, ...absent } = given.difference({
      path: "Tags/owner",
      attribute: "tags",
      base: "x",
      head: { unresolved: "why" },
    });
    const secret = given.difference({ path: "KmsMasterKeyId", sensitive: true, source: null });
    const finding = given.finding(
      given.asDeclared(),
      given.stale({ finding: "would-revert", differences: [given.difference(), absent, secret] }),
    );
    const [reported] = toReport(given.result([finding]), given.terms).assumptions;
    expect(reported).toMatchInlineSnapshot(`
      {
        "claim": "the queue invoices is live as main declares it",
        "differences": [
          {
            "effect": "revert",
            "path": "KmsMasterKeyId",
            "sensitive": true,
            "source": null,
          },
          {
            "base": "x",
            "effect": "revert",
            "head": {
              "unresolved": "why",
            },
            "path": "Tags/owner",
            "source": {
              "endLine": 14,
              "line": 14,
              "path": "infra/prod/main.tf",
            },
          },
          {
            "base": 30,
            "effect": "revert",
            "head": 60,
            "live": 300,
            "path": "VisibilityTimeout",
            "source": {
              "endLine": 14,
              "line": 14,
              "path": "infra/prod/main.tf",
            },
          },
        ],
        "evidence": [
          {
            "account": "111122223333",
            "api": "cloudcontrol:GetResource",
            "at": "2026-11-20T14:02:11.204Z",
            "outcome": "present",
            "region": "eu-west-1",
            "requestId": "5f0c8d6e-0d4b-4e0e-9a31-6f1f6a3c2b10",
          },
        ],
        "finding": "would-revert",
        "id": "k3v9x2qa",
        "kind": "as-declared",
        "message": "Deploying this overwrites 3 live values. 3 attributes of aws_sqs_queue.invoices: visibility_timeout_seconds: main 30, live 300, this change 60; tags.owner: main x, live –, this change not known here; visibility_timeout_seconds: main not shown, live differs, this change not shown. Live is not what main declares. Deploying this sets the values of this change; if the live ones are right, write them here instead.",
        "reason": null,
        "severity": "block",
        "source": {
          "endLine": 18,
          "line": 12,
          "path": "infra/prod/main.tf",
          "side": "head",
        },
        "subject": {
          "address": "aws_sqs_queue.invoices",
          "identifier": "https://sqs.eu-west-1.amazonaws.com/111122223333/invoices",
          "type": "AWS::SQS::Queue",
        },
        "target": "orders-prod",
        "unchecked": [],
        "verdict": "stale",
        "waiver": null,
      }
    `);
  });

  it("keeps a waived finding's kind, without a severity", () => {
    const waiver = { match: "aws_sqs_queue.*", reason: "known", expires: "2027-03-31" };
    const finding = given.finding(
      given.asDeclared(),
      given.stale({ finding: "drifted", differences: [given.difference()] }),
      { severity: null, waiver },
    );
    const report = toReport(given.result([finding]), given.terms);
    expect(report.assumptions[0]).toMatchObject({ verdict: "waived", finding: "drifted", severity: null, waiver });
    expect(report.summary).toMatchObject({ total: 1, stale: 0, waived: 1 });
  });

  it("counts", () => {
    expect(toReport(given.sample(), given.terms).summary).toEqual({
      total: 9,
      holds: 2,
      stale: 5,
      unknown: 2,
      waived: 0,
      conclusion: "failure",
    });
  });
});

describe("the error", () => {
  it("is the contract's", () => {
    const text = errorJson({
      code: "bad-config",
      message: "unknown key `polcy`",
      path: ".github/plumbline.yml",
      line: 3,
    });
    expect(errorSchema.parse(JSON.parse(text))).toEqual({
      schema: "plumbline.error/1",
      error: { code: "bad-config", message: "unknown key `polcy`", path: ".github/plumbline.yml", line: 3 },
    });
  });
});
