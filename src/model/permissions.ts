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

/** The data planes beside the actions: those that none of them needs. */
export function dataPlanesBeside(actions: readonly string[]): readonly string[] {
  return dataPlanes.filter((denied) => !actions.some((action) => coversAction(denied, action)));
}

/** Whether a pattern of IAM actions, with `*` at its end at most, covers an action; IAM ignores case. */
export function coversAction(pattern: string, action: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), action.toLowerCase()];
  return wanted.endsWith("*") ? given.startsWith(wanted.slice(0, -1)) : given === wanted;
}

/** The service prefix of an IAM action. */
export function serviceOfAction(action: string): string {
  return action.split(":")[0] ?? action;
}
