import type { Finding } from "../../model/finding.ts";
import { partitionOf } from "../../model/target.ts";

/** The IAM statement that allows actions. Those that reads need often take no resource, hence `*`. */
export function statementFor(actions: readonly string[]): string {
  return statement(actions.length === 1 ? actions[0] : actions, "*");
}

/** What a role lacks to read a state: leave for that object alone, or for its key by way of S3 alone. Undefined for any other read. */
export function stateStatement(action: string, { judgement }: Finding): string | undefined {
  const look = judgement.evidence.at(-1);
  if (look?.api !== "s3:GetObject") return undefined;
  const { region, identifier } = look;
  const arn = `arn:${partitionOf(region)}:s3:::${identifier}`;
  if (action === "s3:GetObject") return statement(action, arn);
  if (action === "s3:ListBucket") return statement(action, arn.slice(0, arn.indexOf("/")));
  if (action !== "kms:Decrypt" || judgement.verdict !== "unknown") return undefined;
  const [key = "*"] = /\barn:[\w-]+:kms:[\w-]+:\d+:key\/[\w-]+/.exec(judgement.detail) ?? [];
  return statement(action, key, { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } });
}

function statement(Action: string | readonly string[] | undefined, Resource: string, Condition?: object): string {
  return JSON.stringify({ Effect: "Allow", Action, Resource, ...(Condition && { Condition }) });
}
