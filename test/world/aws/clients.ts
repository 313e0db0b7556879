import { CloudControlClient } from "@aws-sdk/client-cloudcontrol";
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import type { EmulatedAws } from "./server.ts";

export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";
export const PLACE = { account: ACCOUNT, region: REGION };

type Keys = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };

/** Real SDK clients against an emulated AWS: one attempt each, so that a test sees every answer. */
export function clientsOf(aws: { readonly url: string }, credentials: Keys, region = REGION) {
  const config = { endpoint: aws.url, region, credentials, maxAttempts: 1 };
  return {
    sts: new STSClient(config),
    cloudcontrol: new CloudControlClient(config),
    cloudformation: new CloudFormationClient(config),
    s3: new S3Client(config),
    ssm: new SSMClient(config),
    secrets: new SecretsManagerClient(config),
  };
}

/** Clients that run as a session of the account's `plumbline-read`. */
export async function sessionOf(aws: EmulatedAws, input: Partial<AssumeRoleCommandInput> = {}, region = REGION) {
  return clientsOf(aws, await assume(aws, input), region);
}

/** The keys of a session, made by the world's caller. */
export async function assume(aws: EmulatedAws, input: Partial<AssumeRoleCommandInput> = {}): Promise<Required<Keys>> {
  const { sts } = clientsOf(aws, aws.credentials);
  const { Credentials: issued } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${ACCOUNT}:role/plumbline-read`,
      RoleSessionName: "o-r-7",
      ...input,
    }),
  );
  return {
    accessKeyId: issued?.AccessKeyId ?? "",
    secretAccessKey: issued?.SecretAccessKey ?? "",
    sessionToken: issued?.SessionToken ?? "",
  };
}

/** The error that a call ends with: its name as the client surfaces it, its status and message. */
export async function failure(
  promise: Promise<unknown>,
): Promise<{ name: string; status: number | undefined; message: string; requestId: string | undefined }> {
  try {
    await promise;
  } catch (error) {
    const { name, message, $metadata } = error as Error & {
      $metadata?: { httpStatusCode?: number; requestId?: string };
    };
    return { name, status: $metadata?.httpStatusCode, message, requestId: $metadata?.requestId };
  }
  throw new Error("the call did not fail");
}
