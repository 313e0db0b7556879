import type { Json } from "../../src/model/json.ts";

export type Properties = Record<string, Json>;

/** What AWS says of a queue with nothing but a timeout of 30 s. */
export function queue(properties: Properties = {}): Properties {
  return {
    VisibilityTimeout: 30,
    DelaySeconds: 0,
    MessageRetentionPeriod: 345_600,
    MaximumMessageSize: 262_144,
    ReceiveMessageWaitTimeSeconds: 0,
    SqsManagedSseEnabled: true,
    ...properties,
  };
}

/** What AWS says of an on-demand table with the key `id`. */
export function table(properties: Properties = {}): Properties {
  return {
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    ...properties,
  };
}

/** The queue's block in Terraform; 4 lines when it has nothing more. */
export function queueBlock(name: string, timeout = 30, more = ""): string {
  return `resource "aws_sqs_queue" "${name}" {
  name                       = "${name}"
  visibility_timeout_seconds = ${timeout}
${more}}
`;
}

/** The block of a table with the key `id`. */
export function tableBlock(name: string, more = ""): string {
  return `resource "aws_dynamodb_table" "${name}" {
  name         = "${name}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
${more}}
`;
}
