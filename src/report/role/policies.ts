import {
  allowedBounded,
  type Bounded,
  dataPlanesDenied,
  serviceOfAction,
  type Statement,
} from "../../model/permissions.ts";

/** A role for Plumbline to look at one account with. */
export type ReadRole = {
  /** `arn:aws:iam::111122223333:role/team/plumbline-read` */
  readonly arn: string;
  /** Who may assume it: the ARN that the Plumbline server runs as. */
  readonly principal: string;
  readonly externalId: string;
  /** What it may do, exactly: no pattern among them. */
  readonly actions: readonly string[];
  /** What it may do with one resource only: reading Terraform's state. */
  readonly bounded: readonly Bounded[];
  /** The targets that look through it, by name. */
  readonly targets: readonly string[];
};

export type Policy = { readonly Version: "2012-10-17"; readonly Statement: readonly Statement[] };

/** Of a managed policy, in characters without white space (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const MAX_POLICY_LENGTH = 6144;

/**
 * Who may assume the role: the principal, with the owner's ExternalId. The second statement lets it name the repository
 * and pull request in the account's CloudTrail; without it, sessions are made without.
 */
export function trustPolicy({ principal, externalId }: ReadRole): Policy {
  const Principal = { AWS: principal };
  return policy([
    {
      Sid: "Assume",
      Effect: "Allow",
      Principal,
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": externalId } },
    },
    { Sid: "NameTheRun", Effect: "Allow", Principal, Action: ["sts:TagSession", "sts:SetSourceIdentity"] },
  ]);
}

/** Managed policies that allow exactly the role's actions, as few as IAM's limit allows; a service stays in one where it can. */
export function readPolicies({ actions }: ReadRole): readonly Policy[] {
  const services = Map.groupBy(actions.toSorted(), serviceOfAction);
  const policies: (readonly string[])[] = [];
  for (const service of services.values()) {
    const last = policies.at(-1);
    if (last && fits([...last, ...service])) policies[policies.length - 1] = [...last, ...service];
    else policies.push(...inPieces(service));
  }
  return policies.map(allowing);
}

/** Only a service with more actions than one policy holds is in several pieces. */
function inPieces(actions: readonly string[]): readonly (readonly string[])[] {
  const pieces: string[][] = [[]];
  for (const action of actions) {
    const last = pieces.at(-1) ?? [];
    if (fits([...last, action])) last.push(action);
    else pieces.push([action]);
  }
  return pieces;
}

function fits(actions: readonly string[]): boolean {
  return JSON.stringify(allowing(actions)).length <= MAX_POLICY_LENGTH;
}

function allowing(actions: readonly string[]): Policy {
  return policy([{ Sid: "Read", Effect: "Allow", Action: actions, Resource: "*" }]);
}

/** Policies that stay with the role, by name. */
export function inlinePolicies(role: ReadRole): readonly (readonly [name: string, policy: Policy])[] {
  const state: readonly (readonly [string, Policy])[] =
    role.bounded.length === 0 ? [] : [["read-state", policy(allowedBounded(role.bounded))]];
  return [["never-data", neverPolicy(role)], ...state];
}

/** What the role may never do, whatever else somebody attaches to it. */
function neverPolicy({ actions, bounded, arn }: ReadRole): Policy {
  const statements = [...dataPlanesDenied(actions, bounded, () => true)];
  // One action reads everything of API Gateway, keys and their values included.
  if (actions.includes("apigateway:GET")) {
    const [, partition = "aws"] = arn.split(":");
    const keys = `arn:${partition}:apigateway:*::/apikeys*`;
    statements.push({ Effect: "Deny", Action: "apigateway:GET", Resource: keys });
  }
  return policy(statements);
}

function policy(statements: readonly Statement[]): Policy {
  return { Version: "2012-10-17", Statement: statements };
}

/** A role's parts as its ARN has them: `/team/` and `plumbline-read`. */
export function partsOfRole(arn: string): { readonly account: string; readonly path: string; readonly name: string } {
  const [, , , , account = "", ...rest] = arn.split(":");
  const [, ...segments] = rest.join(":").split("/");
  const name = segments.at(-1) ?? "";
  return {
    account,
    name,
    path: `/${segments
      .slice(0, -1)
      .map((segment) => `${segment}/`)
      .join("")}`,
  };
}
