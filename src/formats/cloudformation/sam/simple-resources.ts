import type { Data, Dict, Text } from "./data/data.ts";
import type { Made } from "./data/made.ts";
import type { SamContext, SamResource } from "./context.ts";
import { SamError } from "./error.ts";
import { asItems, deepCopyOf, dict, get, has, is, isDict, isText, isTruthy, remove, set, textOf } from "./data/data.ts";
import { assign, inherited, make, tagList } from "./data/made.ts";
import { codeAt, hashedId, packaged } from "./data/code-location.ts";
import { isIntrinsic } from "./data/intrinsics.ts";
import { resolveMapping, resolveParameters } from "./data/resolve.ts";

const ATTRIBUTE_TYPES: Readonly<Record<string, string>> = { String: "S", Number: "N", Binary: "B" };

/** What SAM makes of `AWS::Serverless::SimpleTable`. */
export function expandSimpleTable({ logicalId, properties, attributes, dependsOn }: SamResource): readonly Made[] {
  const key = get(properties, "PrimaryKey");
  const type = isTruthy(key) ? ATTRIBUTE_TYPES[textOf(get(key, "Type")) ?? ""] : "S";
  const name = isTruthy(key) ? get(key, "Name") : "id";
  if (type === undefined || name === null)
    throw new SamError("`PrimaryKey` needs a `Name` and a `Type` of `String`, `Number` or `Binary`");
  const passed = (property: string): Data => (isTruthy(get(properties, property)) ? get(properties, property) : null);
  const throughput = passed("ProvisionedThroughput");
  const table = make("AWS::DynamoDB::Table", logicalId, {}, attributes, dependsOn);
  assign(table, {
    AttributeDefinitions: [dict({ AttributeName: name, AttributeType: type })],
    KeySchema: [dict({ AttributeName: name, KeyType: "HASH" })],
    PointInTimeRecoverySpecification: passed("PointInTimeRecoverySpecification"),
    ProvisionedThroughput: throughput,
    BillingMode: throughput === null ? "PAY_PER_REQUEST" : null,
    SSESpecification: passed("SSESpecification"),
    TableName: passed("TableName"),
    Tags: isTruthy(get(properties, "Tags")) ? tagList(get(properties, "Tags")) : null,
  });
  return [table];
}

/** What SAM makes of `AWS::Serverless::LayerVersion`: its logical id ends in a hash of all that is said of it. */
export function expandLayer(resource: SamResource, context: SamContext): readonly Made[] {
  const { logicalId, properties, attributes, dependsOn } = resource;
  for (const name of ["LayerName", "LicenseInfo", "Description", "RetentionPolicy"]) {
    if (has(properties, name)) set(properties, name, resolveParameters(get(properties, name), context.parameters));
  }
  const kept = inherited(attributes);
  if (!has(kept, "DeletionPolicy")) set(kept, "DeletionPolicy", "Retain");
  const retention = get(properties, "RetentionPolicy");
  if (retention !== null) set(kept, "DeletionPolicy", retentionOf(retention));
  const content = codeAt(get(properties, "ContentUri"), "ContentUri");
  const hashed = hashedId(logicalId, hashedLayer(resource, content));
  const layer = make("AWS::Lambda::LayerVersion", hashed.logicalId, {}, kept, dependsOn);
  if (hashed.unknown !== null) layer.unknownId = hashed.unknown;
  const name = get(properties, "LayerName");
  const passed = ["Description", "CompatibleArchitectures", "CompatibleRuntimes", "LicenseInfo"];
  assign(layer, { LayerName: isTruthy(name) ? name : logicalId, Content: content });
  assign(layer, Object.fromEntries(passed.map((property) => [property, get(properties, property)])));
  checkArchitectures(get(properties, "CompatibleArchitectures"));
  return [layer];
}

function retentionOf(retention: Data): string {
  const wanted = isIntrinsic(retention) ? undefined : textOf(retention)?.toLowerCase();
  if (wanted === "retain") return "Retain";
  if (wanted === "delete") return "Delete";
  throw new SamError("`RetentionPolicy` is `Retain` or `Delete`");
}

function hashedLayer({ logicalId, properties, attributes, dependsOn, type }: SamResource, content: Data): Dict {
  const hashed = dict({ Type: type });
  if (isTruthy(dependsOn)) set(hashed, "DependsOn", dependsOn);
  for (const [name, slot] of attributes.slots) {
    if (name !== "DeletionPolicy" && name !== "UpdateReplacePolicy" && name !== "Metadata")
      set(hashed, name, slot.value);
  }
  const said = deepCopyOf(properties);
  for (const [name, slot] of said.slots) if (slot.value === null) remove(said, name);
  if (!isDict(content)) set(said, "ContentUri", content);
  set(hashed, "Properties", said);
  const whole = dict();
  set(whole, logicalId, hashed);
  return whole;
}

function checkArchitectures(architectures: Data): void {
  if (!isTruthy(architectures) || isIntrinsic(architectures)) return;
  const other = asItems(architectures).find((each) => !isIntrinsic(each) && !is(each, "arm64") && !is(each, "x86_64"));
  if (other !== undefined) throw new SamError("`CompatibleArchitectures` are `x86_64` and `arm64`");
}

/** What SAM makes of `AWS::Serverless::Application`: a nested stack. */
export function expandApplication(resource: SamResource, context: SamContext): readonly Made[] {
  const { logicalId, properties, attributes, dependsOn } = resource;
  const location = get(properties, "Location");
  const tags = dict({ "lambda:createdBy": "SAM" });
  const resolved = (name: string): Data =>
    resolveMapping(resolveParameters(get(location, name), context.parameters), context.mappings);
  if (isDict(location)) {
    if (!has(location, "ApplicationId") || !has(location, "SemanticVersion")) {
      throw new SamError("`Location` needs `ApplicationId` and `SemanticVersion`");
    }
    set(tags, "serverlessrepo:applicationId", resolved("ApplicationId"));
    set(tags, "serverlessrepo:semanticVersion", resolved("SemanticVersion"));
  }
  const stack = make("AWS::CloudFormation::Stack", logicalId, {}, inherited(attributes), dependsOn);
  assign(stack, {
    Parameters: get(properties, "Parameters"),
    NotificationARNs: get(properties, "NotificationARNs"),
    Tags: [...tagList(tags), ...tagList(get(properties, "Tags"))],
    TimeoutInMinutes: get(properties, "TimeoutInMinutes"),
    TemplateURL: templateUrl(location),
  });
  return [stack];
}

/** A path stays, so that the template it names can be found; the Serverless Application Repository tells its own. */
function templateUrl(location: Data): Data {
  return isText(location) ? (location satisfies Text) : packaged("Location");
}
