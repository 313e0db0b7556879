import { CloudControlClient } from "@aws-sdk/client-cloudcontrol";
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import type { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { Route53Client } from "@aws-sdk/client-route-53";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";
import { NodeHttpHandler } from "@smithy/node-http-handler";

/** Temporary credentials of an assumed role. */
export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
};

/** One client per API, for one role session in one region. */
export type RegionClients = {
  readonly cloudcontrol: CloudControlClient;
  readonly cloudformation: CloudFormationClient;
  /** Loaded when first asked for. */
  readonly cloudtrail: () => Promise<CloudTrailClient>;
  /** Loaded when first asked for: its code takes some 60 MB. */
  readonly ec2: () => Promise<EC2Client>;
  /** Loaded when first asked for. */
  readonly route53: () => Promise<Route53Client>;
  readonly s3: S3Client;
  readonly secretsmanager: SecretsManagerClient;
  readonly ssm: SSMClient;
};

/** The handler would warn of busy sockets on the console, which is not ours to write on. */
function silent(): void {}

/** One pool of connections, for all clients of a process or a run. */
export function createHttp(): NodeHttpHandler {
  const agent = { keepAlive: true, maxSockets: 100 };
  return new NodeHttpHandler({
    connectionTimeout: 5_000,
    httpAgent: agent,
    httpsAgent: agent,
    logger: { trace: silent, debug: silent, info: silent, warn: silent, error: silent },
  });
}

export function createStsClient(http: NodeHttpHandler, region: string, credentials?: Credentials): STSClient {
  return new STSClient({ ...shared(http, region), ...(credentials ? { credentials } : {}) });
}

export function createRegionClients(http: NodeHttpHandler, region: string, credentials: Credentials): RegionClients {
  const config = { ...shared(http, region), credentials };
  let ec2: Promise<EC2Client> | undefined;
  let route53: Promise<Route53Client> | undefined;
  let cloudtrail: Promise<CloudTrailClient> | undefined;
  return {
    cloudcontrol: new CloudControlClient(config),
    cloudformation: new CloudFormationClient(config),
    cloudtrail: () =>
      (cloudtrail ??= import("@aws-sdk/client-cloudtrail").then(
        ({ CloudTrailClient }) => new CloudTrailClient(config),
      )),
    ec2: () => (ec2 ??= import("@aws-sdk/client-ec2").then(({ EC2Client }) => new EC2Client(config))),
    route53: () =>
      (route53 ??= import("@aws-sdk/client-route-53").then(({ Route53Client }) => new Route53Client(config))),
    // Path style: names with dots break TLS's wildcard certificates, and custom endpoints have no bucket hosts.
    s3: new S3Client({ ...config, forcePathStyle: true }),
    secretsmanager: new SecretsManagerClient(config),
    ssm: new SSMClient(config),
  };
}

/** Retries are made in `call.ts` alone, hence one attempt. */
function shared(http: NodeHttpHandler, region: string) {
  return { region, maxAttempts: 1, requestHandler: http, customUserAgent: "plumbline" };
}
