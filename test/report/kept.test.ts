import { expect, it } from "vitest";
import type { KeptLookup } from "../../src/model/declared.ts";
import { difference, exists, finding, result, stale } from "./fixtures.ts";
import { reportJson } from "../../src/report/json.ts";

const source = { path: "infra/cdk.context.json", line: 3, column: 1, endLine: 3, endColumn: 9, side: "head" as const };
const terms = { nounOf: () => "VPC", base: "main" };

function messageOf(reset: KeptLookup["reset"], change: Parameters<typeof stale>[0] = {}): string {
  const kept = { base: null, head: { reset, values: [] } };
  const text = reportJson(result([finding(exists({ source, kept }), stale(change))]), terms);
  const report = JSON.parse(text) as { readonly assumptions: readonly { readonly message: string }[] };
  return report.assumptions[0]?.message ?? "";
}

it("gives the command that forgets a kept look-up, quoted for a shell", () => {
  const key = "ssm:account=1:parameterName=/it's/$HOME`x`:region=r";
  expect(messageOf(["cdk", "context", "--reset", key])).toContain(
    "Run cdk context --reset 'ssm:account=1:parameterName=/it'\\''s/$HOME`x`:region=r' in infra, synthesize again",
  );
});

it.each(["a\nb", "a\u001b[31mb", "a\u202eb", "a\u0000b"])("shows no command with control characters: %j", (key) => {
  const message = messageOf(["cdk", "context", "--reset", key]);
  expect(message).not.toContain("--reset");
  expect(message).toContain("Correct it in infra/cdk.context.json.");
});

it("has what is written by hand corrected by hand", () => {
  expect(messageOf(null)).toContain("Correct it in infra/cdk.context.json.");
});

it("says which kept value is out of date, and no value that may be a secret", () => {
  const shown = difference({
    path: "CidrBlock",
    attribute: "vpcCidrBlock",
    base: "10.0.0.0/16",
    head: "10.0.0.0/16",
    live: "10.1.0.0/16",
    effect: "drift",
  });
  expect(messageOf(["cdk"], { finding: "drifted", differences: [shown] })).toContain(
    "main 10.0.0.0/16, live 10.1.0.0/16. A deployment uses what is kept, not what is live.",
  );
  const hidden = difference({ ...shown, sensitive: true });
  expect(messageOf(["cdk"], { finding: "drifted", differences: [hidden] })).not.toContain("10.1");
});
