import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext, SamResource } from "../context.ts";
import { SamError } from "../error.ts";
import {
  asItems,
  copyOf,
  deepCopyOf,
  dict,
  get,
  has,
  is,
  isDict,
  isText,
  isTruthy,
  set,
  textOf,
  update,
} from "../data/data.ts";
import { assign, idOf, inherited, make, refOf } from "../data/made.ts";
import { getAtt, namedBy } from "../data/intrinsics.ts";
import { hashedId } from "../data/code-location.ts";
import { resolveParameters } from "../data/resolve.ts";

/** The version that a deployment publishes, and the alias that points to it. */
export type Published = { readonly version: Made; readonly alias: Made; readonly aliasName: string };

/** What `AutoPublishAlias` makes; null where a function has none. */
export function publishedVersion(resource: SamResource, lambda: Made, context: SamContext): Published | null {
  const { properties } = resource;
  const wanted = get(properties, "AutoPublishAlias");
  if (!isTruthy(wanted)) return null;
  const aliasName = textOf(resolveParameters(wanted, context.parameters));
  if (aliasName === undefined) throw new SamError("`AutoPublishAlias` must be a text or a parameter with a value");
  const sha = codeHash(properties, lambda, context);
  const version = versionOf(resource, lambda, sha, context);
  const alias = make(
    "AWS::Lambda::Alias",
    idOf(lambda.logicalId, "Alias", aliasName.replaceAll("-", "D").replaceAll("_", "U")),
    {
      Name: aliasName,
      FunctionName: refOf(lambda),
      FunctionVersion: getAtt(version.logicalId, "Version"),
      ProvisionedConcurrencyConfig: get(properties, "ProvisionedConcurrencyConfig"),
    },
    inherited(resource.attributes),
  );
  return { version, alias, aliasName };
}

/** `AutoPublishCodeSha256` goes into the function's description, so that an update of it alone makes a version. */
function codeHash(properties: Dict, lambda: Made, { parameters }: SamContext): string | undefined {
  const given = get(properties, "AutoPublishCodeSha256");
  if (!isTruthy(given)) return undefined;
  const sha = textOf(resolveParameters(given, parameters));
  if (sha === undefined) throw new SamError("`AutoPublishCodeSha256` must be a text");
  const description = resolveParameters(get(properties, "Description"), parameters);
  if (!isTruthy(description)) assign(lambda, { Description: sha });
  else if (isText(description)) assign(lambda, { Description: `${textOf(description) ?? ""} ${sha}` });
  else assign(lambda, { Description: dict({ "Fn::Join": [" ", [description, sha]] }) });
  return sha;
}

function versionOf(resource: SamResource, lambda: Made, sha: string | undefined, context: SamContext): Made {
  const { properties, logicalId } = resource;
  const code = resolveParameters(get(lambda.properties, "Code"), context.parameters);
  const prefix = idOf(logicalId, "Version");
  const hashed = sha === undefined ? hashedId(prefix, contentOf(resource, lambda, code, context)) : null;
  const attributes = inherited(resource.attributes);
  if (!has(attributes, "DeletionPolicy")) {
    const standard = get(properties, "CapacityProviderConfig") === null ? "Retain" : "Delete";
    set(attributes, "DeletionPolicy", get(properties, "VersionDeletionPolicy") ?? standard);
  }
  const hasScaling = get(properties, "CapacityProviderConfig") !== null;
  const version = make(
    "AWS::Lambda::Version",
    hashed?.logicalId ?? `${prefix}${sha?.slice(0, 10) ?? ""}`,
    {
      FunctionName: refOf(lambda),
      Description: get(properties, "VersionDescription"),
      FunctionScalingConfig: hasScaling ? get(properties, "FunctionScalingConfig") : null,
    },
    attributes,
  );
  if (hashed?.unknown) version.unknownId = hashed.unknown;
  return version;
}

/** What a change of makes a new version: the code, or with `AutoPublishAliasAllProperties` everything. */
function contentOf({ properties }: SamResource, lambda: Made, code: Data, context: SamContext): Data {
  if (isTruthy(get(properties, "AutoPublishAliasAllProperties"))) return withLayers(lambda, context);
  if (!isDict(code)) return code;
  const content = copyOf(code);
  const environment = get(lambda.properties, "Environment");
  if (isDict(environment)) update(content, environment);
  const memory = get(lambda.properties, "MemorySize");
  if (isTruthy(memory)) set(content, "MemorySize", memory);
  const snapStart = get(lambda.properties, "SnapStart");
  if (isTruthy(snapStart) && !is(get(snapStart, "ApplyOn") ?? "None", "None")) set(content, "SnapStart", snapStart);
  return content;
}

function withLayers(lambda: Made, { result }: SamContext): Dict {
  const content = deepCopyOf(lambda.properties);
  for (const layer of asItems(get(lambda.properties, "Layers"))) {
    const logicalId = namedBy(layer);
    const properties = logicalId === undefined ? null : get(get(result, logicalId), "Properties");
    if (logicalId !== undefined && isTruthy(get(properties, "PublishLambdaVersion")))
      set(content, logicalId, properties);
  }
  return content;
}
