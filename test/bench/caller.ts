import type { EmulatedAws } from "../world/aws/server.ts";

/** What sends the AWS SDK to an emulated AWS, and to nothing of this machine's. */
export function callerEnvironment({ url, credentials }: EmulatedAws): { readonly [name: string]: string } {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
}

/** Does something in this process as the emulated AWS's caller. */
export async function withCaller<Result>(aws: EmulatedAws, work: () => Promise<Result>): Promise<Result> {
  const before = { ...process.env };
  Object.assign(process.env, callerEnvironment(aws));
  try {
    return await work();
  } finally {
    process.env = before;
  }
}
