import { dnsSuffixOf } from "../../../model/target.ts";
import type { Place } from "../../../model/target.ts";
import { text } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import type { DataSource } from "./data-source.ts";

/** Data sources that follow from where they are read. */
export const callerIdentity: DataSource = ({ place: { account } }) => texts({ account_id: account, id: account });

export const region: DataSource = ({ place }) =>
  texts({
    name: place.region,
    region: place.region,
    id: place.region,
    endpoint: `ec2.${place.region}.${dnsSuffixOf(place.partition)}`,
  });

export const partition: DataSource = ({ place }) => {
  const suffix = dnsSuffixOf(place.partition);
  return texts({
    partition: place.partition,
    id: place.partition,
    dns_suffix: suffix,
    reverse_dns_prefix: suffix.split(".").toReversed().join("."),
  });
};

/** Services whose principals in China end as China's endpoints do (AWS's service principals by partition). */
const CHINESE: ReadonlySet<string> = new Set(["codedeploy", "elasticmapreduce", "logs"]);

/** `aws_service_principal`: `sqs.amazonaws.com`. */
export const servicePrincipal: DataSource = ({ terms, place }) => {
  const service = terms.get("service_name");
  const named = terms.get("region");
  if (service?.kind !== "string" || (named && named.kind !== "string" && named.kind !== "null")) return new Map();
  const where: Place = named?.kind === "string" ? { ...place, region: named.value } : place;
  const suffix = where.partition === "aws-cn" && CHINESE.has(service.value) ? "amazonaws.com.cn" : "amazonaws.com";
  return texts({
    name: `${service.value}.${suffix}`,
    suffix,
    region: where.region,
    id: `${service.value}.${where.region}.${suffix}`,
  });
};

function texts(attributes: Readonly<Record<string, string>>): ReadonlyMap<string, Term> {
  return new Map(Object.entries(attributes).map(([name, value]) => [name, text(value)]));
}
