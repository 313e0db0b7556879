import { exact, kmsKey, keyed, number, object, readWith } from "../comparison/rules.ts";
import type { PropertyRules } from "../comparison/rules.ts";
import { sameStructure } from "../comparison/same-value.ts";
import type { Fields } from "../terraform/arguments.ts";
import { at, atUnlessEmpty, blockAt, blocksAt, pairsAt } from "../terraform/fields.ts";

const STATUS: Fields = { status: at("Status") };

export const REPLICATION: Fields = {
  token: null,
  role: at("ReplicationConfiguration/Role"),
  rule: blocksAt("ReplicationConfiguration/Rules", {
    id: at("Id"),
    priority: at("Priority"),
    status: at("Status"),
    prefix: at("Prefix"),
    filter: blockAt("Filter", {
      prefix: atUnlessEmpty("Prefix"),
      tag: blockAt("TagFilter", { key: at("Key"), value: at("Value") }),
      and: blockAt("And", { prefix: atUnlessEmpty("Prefix"), tags: pairsAt("TagFilters", "Key", "Value") }),
    }),
    delete_marker_replication: blockAt("DeleteMarkerReplication", STATUS),
    source_selection_criteria: blockAt("SourceSelectionCriteria", {
      replica_modifications: blockAt("ReplicaModifications", STATUS),
      sse_kms_encrypted_objects: blockAt("SseKmsEncryptedObjects", STATUS),
    }),
    destination: blockAt("Destination", {
      account: at("Account"),
      bucket: at("Bucket"),
      storage_class: at("StorageClass"),
      access_control_translation: blockAt("AccessControlTranslation", { owner: at("Owner") }),
      encryption_configuration: blockAt("EncryptionConfiguration", { replica_kms_key_id: at("ReplicaKmsKeyID") }),
      metrics: blockAt("Metrics", {
        ...STATUS,
        event_threshold: blockAt("EventThreshold", { minutes: at("Minutes") }),
      }),
      replication_time: blockAt("ReplicationTime", { ...STATUS, time: blockAt("Time", { minutes: at("Minutes") }) }),
    }),
  }),
};

const RULES = "ReplicationConfiguration/Rules";
const DESTINATION = `${RULES}/*/Destination`;

/** Rules that a template gives no id get one from S3, and keep their order. */
export const replicationRules: PropertyRules = new Map([
  ["ReplicationConfiguration", object(readWith("s3:GetReplicationConfiguration"))],
  ["ReplicationConfiguration/Role", exact()],
  [RULES, keyed("Id", { withoutKeys: sameStructure })],
  [`${RULES}/*/Id`, exact()],
  [`${RULES}/*/Priority`, number()],
  [`${RULES}/*/Status`, exact()],
  [`${RULES}/*/Filter`, object()],
  [`${RULES}/*/Filter/Prefix`, exact({ absentIs: "" })],
  [`${RULES}/*/DeleteMarkerReplication`, object()],
  [`${RULES}/*/DeleteMarkerReplication/Status`, exact({ absentIs: "Disabled" })],
  [`${RULES}/*/SourceSelectionCriteria`, object()],
  [`${RULES}/*/SourceSelectionCriteria/SseKmsEncryptedObjects`, object()],
  [`${RULES}/*/SourceSelectionCriteria/SseKmsEncryptedObjects/Status`, exact({ absentIs: "Disabled" })],
  [`${RULES}/*/SourceSelectionCriteria/ReplicaModifications`, object()],
  [`${RULES}/*/SourceSelectionCriteria/ReplicaModifications/Status`, exact({ absentIs: "Disabled" })],
  [DESTINATION, object()],
  [`${DESTINATION}/Bucket`, exact()],
  [`${DESTINATION}/Account`, exact()],
  [`${DESTINATION}/StorageClass`, exact()],
  [`${DESTINATION}/AccessControlTranslation`, object()],
  [`${DESTINATION}/AccessControlTranslation/Owner`, exact()],
  [`${DESTINATION}/EncryptionConfiguration`, object()],
  [`${DESTINATION}/EncryptionConfiguration/ReplicaKmsKeyID`, kmsKey()],
]);
