import type { Identity } from "../model/declared.ts";
import type { Place } from "../model/target.ts";
import { formatArn } from "./arn.ts";
import { set, tags, whole } from "./comparison/rules.ts";
import type { Same } from "./comparison/rules.ts";
import { sameText } from "./comparison/same-value.ts";
import { arnIn, computed, lookedUp, named, notAnArn } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, tagsAt } from "./terraform/fields.ts";
import type { Value } from "../model/value.ts";
import type { Arn, ResourceType } from "./type.ts";

const FIELDS: Fields = {
  url: at("Url"),
  client_id_list: at("ClientIdList"),
  thumbprint_list: at("ThumbprintList"),
  tags: tagsAt("Tags"),
};

/** IAM keeps a provider's URL without its scheme. */
const sameUrl: Same = (declared, live) => sameText(withoutScheme(declared), withoutScheme(live));

/** OpenID Connect providers. The identifier is the ARN, which has the URL in it. */
export const iamOidcProvider: ResourceType = {
  type: "AWS::IAM::OIDCProvider",
  noun: "OpenID Connect provider",
  terraform: {
    type: "aws_iam_openid_connect_provider",
    identity: (args, place) => named(args.entries.get("url"), (url) => providerOf(place, url)),
    lookup: (args, place) =>
      args.entries.has("url")
        ? lookedUp(args, "url", (url) => providerOf(place, url))
        : lookedUp(args, "arn", notAnArn),
    lookupArns: { arguments: ["arn"] },
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => identifier, arn: ({ identifier }) => identifier }),
  },
  cloudformation: {
    identity: (properties, place) => named(properties.entries.get("Url"), (url) => providerOf(place, url)),
    attribute: computed({ Ref: ({ identifier }) => identifier, Arn: ({ identifier }) => identifier }),
  },
  fromArn: providerOfArn,
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "iam:GetOpenIDConnectProvider"] },
  list: {
    actions: ["cloudformation:ListResources", "iam:ListOpenIDConnectProviders", "iam:GetOpenIDConnectProvider"],
  },
  nameOf: (identifier) => identifier.slice(identifier.indexOf("/") + 1),
  properties: new Map([
    ["Url", whole(sameUrl)],
    ["ClientIdList", set()],
    ["ThumbprintList", set()],
    ["Tags", tags()],
  ]),
};

function providerOf(place: Place, url: string): Identity {
  const name = url.replace(/^https:\/\//, "");
  return { kind: "identifier", identifier: arnIn({ ...place, region: "" }, "iam", `oidc-provider/${name}`), name };
}

function providerOfArn(arn: Arn): Identity | undefined {
  const name = arn.service === "iam" ? /^oidc-provider\/(.+)$/.exec(arn.resource)?.[1] : undefined;
  return name === undefined ? undefined : { kind: "identifier", identifier: formatArn(arn), name };
}

function withoutScheme(value: Value): Value {
  return value.kind === "known" && typeof value.value === "string"
    ? { ...value, value: value.value.replace(/^https:\/\//, "") }
    : value;
}
