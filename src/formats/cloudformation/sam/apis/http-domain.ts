import type { Made } from "../data/made.ts";
import type { SamContext, SamResource } from "../context.ts";
import { SamError } from "../error.ts";
import { basePaths, mutualTls } from "./api-domain.ts";
import { dict, get, is, isDict, isTruthy, set } from "../data/data.ts";
import { idHash } from "../data/python.ts";
import { idOf, inherited, make } from "../data/made.ts";
import { recordSetGroup } from "./record-sets.ts";
import { ref } from "../data/intrinsics.ts";

/** What the `Domain` of an HTTP or WebSocket API makes. */
export function routeDomain(resource: SamResource, tag: string, context: SamContext): readonly Made[] {
  const domain = get(resource.properties, "Domain");
  if (domain === null) return [];
  if (!isDict(domain)) throw new SamError("`Domain` must be a map");
  const name = get(domain, "DomainName");
  const certificate = get(domain, "CertificateArn");
  if (name === null || certificate === null) throw new SamError("`Domain` needs `DomainName` and `CertificateArn`");
  const attributes = inherited(resource.attributes);
  const logicalId = `ApiGatewayDomainNameV2${idHash(name)}`;
  set(domain, "ApiDomainName", logicalId);
  if (get(domain, "EndpointConfiguration") === null) set(domain, "EndpointConfiguration", "REGIONAL");
  const endpoint = get(domain, "EndpointConfiguration");
  if (!is(endpoint, "REGIONAL")) throw new SamError("`Domain.EndpointConfiguration` of such an API is `REGIONAL`");
  const optional = (property: string) => (isTruthy(get(domain, property)) ? get(domain, property) : undefined);
  const configuration = dict({
    CertificateArn: certificate,
    EndpointType: endpoint,
    OwnershipVerificationCertificateArn: optional("OwnershipVerificationCertificateArn"),
    SecurityPolicy: optional("SecurityPolicy"),
  });
  const made = make(
    "AWS::ApiGatewayV2::DomainName",
    logicalId,
    {
      DomainName: name,
      DomainNameConfigurations: [configuration],
      MutualTlsAuthentication: mutualTls(get(domain, "MutualTlsAuthentication")),
      Tags: dict({ [tag]: "SAM" }),
    },
    attributes,
  );
  const paths = basePaths(domain);
  const mappings = (paths ?? [null]).map((path) => mapping(resource, logicalId, path));
  return [made, ...mappings, ...recordSetGroup(domain, logicalId, attributes, context)];
}

function mapping({ logicalId, attributes }: SamResource, domain: string, path: string | null): Made {
  if (path !== null && /[^0-9a-zA-Z/\-_]/.test(path))
    throw new SamError("`Domain.BasePath` takes letters, digits, `/`, `-` and `_`");
  return make(
    "AWS::ApiGatewayV2::ApiMapping",
    idOf(logicalId, (path ?? "").replace(/[-_/]+/g, ""), "ApiMapping"),
    {
      DomainName: ref(domain),
      ApiId: ref(logicalId),
      Stage: ref(idOf(logicalId, ".Stage")),
      ApiMappingKey: path === null ? null : path.replace(/^\/+|\/+$/g, ""),
    },
    inherited(attributes),
  );
}
