import { asString, known, list, map } from "../../model/value.ts";
import type { MapValue, Value } from "../../model/value.ts";
import { argument, at, blockAt, blocksAt, originOf, tagsAt } from "./fields.ts";
import type { Field, Fields } from "./arguments.ts";

/** What becomes of a table's arguments. Some of them decide what others mean. */
export function tableFields(args: MapValue): Fields {
  const throughput = throughputFields(args);
  const hashKey = argument(args, "hash_key");
  const projection = {
    projection_type: at("Projection/ProjectionType"),
    non_key_attributes: at("Projection/NonKeyAttributes"),
  };
  const keys = { key_schema: blocksAt("KeySchema", { attribute_name: at("AttributeName"), key_type: at("KeyType") }) };
  return {
    name: at("TableName"),
    billing_mode: at("BillingMode"),
    hash_key: keyAt("HASH"),
    range_key: keyAt("RANGE"),
    ...throughput,
    attribute: blocksAt("AttributeDefinitions", { name: at("AttributeName"), type: at("AttributeType") }),
    global_secondary_index: blocksAt("GlobalSecondaryIndexes", {
      name: at("IndexName"),
      hash_key: keyAt("HASH"),
      range_key: keyAt("RANGE"),
      ...keys,
      ...projection,
      ...throughput,
    }),
    // A local index has its table's partition key, which the block does not repeat.
    local_secondary_index: blocksAt("LocalSecondaryIndexes", {
      name: at("IndexName"),
      range_key: (value, attribute, put) => {
        if (hashKey) put("KeySchema", list([keyElement(hashKey, "HASH")], { ...originOf(value), attribute }));
        keyAt("RANGE")(value, attribute, put);
      },
      ...projection,
    }),
    stream_enabled: streamEnabled,
    stream_view_type: isOn(argument(args, "stream_enabled")) ? at("StreamSpecification/StreamViewType") : null,
    ttl: blockAt("TimeToLiveSpecification", { attribute_name: at("AttributeName"), enabled: at("Enabled") }),
    point_in_time_recovery: blockAt("PointInTimeRecoverySpecification", {
      enabled: at("PointInTimeRecoveryEnabled"),
      recovery_period_in_days: at("RecoveryPeriodInDays"),
    }),
    server_side_encryption: blockAt("SSESpecification", {
      enabled: at("SSEEnabled"),
      kms_key_arn: at("KMSMasterKeyId"),
    }),
    deletion_protection_enabled: at("DeletionProtectionEnabled"),
    table_class: at("TableClass"),
    import_table: at("ImportSourceSpecification"),
    restore_date_time: null,
    restore_source_name: null,
    restore_source_table_arn: null,
    restore_to_latest_time: null,
    tags: tagsAt("Tags"),
  };
}

/** The provider ignores capacities of a table that is paid per request, and on-demand limits of one that is not. */
function throughputFields(args: MapValue): Fields {
  const isPerRequest = asString(argument(args, "billing_mode")) === "PAY_PER_REQUEST";
  return {
    read_capacity: isPerRequest ? null : at("ProvisionedThroughput/ReadCapacityUnits"),
    write_capacity: isPerRequest ? null : at("ProvisionedThroughput/WriteCapacityUnits"),
    on_demand_throughput: blockAt("OnDemandThroughput", {
      max_read_request_units: at("MaxReadRequestUnits"),
      max_write_request_units: at("MaxWriteRequestUnits"),
    }),
  };
}

function keyAt(keyType: "HASH" | "RANGE"): Field {
  return (value, attribute, put) => {
    if (value.kind === "known" && value.value === "") return;
    put("KeySchema", list([keyElement(value, keyType, attribute)], { ...originOf(value), attribute }));
  };
}

function keyElement(name: Value, keyType: string, attribute?: string): Value {
  const entries = new Map<string, Value>([
    ["AttributeName", name],
    ["KeyType", known(keyType)],
  ]);
  return map(entries, attribute === undefined ? {} : { ...originOf(name), attribute });
}

/** A stream that is off has no view type; one that is on says its own. */
const streamEnabled: Field = (value, attribute, put) => {
  if (isOn(value)) return;
  put(
    "StreamSpecification/StreamViewType",
    value.kind === "unresolved" ? { ...value, attribute } : known("", { ...originOf(value), attribute }),
  );
};

function isOn(value: Value | undefined): boolean {
  return value?.kind === "known" && String(value.value) === "true";
}
