import type { Permission } from "./live.ts";

/**
 * Reads of what a resource holds rather than of what it is, and writes through Cloud Control: never needed, and denied
 * wherever a wildcard would allow them.
 */
const dataPlanes: readonly string[] = [
  "athena:GetQueryResults",
  "cloudformation:CreateResource",
  "cloudformation:DeleteResource",
  "cloudformation:UpdateResource",
  "dynamodb:BatchGetItem",
  "dynamodb:GetItem",
  "dynamodb:GetRecords",
  "dynamodb:PartiQL*",
  "dynamodb:Query",
  "dynamodb:Scan",
  "ec2:GetConsole*",
  "ec2:GetPasswordData",
  "ecr:BatchGetImage",
  "ecr:GetDownloadUrlForLayer",
  "kinesis:GetRecords",
  "kms:Decrypt",
  "lambda:Invoke*",
  "logs:FilterLogEvents",
  "logs:GetLogEvents",
  "logs:GetLogRecord",
  "logs:GetQueryResults",
  "s3:GetObject*",
  "secretsmanager:BatchGetSecretValue",
  "secretsmanager:GetSecretValue",
  "sqs:ReceiveMessage",
  "ssm:GetParameter*",
  "sts:AssumeRole",
];

/** Whether a pattern of IAM actions, with `*` at its end at most, covers an action; IAM ignores case. */
function coversAction(pattern: string, action: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), action.toLowerCase()];
  return wanted.endsWith("*") ? given.startsWith(wanted.slice(0, -1)) : given === wanted;
}

/** Whether an action reads what a resource is: neither a write nor a read of what it holds. */
export function isRead(action: string): boolean {
  const [, name = ""] = action.split(":");
  return READING.test(name) && !dataPlanes.some((plane) => coversAction(plane, action));
}

/** How services begin the names of actions that read; API Gateway has one for all. */
const READING = /^(?:Get|List|Describe|BatchGet|Search|Lookup|View)/i;

/** The service prefix of an IAM action. */
export function serviceOfAction(action: string): string {
  return action.split(":")[0] ?? action;
}

/** Leave for one resource only, or only by way of one service: it has a statement of its own. */
export type Bounded = Exclude<Permission, string>;

/** Of an IAM policy. */
export type Statement = {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: { readonly AWS: string };
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string | readonly string[] } };
};

/** One statement for all resources that the same action is allowed on. */
export function allowedBounded(bounded: readonly Bounded[]): readonly Statement[] {
  const groups = Map.groupBy(bounded, ({ action, via = "" }) => `${action}\n${via}`);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const Resource = [...new Set([first, ...others].map(({ resource }) => resource))].toSorted();
    const Condition = first.via === undefined ? {} : { Condition: { StringEquals: { [VIA]: first.via } } };
    return [{ Effect: "Allow" as const, Action: first.action, Resource, ...Condition }];
  });
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
const VIA = "kms:ViaService";

/** Denies the data planes of some services, except what is asked for by name: of that, all but what is asked for. */
export function dataPlanesDenied(
  actions: readonly string[],
  bounded: readonly Bounded[],
  isWide: (service: string) => boolean,
): readonly Statement[] {
  const denied = dataPlanes.filter(
    (plane) => isWide(serviceOfAction(plane)) && !actions.some((action) => coversAction(plane, action)),
  );
  const parted = denied.filter((plane) => bounded.some(({ action }) => coversAction(plane, action)));
  const wholly = denied.filter((plane) => !parted.includes(plane));
  return [
    ...(wholly.length > 0 ? [deny({ Action: wholly, Resource: "*" })] : []),
    ...parted.flatMap((plane) =>
      deniedAround(
        plane,
        bounded.filter(({ action }) => coversAction(plane, action)),
      ),
    ),
  ];
}

function deniedAround(Action: string, allowed: readonly Bounded[]): readonly Statement[] {
  const NotResource = allowed.map(({ resource }) => resource);
  const ways = allowed.flatMap(({ via }) => via ?? []);
  const others = NotResource.includes("*") ? [] : [deny({ Action, NotResource })];
  const otherWays = deny({ Action, Resource: "*", Condition: { StringNotEquals: { [VIA]: ways } } });
  return ways.length < allowed.length ? others : [...others, otherWays];
}

function deny(statement: Omit<Statement, "Effect">): Statement {
  return { Effect: "Deny", ...statement };
}
