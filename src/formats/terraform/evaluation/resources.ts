import type { Identity } from "../../../model/declared.ts";
import { partitionOf } from "../../../model/target.ts";
import type { Place } from "../../../model/target.ts";
import { asString, unresolved } from "../../../model/value.ts";
import type { MapValue, UnresolvedValue } from "../../../model/value.ts";
import { findByTerraformType } from "../../../resources/index.ts";
import { dataSources } from "../data-sources/index.ts";
import { EvaluationError } from "../language/evaluation-error.ts";
import { fromValue } from "../language/model-values.ts";
import { object, openObject, tuple, unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { DYNAMIC, STRING } from "../language/types.ts";
import { evaluateBody } from "./body.ts";
import { expansionOf, instanceKeysOf } from "./instances.ts";
import { providerOf } from "./providers.ts";
import { lookedUpByArn } from "./looked-up-by-arn.ts";
import { frameIn, notDeclared, once } from "./scope.ts";
import type { EvaluatedBody, EvaluatedResource, ProviderConfig, ResourceInstance, Resources, Scope } from "./scope.ts";
import { shownArguments, withSensitiveArguments } from "./sensitive.ts";
import { readsStateInS3, REMOTE_STATE, stateReason } from "./state-buckets.ts";
import { supportsTags, withDefaultTags } from "./tags.ts";

/** Arguments that are for Terraform itself, not for the provider. */
const META_ARGUMENTS: ReadonlySet<string> = new Set(["count", "for_each", "depends_on", "provider"]);

/** Managed resources that stand for nothing in AWS: Terraform waits there for another one. */
const WAITING: ReadonlySet<string> = new Set(["aws_acm_certificate_validation"]);

/** Attributes that every resource which has them has as a string. */
const STRINGS: ReadonlySet<string> = new Set(["id", "arn"]);

/** Whether a block makes a claim about the AWS account: a managed resource of the aws or awscc provider, or a look-up of one. */
export function claimsAccount({ mode, formatType, declaration }: ResourceInstance): boolean {
  if (mode === "data" && formatType === REMOTE_STATE) return readsStateInS3(declaration);
  if (mode === "resource" && WAITING.has(formatType)) return false;
  return /^aws(?:cc)?_/.test(formatType) && !(mode === "data" && dataSources.has(formatType));
}

/** The instances of `type.name`, or of `data.type.name`; undefined where the module does not declare it. */
export function resourcesOf(scope: Scope, mode: "resource" | "data", name: string): Resources | undefined {
  const declaration = (mode === "data" ? scope.module.data : scope.module.resources).get(name);
  if (!declaration) return undefined;
  const address = mode === "data" ? `data.${name}` : name;
  const existing = scope.memo.resources.get(address);
  if (existing) return existing;
  const expansion = expansionOf(scope, address, declaration);
  const formatType = declaration.block.labels[0] ?? "";
  const known = findByTerraformType(formatType);
  const instances = instanceKeysOf(expansion).map(({ key, suffix, names, uncertain }): ResourceInstance => ({
    address: `${scope.prefix}${address}${suffix}`,
    key,
    mode,
    formatType,
    type: known?.type,
    spelling: known?.names,
    scope,
    declaration,
    frame: { ...frameIn(scope, declaration.file, names), uncertain: scope.uncertain !== null || uncertain !== null },
    uncertain: scope.uncertain ?? uncertain ?? overriddenUnread(scope),
  }));
  const resources = { expansion, instances };
  // An expansion that depends on itself is not the block's last word.
  if (!scope.memo.busy.has(`expansion of ${address}`)) scope.memo.resources.set(address, resources);
  return resources;
}

function overriddenUnread(scope: Scope): string | null {
  const path = scope.module.brokenOverride;
  return path === null ? null : `${path} may override this, and could not be read`;
}

/** What a reference to `type.name` gives: an object, or a list or map of the instances. */
export function resourceValue(scope: Scope, mode: "resource" | "data", name: string): Term {
  const resources = resourcesOf(scope, mode, name);
  if (!resources) return notDeclared(scope, `\`${mode === "data" ? `data.${name}` : name}\``);
  const { expansion, instances } = resources;
  const [first] = instances;
  if (expansion.kind === "unknown") return unknown(DYNAMIC, expansion.reason);
  if (expansion.kind === "single")
    return first ? instanceValue(first) : unknown(DYNAMIC, `\`${name}\` has no instance`);
  if (expansion.kind === "count") return tuple(instances.map(instanceValue));
  return object(new Map(instances.map((instance) => [instance.key, instanceValue(instance)])));
}

function instanceValue(instance: ResourceInstance): Term {
  const { scope, address } = instance;
  const onCycle = () => {
    throw new EvaluationError(`\`${address}\` depends on itself`);
  };
  return once(scope, scope.memo.values, address, onCycle, () => evaluateResource(instance).value);
}

/** Evaluates an instance: its arguments, where it lives, which live resource it is. */
export function evaluateResource(instance: ResourceInstance): EvaluatedResource {
  const existing = instance.scope.memo.evaluated.get(instance.address);
  if (existing) return existing;
  const { scope, declaration, frame, formatType } = instance;
  const body = withSensitiveArguments(formatType, evaluateBody(scope.run, declaration.body, frame, META_ARGUMENTS));
  const provider = providerOf(scope, declaration, formatType);
  const taggable = instance.mode === "resource" && instance.spelling !== undefined && supportsTags(instance.spelling);
  const args = taggable ? withDefaultTags(body.arguments, provider.defaultTags) : body.arguments;
  const shown = shownArguments(args);
  const own = placeOf(provider, args);
  const byArn = lookedUpByArn(instance, shown, own);
  const place = byArn?.place ?? own;
  const identity = byArn?.identity ?? identityOf(instance, shown, place);
  const found = { body: { ...body, arguments: args }, place, identity, provider, byArn };
  const result = { ...found, value: referenceValue(instance, found) };
  scope.memo.evaluated.set(instance.address, result);
  return result;
}

/** The `region` argument, which every resource has since aws provider 6, wins over the provider's. */
function placeOf(provider: ProviderConfig, args: MapValue): Place | UnresolvedValue {
  const region = args.entries.get("region");
  if (!region || "kind" in provider.place || (region.kind === "known" && region.value === null)) return provider.place;
  if (region.sensitive) return unresolved("the region is a sensitive value, which is not shown");
  if (region.kind === "unresolved") return unresolved(`the region is not known: ${region.reason}`);
  const name = asString(region);
  return name === undefined ? provider.place : { ...provider.place, partition: partitionOf(name), region: name };
}

function identityOf(instance: ResourceInstance, args: MapValue, place: Place | UnresolvedValue): Identity {
  const { spelling, mode, formatType, uncertain } = instance;
  if (uncertain !== null) return notIdentified(uncertain);
  if (!spelling) return notIdentified(`type \`${formatType}\` is not supported`);
  if ("kind" in place) return { kind: "unresolved", value: place };
  if (mode === "resource") return spelling.identity(args, place);
  if (!spelling.lookup) return notIdentified(`data source \`${formatType}\` is not supported`);
  return spelling.lookup(args, place);
}

function notIdentified(reason: string): Identity {
  return { kind: "unresolved", value: unresolved(reason) };
}

/** Why an attribute that is not declared is not known. */
function notKnownYet({ address, mode, formatType }: ResourceInstance, name: string, body: EvaluatedBody): string {
  if (mode === "data" && formatType === REMOTE_STATE) return stateReason(address, name, body);
  return `\`${address}.${name}\` ${mode === "data" ? "is read from AWS" : "is known only after apply"}`;
}

function withoutNulls(terms: ReadonlyMap<string, Term>): ReadonlyMap<string, Term> {
  for (const { kind } of terms.values()) {
    if (kind === "null") return new Map([...terms].filter(([, term]) => term.kind !== "null"));
  }
  return terms;
}

/** Declared arguments as they are declared; other attributes where they follow from the identity. */
function referenceValue(instance: ResourceInstance, evaluated: Omit<EvaluatedResource, "value">): Term {
  const { address, mode, formatType, spelling, uncertain } = instance;
  const { body, place, identity, provider, byArn } = evaluated;
  const entries = withoutNulls(body.terms);
  const dataSource = mode === "data" ? dataSources.get(formatType) : undefined;
  if (dataSource && !("kind" in place)) {
    const computed = dataSource({ address, terms: body.terms, place, defaultTags: provider.defaultTags });
    return openObject(new Map([...entries, ...computed]), (name) =>
      unknown(DYNAMIC, `\`${address}.${name}\` is known only to AWS`),
    );
  }
  const later = (name: string): Term => {
    if (uncertain !== null) return unknown(DYNAMIC, uncertain);
    if ("kind" in place) return unknown(DYNAMIC, place.reason);
    // What a data source is not given, it looks up: only a managed resource's arguments are all there is.
    const args = mode === "data" ? undefined : body.arguments;
    // What is looked up by its ARN has that, or its name, as its id: each data source its own.
    const value = byArn && name === "id" ? undefined : spelling?.attribute(name, identity, place, args);
    if (value) return fromValue(value);
    if (identity.kind === "unresolved" && spelling) return unknown(DYNAMIC, identity.value.reason);
    if (!STRINGS.has(name) && spelling?.reads?.[name] === undefined)
      return unknown(DYNAMIC, notKnownYet(instance, name, body));
    const open = unknown(STRING, notKnownYet(instance, name, body), {}, { notNull: true });
    return { ...open, awaits: { address, attribute: name } };
  };
  return openObject(entries, later, { derivedFrom: address });
}
