/** STS's limit on a session policy's text, in characters (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html). */
const MAX_LENGTH = 2048;

/** Verbs whose actions read; what is coarser than a list of actions allows these per service. */
const READ_VERBS = ["Get", "Describe", "List", "BatchGet"];

/** Reads of what a resource holds rather than of what it is, and writes through Cloud Control: denied wherever a wildcard would allow them. */
const DATA_PLANES = [
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

/**
 * Session policies that allow the actions, the narrowest first. The exact list where it fits; then with the services
 * that take most room as `service:Get*` and so on, as few of them as fit; then all of them; then everything but the
 * data planes. STS's packed size has its own limit, hence a choice. Each is at most 2,048 characters.
 */
export function sessionPolicies(actions: readonly string[]): readonly string[] {
  const byService = groupByService(actions);
  const largestFirst = [...byService.keys()].toSorted(
    (a, b) => saving(byService, b) - saving(byService, a) || a.localeCompare(b),
  );
  const exact = policy([...byService.values()].flat(), []);
  const widened = largestFirst.map((_, index) =>
    withWide(byService, new Set(largestFirst.slice(0, index + 1)), actions),
  );
  const coarse = [widened.find(fits), widened.at(-1)].filter((text) => text !== undefined);
  const everything = policy(
    ["*"],
    deniedBeside(actions, () => true),
  );
  return [...new Set([exact, ...(fits(exact) ? coarse.slice(1) : coarse), everything])].filter(fits);
}

function fits(text: string): boolean {
  return text.length <= MAX_LENGTH;
}

/** Without an action the policy allows what every identity may do anyway, as a policy needs an action. */
function groupByService(actions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const sorted = [...new Set(actions.length > 0 ? actions : ["sts:GetCallerIdentity"])].toSorted();
  return Map.groupBy(sorted, serviceOf);
}

function serviceOf(action: string): string {
  return action.split(":")[0] ?? action;
}

/** Characters that a service's wildcards save. */
function saving(byService: ReadonlyMap<string, readonly string[]>, service: string): number {
  const exact = byService.get(service) ?? [];
  return JSON.stringify(exact).length - JSON.stringify(widen(exact)).length;
}

/** The actions of one service with every reading verb among them as a wildcard; IAM ignores case. */
function widen(actions: readonly string[]): readonly string[] {
  return [
    ...new Set(
      actions.map((action) => {
        const [service, name = ""] = action.split(":");
        const verb = READ_VERBS.find((candidate) => name.toLowerCase().startsWith(candidate.toLowerCase()));
        return verb ? `${service}:${verb}*` : action;
      }),
    ),
  ];
}

function withWide(
  byService: ReadonlyMap<string, readonly string[]>,
  wide: ReadonlySet<string>,
  actions: readonly string[],
): string {
  const allowed = [...byService].flatMap(([service, exact]) => (wide.has(service) ? widen(exact) : exact));
  return policy(
    allowed,
    deniedBeside(actions, (service) => wide.has(service)),
  );
}

/** Data planes of the wildcarded services, except what is asked for by name. */
function deniedBeside(actions: readonly string[], isWide: (service: string) => boolean): readonly string[] {
  return DATA_PLANES.filter((denied) => isWide(serviceOf(denied)) && !actions.some((action) => covers(denied, action)));
}

function covers(pattern: string, action: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), action.toLowerCase()];
  return wanted.endsWith("*") ? given.startsWith(wanted.slice(0, -1)) : given === wanted;
}

function policy(allowed: readonly string[], denied: readonly string[]): string {
  const statements = [{ Effect: "Allow", Action: allowed, Resource: "*" }];
  if (denied.length > 0) statements.push({ Effect: "Deny", Action: denied, Resource: "*" });
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
