import { arn } from "./sample.ts";
import type { JsonObject, Sample } from "./sample.ts";

const url = "https://sqs.eu-west-1.amazonaws.com/111122223333/orders";
const topic = arn("sns:@:orders");
const secret = arn("secretsmanager:@:secret:orders/db-AbCdEf");

function documentOn(resource: string): { readonly written: JsonObject; readonly same: JsonObject } {
  const statement = {
    Effect: "Allow",
    Principal: { AWS: "111122223333" },
    Action: ["sns:Publish"],
    Resource: resource,
  };
  return {
    written: { Version: "2012-10-17", Statement: [statement] },
    same: {
      Statement: {
        ...statement,
        Sid: "",
        Action: "sns:publish",
        Principal: { AWS: [arn("iam::111122223333:root")] },
        Resource: [resource],
      },
      Version: "2012-10-17",
    },
  };
}

type Policy = {
  readonly type: string;
  readonly resource: string;
  /** Argument and property of what the policy belongs to, or of its own name. */
  readonly of: readonly [argument: string, property: string];
  readonly document: readonly [argument: string, property: string];
};

function policySample({ type, resource, of, document }: Policy): Sample {
  const { written, same } = documentOn(resource);
  const [argument, property] = of;
  const declared = { [property]: resource, [document[1]]: written };
  return {
    type,
    terraform: { [argument]: resource, [document[0]]: JSON.stringify(written) },
    cloudformation: declared,
    live: declared,
    unchecked: { terraform: [], cloudformation: [] },
    attributes: { [property]: argument, [document[1]]: document[0] },
    equivalents: [{ [document[1]]: same }, { [document[1]]: JSON.stringify(same, null, 2) }],
    alsoDeclared: [
      { format: "terraform", arguments: { [argument]: resource, [document[0]]: JSON.stringify(same) } },
      { format: "cloudformation", arguments: { [property]: resource, [document[1]]: JSON.stringify(same) } },
    ],
  };
}

export const queuePolicy = policySample({
  type: "AWS::SQS::QueueInlinePolicy",
  resource: url,
  of: ["queue_url", "Queue"],
  document: ["policy", "PolicyDocument"],
});

export const topicPolicy = policySample({
  type: "AWS::SNS::TopicInlinePolicy",
  resource: topic,
  of: ["arn", "TopicArn"],
  document: ["policy", "PolicyDocument"],
});

export const secretPolicy = policySample({
  type: "AWS::SecretsManager::ResourcePolicy",
  resource: secret,
  of: ["secret_arn", "SecretId"],
  document: ["policy", "ResourcePolicy"],
});

export const logResourcePolicy = policySample({
  type: "AWS::Logs::ResourcePolicy",
  resource: "events",
  of: ["policy_name", "PolicyName"],
  document: ["policy_document", "PolicyDocument"],
});

const redrive = { deadLetterTargetArn: arn("sqs:@:dead"), maxReceiveCount: 3 };
const allow = { redrivePermission: "byQueue", sourceQueueArns: [arn("sqs:@:orders")] };

export const queueParts: readonly Sample[] = [
  part("redrive_policy", "RedrivePolicy", redrive, { maxReceiveCount: "3", deadLetterTargetArn: arn("sqs:@:dead") }),
  part("redrive_allow_policy", "RedriveAllowPolicy", allow, JSON.stringify(allow)),
];

function part(argument: string, property: string, document: JsonObject, same: JsonObject | string): Sample {
  return {
    type: "AWS::SQS::Queue",
    resource: `aws_sqs_queue_${argument}`,
    terraform: { queue_url: url, [argument]: JSON.stringify(document) },
    cloudformation: null,
    live: { QueueUrl: url, [property]: document },
    unchecked: { terraform: [], cloudformation: [] },
    attributes: { [property]: argument },
    equivalents: [{ [property]: same }],
    alsoDeclared: [],
  };
}

const repositoryPolicy = documentOn("*");
const lifecycle = { rules: [{ rulePriority: 1, selection: { tagStatus: "any" }, action: { type: "expire" } }] };

export const repositoryParts: readonly Sample[] = [
  {
    type: "AWS::ECR::Repository",
    resource: "aws_ecr_lifecycle_policy",
    terraform: { repository: "shop/app", policy: JSON.stringify(lifecycle) },
    cloudformation: null,
    live: { RepositoryName: "shop/app", LifecyclePolicy: { LifecyclePolicyText: JSON.stringify(lifecycle) } },
    unchecked: { terraform: [], cloudformation: [] },
    attributes: { "LifecyclePolicy/LifecyclePolicyText": "policy" },
    equivalents: [{ LifecyclePolicy: { LifecyclePolicyText: JSON.stringify(lifecycle, null, 2) } }],
    alsoDeclared: [],
  },
  {
    type: "AWS::ECR::Repository",
    resource: "aws_ecr_repository_policy",
    terraform: { repository: "shop/app", policy: JSON.stringify(repositoryPolicy.written) },
    cloudformation: null,
    live: { RepositoryName: "shop/app", RepositoryPolicyText: repositoryPolicy.written },
    unchecked: { terraform: [], cloudformation: [] },
    attributes: { RepositoryPolicyText: "policy" },
    equivalents: [{ RepositoryPolicyText: JSON.stringify(repositoryPolicy.same) }],
    alsoDeclared: [],
  },
];
