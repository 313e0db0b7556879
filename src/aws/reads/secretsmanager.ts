import { DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import type { DescribeSecretCommandOutput } from "@aws-sdk/client-secrets-manager";
import type { Json } from "../../model/json.ts";
import type { ReadRequest } from "../../model/observation.ts";
import { malformed, readingOf } from "../reading.ts";
import type { ReadContext, Reading } from "../reading.ts";

/**
 * Looks at a secret by name or ARN, never at its value. Properties are those of AWS::SecretsManager::Secret,
 * `VersionStages`, the labels that its versions have, and `DeletedDate` (ISO 8601) on a secret that is scheduled for deletion: it cannot be used, and its name is still taken.
 */
export async function describeSecret(context: ReadContext, request: ReadRequest): Promise<Reading> {
  const command = new DescribeSecretCommand({ SecretId: request.identifier });
  const answer = await context.call("secretsmanager", (abortSignal) =>
    context.clients.secretsmanager.send(command, { abortSignal }),
  );
  if ("failure" in answer) return readingOf(answer.failure, request);
  const requestId = answer.output.$metadata.requestId ?? null;
  const arn = answer.output.ARN;
  if (arn === undefined) return readingOf(malformed("the secret's ARN is missing", requestId), request);
  return { outcome: "present", identifier: arn, properties: propertiesOf(answer.output, arn), requestId };
}

function propertiesOf(secret: DescribeSecretCommandOutput, arn: string): { readonly [name: string]: Json } {
  const properties: { [name: string]: Json } = { Id: arn };
  const { Name, Description, KmsKeyId } = secret;
  for (const [key, value] of Object.entries({ Name, Description, KmsKeyId })) {
    if (value !== undefined) properties[key] = value;
  }
  // The API leaves an empty list out.
  properties["Tags"] = (secret.Tags ?? []).map((tag) => ({ Key: tag.Key ?? "", Value: tag.Value ?? "" }));
  properties["ReplicaRegions"] = (secret.ReplicationStatus ?? []).map(({ Region = "", KmsKeyId }) =>
    KmsKeyId === undefined ? { Region } : { Region, KmsKeyId },
  );
  // Left out of a secret that has no version yet.
  properties["VersionStages"] = [...new Set(Object.values(secret.VersionIdsToStages ?? {}).flat())].toSorted();
  if (secret.DeletedDate) properties["DeletedDate"] = secret.DeletedDate.toISOString();
  return properties;
}
