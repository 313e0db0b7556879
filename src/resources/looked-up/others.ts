import type { ReadableType } from "../type.ts";
import { lookedUp, readByService } from "./looked-up.ts";

/** Types of other services that code often refers to by name or ARN. */
export const otherTypes: readonly ReadableType[] = [
  // Its Cloud Control handler would read the template and the parameters too.
  readByService("AWS::CloudFormation::Stack", "stack", "cloudformation:DescribeStacks"),
  lookedUp({
    type: "AWS::Cognito::UserPool",
    noun: "user pool",
    arn: ["cognito-idp", "userpool/"],
    reads: ["cognito-idp:DescribeUserPool", "cognito-idp:GetUserPoolMfaConfig", "kms:DescribeKey"],
  }),
];
