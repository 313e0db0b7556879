import { list, map, unresolved } from "../../../model/value.ts";
import type { MapValue, Value } from "../../../model/value.ts";
import { withMarks } from "../language/marks.ts";
import { toValue } from "../language/model-values.ts";
import type { EvaluatedBody } from "./scope.ts";

const NOT_SHOWN = "it is named by a sensitive value, which is not shown";

/**
 * Arguments that the provider's schema marks as sensitive: what is computed from them is not shown either
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ssm_parameter).
 */
const SENSITIVE_ARGUMENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws_ssm_parameter", ["value"]],
  ["aws_secretsmanager_secret_version", ["secret_string", "secret_binary"]],
  ["aws_db_instance", ["password", "password_wo"]],
  ["aws_rds_cluster", ["master_password", "master_password_wo"]],
  ["aws_elasticache_replication_group", ["auth_token"]],
]);

/** The body with those arguments marked that the provider takes for sensitive, and without them as places of literals. */
export function withSensitiveArguments(formatType: string, body: EvaluatedBody): EvaluatedBody {
  const names = SENSITIVE_ARGUMENTS.get(formatType);
  if (!names) return body;
  const terms = new Map(
    [...body.terms].map(([name, term]) => [name, names.includes(name) ? withMarks(term, { sensitive: true }) : term]),
  );
  const entries = new Map([...terms].map(([name, term]) => [name, toValue(term)]));
  const attributes = body.attributes.filter(({ argument }) => !names.includes(argument));
  return { terms, arguments: { ...body.arguments, entries }, attributes };
}

/**
 * The arguments as an identity may be made of them, as an identity is shown: without their sensitive values. An
 * identity that needs one of these is then unresolved, and says why.
 */
export function shownArguments(args: MapValue): MapValue {
  const entries = [...args.entries].map(([name, value]) => [name, shownValue(value)] as const);
  return { ...args, entries: new Map(entries) };
}

function shownValue(value: Value): Value {
  if (!holdsSecrets(value)) return value;
  if (value.sensitive) return unresolved(NOT_SHOWN, value.source ? { source: value.source } : {});
  if (value.kind === "list") return list(value.items.map(shownValue), value);
  if (value.kind === "map")
    return map(new Map([...value.entries].map(([key, child]) => [key, shownValue(child)])), value);
  return value;
}

function holdsSecrets(value: Value): boolean {
  if (value.sensitive) return true;
  if (value.kind === "list") return value.items.some(holdsSecrets);
  return value.kind === "map" && [...value.entries.values()].some(holdsSecrets);
}
