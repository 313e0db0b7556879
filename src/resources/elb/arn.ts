import type { Identity } from "../../model/declared.ts";
import { formatArn } from "../arn.ts";
import type { Arn } from "../type.ts";

/**
 * The identity that an ARN of load balancing gives: the identifier is the ARN itself.
 * @param kind what comes before the first slash; `form` is what follows it, `nameOf` what people call that
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
 */
export function byElbArn(
  arn: Arn,
  kind: string,
  form: RegExp,
  nameOf: (rest: string) => string = (rest) => rest,
): Identity | undefined {
  if (arn.service !== "elasticloadbalancing" || !arn.resource.startsWith(`${kind}/`)) return undefined;
  const rest = arn.resource.slice(kind.length + 1);
  return form.test(rest) ? { kind: "identifier", identifier: formatArn(arn), name: nameOf(rest) } : undefined;
}

/** What follows the kind in an ARN. */
export function afterKind(identifier: string, kind: string): string {
  const at = identifier.indexOf(`:${kind}/`);
  return at < 0 ? identifier : identifier.slice(at + kind.length + 2);
}
