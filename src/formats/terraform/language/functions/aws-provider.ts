import { formatArn } from "../../../../resources/arn.ts";
import { EvaluationError } from "../evaluation-error.ts";
import { object, text } from "../term.ts";
import type { Term } from "../term.ts";
import { STRING } from "../types.ts";
import type { Type } from "../types.ts";
import type { FunctionTable, Parameter } from "./function.ts";

const PARTS = ["partition", "service", "region", "account_id", "resource"] as const;
const ARN: Type = { kind: "object", attributes: new Map(PARTS.map((name) => [name, STRING])) };

/**
 * Functions that the aws provider brings (Terraform 1.8 and later), under the provider's usual local name.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/functions/arn_parse
 */
export const awsProvider: FunctionTable = {
  "provider::aws::arn_parse": {
    kind: "function",
    parameters: [stringParameter("arn")],
    returns: ARN,
    call: ([arn]) => object(new Map(Object.entries(partsOf(textOf(arn))).map(([name, part]) => [name, text(part)]))),
  },
  "provider::aws::arn_build": {
    kind: "function",
    parameters: PARTS.map(stringParameter),
    returns: STRING,
    call(args) {
      const [partition = "", service = "", region = "", account = "", resource = ""] = args.map(textOf);
      return text(formatArn({ partition, service, region, account, resource }));
    },
  },
  "provider::aws::trim_iam_role_path": {
    kind: "function",
    parameters: [stringParameter("arn")],
    returns: STRING,
    call([arn]) {
      const { account_id: account, ...parts } = partsOf(textOf(arn));
      const segments = parts.resource.split("/");
      if (parts.service !== "iam" || segments[0] !== "role" || segments.length < 2) {
        throw new EvaluationError("the ARN is not that of an IAM role");
      }
      return text(formatArn({ ...parts, account, resource: `role/${segments.at(-1) ?? ""}` }));
    },
  },
};

/** An ARN has six parts, of which only the first says what it is (the AWS SDK for Go's rule). */
function partsOf(arn: string): Readonly<Record<(typeof PARTS)[number], string>> {
  const [prefix, partition, service, region, account, ...resource] = arn.split(":");
  if (prefix !== "arn" || resource.length === 0) throw new EvaluationError("the text is no ARN");
  return {
    partition: partition ?? "",
    service: service ?? "",
    region: region ?? "",
    account_id: account ?? "",
    resource: resource.join(":"),
  };
}

function stringParameter(name: string): Parameter {
  return { name, type: STRING };
}

function textOf(term: Term | undefined): string {
  return term?.kind === "string" ? term.value : "";
}
