import type { MapValue, Value } from "../model/value.ts";
import { asString } from "../model/value.ts";
import { formatArn } from "./arn.ts";
import { exact, ifReturned, inAnyCase, neverRead, readWith, set, tags, whole } from "./comparison/rules.ts";
import { sameText } from "./comparison/same-value.ts";
import type { Sameness } from "./comparison/sameness.ts";
import { computed, unidentified } from "./identity.ts";
import { spelled, toProperties } from "./terraform/arguments.ts";
import type { Field, Fields } from "./terraform/arguments.ts";
import { argument, at, blocksAt, originOf, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const NAMES = "SubjectAlternativeNames";

/** A block of what CloudFormation has beside it. */
const options: Field = (value, attribute, put) => {
  const block = value.kind === "list" ? value.items[0] : value;
  if (block?.kind !== "map") return put("CertificateTransparencyLoggingPreference", spelled(value, attribute));
  const parts = [
    ["certificate_transparency_logging_preference", "CertificateTransparencyLoggingPreference"],
    ["export", "CertificateExport"],
  ] as const;
  for (const [name, path] of parts) {
    const own = argument(block, name);
    if (own) put(path, spelled({ ...originOf(value), ...originOf(block), ...own }, `${attribute}.${name}`));
  }
};

const FIELDS: Fields = {
  domain_name: at("DomainName"),
  subject_alternative_names: at(NAMES),
  validation_method: at("ValidationMethod"),
  key_algorithm: at("KeyAlgorithm"),
  certificate_authority_arn: at("CertificateAuthorityArn"),
  options,
  validation_option: blocksAt("DomainValidationOptions", {
    domain_name: at("DomainName"),
    validation_domain: at("ValidationDomain"),
  }),
  // When Terraform renews it.
  early_renewal_duration: null,
  tags: tagsAt("Tags"),
};

/** Certificates of ACM. The identifier is the ARN, which ends in an id that AWS makes up. */
export const certificateManagerCertificate: ResourceType = {
  type: "AWS::CertificateManager::Certificate",
  noun: "certificate",
  terraform: {
    type: "aws_acm_certificate",
    // Several may be for one domain.
    identity: () => ({ kind: "generated" }),
    lookup: () =>
      unidentified("which certificate the look-up takes hangs on their states and ages, which are not read"),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => identifier, arn: ({ identifier }) => identifier }),
  },
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({ Ref: ({ identifier }) => identifier, CertificateArn: ({ identifier }) => identifier }),
  },
  fromArn: (arn) => {
    const id = /^certificate\/([^/:]+)$/.exec(arn.resource)?.[1];
    if (arn.service !== "acm" || id === undefined) return undefined;
    return { kind: "identifier", identifier: formatArn(arn), name: id };
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "acm:DescribeCertificate", "acm:ListTagsForCertificate"],
  },
  nameOf: (identifier) => identifier.split("/").at(-1) ?? identifier,
  normalized: withoutItself,
  properties: new Map([
    ["DomainName", inAnyCase()],
    [NAMES, set()],
    ["KeyAlgorithm", whole(sameAlgorithm, ifReturned())],
    ["CertificateAuthorityArn", exact(ifReturned())],
    ["CertificateTransparencyLoggingPreference", exact(ifReturned())],
    ["CertificateExport", exact(ifReturned())],
    ["DomainValidationOptions", neverRead("reads leave out the zone that validates, and add domains of their own")],
    ["ValidationMethod", neverRead()],
    ["Tags", tags(readWith("acm:ListTagsForCertificate"))],
  ]),
};

/** ACM puts the domain itself among the alternative names, and keeps names in lower case. */
function withoutItself(properties: MapValue): MapValue {
  const { entries } = properties;
  const names = entries.get(NAMES);
  if (names?.kind !== "list") return properties;
  const own = asString(entries.get("DomainName"))?.toLowerCase();
  const items = names.items.map(inLowerCase).filter((item) => item.kind !== "known" || item.value !== own);
  return { ...properties, entries: new Map(entries).set(NAMES, { ...names, items }) };
}

function inLowerCase(value: Value): Value {
  return value.kind === "known" && typeof value.value === "string"
    ? { ...value, value: value.value.toLowerCase() }
    : value;
}

/** `DescribeCertificate` writes `RSA-2048` for what is asked for as `RSA_2048`. */
function sameAlgorithm(left: Value, right: Value): Sameness {
  const plain = (value: Value): Value =>
    value.kind === "known" ? { ...value, value: String(value.value).replaceAll("-", "_") } : value;
  return sameText(plain(left), plain(right));
}
