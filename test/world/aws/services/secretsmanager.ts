import { z } from "zod";
import type { Json } from "../../../../src/model/json.ts";
import type { Reply } from "../answers.ts";
import { denial, failed, operation, refused } from "../call.ts";
import type { Call, Service } from "../call.ts";
import { secretNameOf, withoutSuffix } from "../handler.ts";
import { tagsOf } from "./tags.ts";

const CHANGED = new Date("2026-01-01T00:00:00Z");

/** AWS Secrets Manager, without secrets' values. */
export const secretsmanager: Service = {
  name: "secretsmanager",
  signingName: "secretsmanager",
  protocol: "json-1.1",
  namespace: "secretsmanager",
  operations: new Map([
    [
      "DescribeSecret",
      operation({
        action: "secretsmanager:DescribeSecret",
        input: { SecretId: z.string().min(1).max(2048) },
        about: (input) => ({ type: "AWS::SecretsManager::Secret", identifier: input.SecretId }),
        run: (call, input) => describeSecret(call, input.SecretId),
      }),
    ],
  ]),
};

/** By name, by ARN, or by an ARN without its six random characters. */
function describeSecret(call: Call, wanted: string): Reply {
  const { partition, region, account } = call.place;
  const secret = call.state
    .resources(call.place, "AWS::SecretsManager::Secret")
    .find(({ resource: { identifier } }) => {
      return [identifier, secretNameOf(identifier), withoutSuffix(identifier)].includes(wanted);
    })?.resource;
  const arn =
    secret?.identifier ??
    (wanted.startsWith("arn:") ? wanted : `arn:${partition}:secretsmanager:${region}:${account}:secret:${wanted}`);
  const denied = denial(call, "secretsmanager:DescribeSecret", arn);
  if (denied !== undefined) return failed(call, "denied", denied);
  if (!secret) return refused("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  const text = (property: string) =>
    typeof secret.properties[property] === "string" ? secret.properties[property] : undefined;
  const deleted = text("DeletedDate");
  return {
    kind: "output",
    output: {
      ARN: secret.identifier,
      Name: text("Name") ?? secretNameOf(secret.identifier),
      Description: text("Description"),
      KmsKeyId: text("KmsKeyId"),
      RotationEnabled: false,
      CreatedDate: CHANGED,
      // On a secret that is scheduled for deletion.
      DeletedDate: deleted === undefined ? undefined : new Date(deleted),
      LastChangedDate: CHANGED,
      Tags: tagsOf(secret.properties["Tags"]),
      VersionIdsToStages: versionsOf(secret.properties["VersionStages"]),
      ReplicationStatus: replicas(secret.properties["ReplicaRegions"]),
    },
  };
}

/** A version of its own for each stage. */
function versionsOf(value: Json | undefined): { readonly [version: string]: readonly string[] } | undefined {
  const stages = z.array(z.string()).safeParse(value);
  if (!stages.success) return undefined;
  return Object.fromEntries(
    stages.data.map((stage, index) => [`EXAMPLE${index}-90ab-cdef-fedc-ba987EXAMPLE`, [stage]]),
  );
}

/** Of each replica its region, and its key where it has one of its own. */
function replicas(value: Json | undefined): readonly { readonly [name: string]: string | undefined }[] {
  const regions = z.array(z.object({ Region: z.string(), KmsKeyId: z.string().optional() })).safeParse(value);
  return regions.success ? regions.data.map(({ Region, KmsKeyId }) => ({ Region, KmsKeyId, Status: "InSync" })) : [];
}
