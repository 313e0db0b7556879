import type { Identity } from "../model/declared.ts";
import type { Place } from "../model/target.ts";
import type { Value } from "../model/value.ts";
import { parseArn } from "./arn.ts";
import { exact, neverRead, readWith, tags, whole } from "./comparison/rules.ts";
import { sameText } from "./comparison/same-value.ts";
import type { Sameness } from "./comparison/sameness.ts";
import { arnIn, byName, computed, lookedUp, named, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, tagsAt } from "./terraform/fields.ts";
import type { Arn, ResourceType } from "./type.ts";

// `key_id` has no counterpart: CloudFormation has no encrypted parameters.
const FIELDS: Fields = {
  name: at("Name"),
  type: at("Type"),
  value: at("Value"),
  insecure_value: at("Value"),
  value_wo: at("Value"),
  value_wo_version: null,
  description: at("Description"),
  tier: at("Tier"),
  allowed_pattern: at("AllowedPattern"),
  data_type: at("DataType"),
  overwrite: null,
  arn: null,
  tags: tagsAt("Tags"),
};

/**
 * SSM parameters, looked at by DescribeParameters: their values are never read.
 * Defaults: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
export const ssmParameter: ResourceType = {
  type: "AWS::SSM::Parameter",
  noun: "parameter",
  terraform: {
    type: "aws_ssm_parameter",
    identity: (args) => named(args.entries.get("name"), parameterBy),
    lookup: (args) => lookedUp(args, "name", parameterBy),
    lookupArns: { arguments: ["name"], ofOthers: true },
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ name }) => name,
      name: ({ name }) => name,
      arn: ({ name }, place) => parameterArn(place, name),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("Name"), parameterBy),
    attribute: computed({ Ref: ({ name }) => name }),
  },
  fromArn: parameterOfArn,
  read: { api: "ssm:DescribeParameters", actions: ["ssm:DescribeParameters", "ssm:ListTagsForResource"] },
  list: { actions: ["cloudformation:ListResources", "ssm:DescribeParameters"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["Name", exact()],
    ["Type", exact()],
    ["Value", neverRead("a parameter's value is never read")],
    ["Description", exact({ absentIs: "" })],
    ["Tier", whole(sameTier, { absentIs: "Standard" })],
    ["AllowedPattern", exact({ absentIs: "" })],
    ["DataType", exact({ absentIs: "text" })],
    ["Policies", neverRead()],
    ["Tags", tags(readWith("ssm:ListTagsForResource"))],
  ]),
};

/** A name, or a shared parameter's ARN, either with a version or label after it. */
function parameterBy(text: string): Identity {
  const arn = parseArn(text);
  const found = arn && parameterOfArn(arn);
  if (found) return found;
  const name = text.split(":")[0] ?? text;
  return isPublic(name)
    ? unidentified(`\`${name}\` is a parameter of AWS, which \`ssm:DescribeParameters\` does not list`)
    : byName(name);
}

/** Both `name` and `/name` have the ARN `parameter/name`; only a hierarchy is sure to begin with a slash. */
function parameterOfArn(arn: Arn): Identity | undefined {
  const path = arn.service === "ssm" ? /^parameter\/([^:]+)/.exec(arn.resource)?.[1] : undefined;
  if (path === undefined) return undefined;
  if (path.includes("/")) return parameterBy(`/${path}`);
  return unidentified(`the ARN does not tell the parameter \`${path}\` from \`/${path}\``);
}

/**
 * Public parameters, and references to secrets.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
 */
function isPublic(name: string): boolean {
  return name.startsWith("/aws/service/") || name.startsWith("/aws/reference/");
}

/** Intelligent-Tiering is a way to choose a tier: live says which was chosen. */
function sameTier(declared: Value, live: Value): Sameness {
  const isChosen = [declared, live].some((tier) => tier.kind === "known" && tier.value === "Intelligent-Tiering");
  return isChosen ? "same" : sameText(declared, live);
}

function parameterArn(place: Place, name: string): string {
  return arnIn(place, "ssm", `parameter/${name.replace(/^\//, "")}`);
}
