import { asString } from "../model/value.ts";
import type { Json } from "../model/json.ts";
import type { Place } from "../model/target.ts";
import type { ResourceType } from "./type.ts";

/** Where CloudTrail has the calls that change a resource. */
export type Trail = {
  readonly region: string;
  /** What the event source starts with: `sqs` of `sqs.amazonaws.com`. */
  readonly source: string;
  /** Names under which calls may have been recorded: as each caller gave it. */
  readonly names: readonly string[];
};

/** Services whose event source is not the service's name in CloudFormation. */
const SOURCES: { readonly [service: string]: string } = {
  ApiGatewayV2: "apigateway",
  ApplicationAutoScaling: "autoscaling",
  CertificateManager: "acm",
  CloudWatch: "monitoring",
  Cognito: "cognito-idp",
  EFS: "elasticfilesystem",
  ElasticLoadBalancingV2: "elasticloadbalancing",
  MSK: "kafka",
  OpenSearchService: "es",
  StepFunctions: "states",
};

/**
 * Services that are recorded in one region of each partition: IAM and CloudFront
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events;
 * CloudFront in China: https://docs.amazonaws.cn/en_us/aws/latest/userguide/cloudtrail.html), and Route 53, where its
 * endpoint is (https://docs.aws.amazon.com/general/latest/gr/r53.html).
 */
const HOMES: { readonly [service: string]: { readonly [partition: string]: string } } = {
  CloudFront: { aws: "us-east-1", "aws-us-gov": "us-gov-west-1", "aws-cn": "cn-northwest-1" },
  IAM: { aws: "us-east-1", "aws-us-gov": "us-gov-west-1", "aws-cn": "cn-north-1" },
  Route53: { aws: "us-east-1", "aws-us-gov": "us-gov-west-1", "aws-cn": "cn-northwest-1" },
};

/**
 * Where, and under which names, to ask who changed a resource. Callers name it by its name, its identifier or its ARN,
 * and CloudTrail keeps what they gave: each has to be asked for.
 * @param live its properties, where it is there
 */
export function trailOf(
  type: ResourceType,
  identifier: string,
  live: { readonly [name: string]: Json },
  place: Place,
): Trail {
  const service = type.type.split("::")[1] ?? "";
  const name = type.nameOf(identifier);
  // Of an identifier with several parts, only an ARN stands alone.
  const parts = identifier.split("|");
  const identifiers = parts.length === 1 ? parts : parts.filter((part) => part.startsWith("arn:")).slice(0, 1);
  const arn = live["Arn"] ?? computedArn(type, identifier, name, place);
  const names = [name, ...identifiers, ...(typeof arn === "string" ? [arn] : [])];
  return {
    region: HOMES[service]?.[place.partition] ?? place.region,
    source: SOURCES[service] ?? service.toLowerCase(),
    names: [...new Set(names)].filter((each) => each !== ""),
  };
}

function computedArn({ cloudformation, terraform }: ResourceType, identifier: string, name: string, place: Place) {
  const identity = { kind: "identifier", identifier, name } as const;
  return (
    asString(cloudformation.attribute("Arn", identity, place)) ?? asString(terraform?.attribute("arn", identity, place))
  );
}
