import type { Data } from "../data/data.ts";
import type { SamContext } from "../context.ts";
import { is, isTruthy } from "../data/data.ts";
import { resolveParameters } from "../data/resolve.ts";

/** Whether a function is traced by X-Ray. */
export function isTraced(tracing: Data, { parameters }: SamContext): boolean {
  return isTruthy(tracing) && !is(resolveParameters(tracing, parameters), "Disabled");
}

/** The ARN of a policy that AWS has for roles of a service. */
export function serviceRoleArn(name: string, partition: string): string {
  return `arn:${partition}:iam::aws:policy/service-role/${name}`;
}

/** The policy that lets X-Ray be written to has another name outside AWS's main partition. */
export function tracingPolicy(partition: string): string {
  return partition === "aws" ? "AWSXrayWriteOnlyAccess" : "AWSXRayDaemonWriteAccess";
}
