import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext, SamResource } from "../context.ts";
import { SamError } from "../error.ts";
import { assign, idOf, inherited, make } from "../data/made.ts";
import { dict, get, has, is, isDict, isText, isTruthy, set, textOf } from "../data/data.ts";
import { idHash } from "../data/python.ts";
import { recordSetGroup } from "./record-sets.ts";
import { ref } from "../data/intrinsics.ts";

/** What a REST API's `Domain` makes. */
type Domain = { readonly resources: readonly Made[]; readonly associations: readonly Made[] };

export function restDomain(resource: SamResource, context: SamContext): Domain {
  const domain = get(resource.properties, "Domain");
  if (domain === null) return { resources: [], associations: [] };
  if (!isDict(domain)) throw new SamError("`Domain` must be a map");
  const name = get(domain, "DomainName");
  const certificate = get(domain, "CertificateArn");
  if (name === null || certificate === null) throw new SamError("`Domain` needs `DomainName` and `CertificateArn`");
  return is(get(domain, "EndpointConfiguration"), "PRIVATE")
    ? privateDomain(resource, domain, context)
    : publicDomain(resource, domain, context);
}

function publicDomain(resource: SamResource, domain: Dict, context: SamContext): Domain {
  const attributes = inherited(resource.attributes);
  const name = get(domain, "DomainName");
  const logicalId = `ApiGatewayDomainName${idHash(name)}`;
  set(domain, "ApiDomainName", logicalId);
  if (get(domain, "EndpointConfiguration") === null) set(domain, "EndpointConfiguration", "REGIONAL");
  const endpoint = get(domain, "EndpointConfiguration");
  const isRegional = is(endpoint, "REGIONAL");
  if (!isRegional && !is(endpoint, "EDGE"))
    throw new SamError("`Domain.EndpointConfiguration` is `EDGE`, `REGIONAL` or `PRIVATE`");
  const made = make("AWS::ApiGateway::DomainName", logicalId, { DomainName: name }, attributes);
  assign(made, {
    [isRegional ? "RegionalCertificateArn" : "CertificateArn"]: get(domain, "CertificateArn"),
    EndpointConfiguration: endpointOf(domain),
    MutualTlsAuthentication: mutualTls(get(domain, "MutualTlsAuthentication")),
    ...optional(domain, ["SecurityPolicy", "EndpointAccessMode", "Policy", "OwnershipVerificationCertificateArn"]),
  });
  const mappings = mappingsOf(resource, domain, "AWS::ApiGateway::BasePathMapping", { DomainName: ref(logicalId) });
  const records = recordSetGroup(domain, logicalId, attributes, context);
  return { resources: [made, ...mappings, ...records], associations: [] };
}

/** Private domains have resource types of their own. */
function privateDomain(resource: SamResource, domain: Dict, context: SamContext): Domain {
  const attributes = inherited(resource.attributes);
  const name = get(domain, "DomainName");
  const logicalId = `ApiGatewayDomainNameV2${idHash(name)}`;
  const made = make("AWS::ApiGateway::DomainNameV2", logicalId, { DomainName: name }, attributes);
  assign(made, {
    CertificateArn: get(domain, "CertificateArn"),
    EndpointConfiguration: endpointOf(domain),
    ...optional(domain, ["SecurityPolicy", "EndpointAccessMode", "Policy"]),
  });
  const arn = ref(logicalId);
  const mappings = mappingsOf(resource, domain, "AWS::ApiGateway::BasePathMappingV2", { DomainNameArn: arn });
  const access = get(domain, "AccessAssociation");
  const endpoint = get(access, "VpcEndpointId");
  const association = make(
    "AWS::ApiGateway::DomainNameAccessAssociation",
    `DomainNameAccessAssociation${idHash([endpoint, logicalId])}`,
    { DomainNameArn: arn, AccessAssociationSourceType: "VPCE", AccessAssociationSource: endpoint },
    attributes,
  );
  const records = recordSetGroup(domain, textOf(name) ?? name, attributes, context);
  return { resources: [made, ...mappings, ...records], associations: access === null ? [] : [association] };
}

function endpointOf(domain: Dict): Dict {
  const address = get(domain, "IpAddressType");
  return dict({
    Types: [get(domain, "EndpointConfiguration")],
    IpAddressType: isTruthy(address) ? address : undefined,
  });
}

function optional(domain: Dict, names: readonly string[]): Readonly<Record<string, Data>> {
  return Object.fromEntries(names.map((name) => [name, isTruthy(get(domain, name)) ? get(domain, name) : null]));
}

/** Where the certificates of clients are. */
export function mutualTls(wish: Data): Data {
  if (!isTruthy(wish)) return null;
  if (!isDict(wish)) throw new SamError("`MutualTlsAuthentication` must be a map");
  const known = ["TruststoreUri", "TruststoreVersion"];
  if ([...wish.slots.keys()].some((key) => !known.includes(key))) {
    throw new SamError(`\`MutualTlsAuthentication\` takes \`${known.join("` and `")}\``);
  }
  return dict(Object.fromEntries(known.map((name) => [name, isTruthy(get(wish, name)) ? get(wish, name) : undefined])));
}

/** The base paths of a domain; null where it has none. */
export function basePaths(domain: Dict): readonly string[] | null {
  const paths = get(domain, "BasePath");
  if (!isTruthy(paths)) return null;
  if (isText(paths)) return [textOf(paths) ?? ""];
  if (!Array.isArray(paths)) return null;
  return paths.map((path) => {
    const text = textOf(path);
    if (text === undefined) throw new SamError("`Domain.BasePath` takes texts");
    return text;
  });
}

function mappingsOf(
  resource: SamResource,
  domain: Dict,
  type: string,
  of: Readonly<Record<string, Data>>,
): readonly Made[] {
  const { logicalId, attributes } = resource;
  const stage = ref(idOf(logicalId, ".Stage"));
  const mapping = (id: string, path: string | null): Made =>
    make(type, id, { ...of, RestApiId: ref(logicalId), Stage: stage, BasePath: path }, inherited(attributes));
  const paths = basePaths(domain);
  if (!paths) return [mapping(idOf(logicalId, "BasePathMapping"), null)];
  const isNormalized = !has(domain, "NormalizeBasePath") || isTruthy(get(domain, "NormalizeBasePath"));
  return paths.map((path) => {
    const plain = path.replace(/[^\p{L}\p{N}]/gu, "");
    return mapping(idOf(logicalId, plain, "BasePathMapping"), isNormalized ? plain : path);
  });
}
