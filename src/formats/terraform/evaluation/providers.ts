import { partitionOf } from "../../../model/target.ts";
import type { Place } from "../../../model/target.ts";
import { asString, unresolved } from "../../../model/value.ts";
import type { UnresolvedValue, Value } from "../../../model/value.ts";
import { parseArn } from "../../../resources/arn.ts";
import type { Declaration } from "../module/source.ts";
import type { Expression } from "../syntax/ast.ts";
import { evaluateBody } from "./body.ts";
import { spanOf } from "../syntax/lines.ts";
import { addProblem, frameIn, once } from "./scope.ts";
import type { ProviderConfig, Scope } from "./scope.ts";

/** The provider that a resource or data block uses: its `provider` argument, or the default one of its type's prefix. */
export function providerOf(scope: Scope, declaration: Declaration, formatType: string): ProviderConfig {
  const named = declaration.body.attributes.get("provider")?.attribute.value;
  const key = named ? providerKey(named) : (formatType.split("_")[0] ?? "");
  return providerConfig(scope, key);
}

/** `aws.us_east_1` as it is written, in quotes too. */
function providerKey(expression: Expression): string {
  if (expression.kind === "string") return expression.value;
  if (expression.kind !== "traversal") return "";
  const steps = expression.steps.filter((step) => typeof step === "string");
  return [expression.root, ...steps].join(".");
}

/** The configuration of `aws` or `aws.alias` as a module instance sees it. */
function providerConfig(scope: Scope, key: string): ProviderConfig {
  const onCycle = () => at(unresolved(`provider \`${key}\` depends on itself`));
  return once(scope, scope.memo.providers, `provider.${key}`, onCycle, () => computeConfig(scope, key));
}

function computeConfig(scope: Scope, key: string): ProviderConfig {
  const alias = key.split(".")[1];
  const { target } = scope.run;
  const declaration = scope.module.providers.get(key);
  if (declaration) return declaredConfig(scope, declaration, alias);
  if (scope.parent) return inheritedConfig(scope, key, alias);
  const { brokenProvider } = scope.module;
  if (brokenProvider !== null) {
    return at(unresolved(`provider \`${key}\` may be configured in ${brokenProvider}, which could not be read`));
  }
  if (alias === undefined || target.providers.has(alias)) return at(overriddenPlace(scope, target.place, alias ?? key));
  return at(unresolved(`provider \`${key}\` is not declared: add it under \`providers\``));
}

/** A child module sees what its call passes in `providers`, and the default provider of its caller. */
function inheritedConfig(scope: Scope, key: string, alias: string | undefined): ProviderConfig {
  const parent = scope.parent;
  if (!parent) return at(unresolved(`provider \`${key}\` is not declared`));
  const passed = parent.call.body.attributes.get("providers")?.attribute.value;
  const items = passed?.kind === "object" ? passed.items : [];
  const item = items.find((candidate) => providerKey(candidate.key) === key);
  if (item) return providerConfig(parent.scope, providerKey(item.value));
  if (alias === undefined) return providerConfig(parent.scope, key);
  return at(unresolved(`module \`${parent.call.name}\` is passed no provider \`${key}\``));
}

function declaredConfig(scope: Scope, declaration: Declaration, alias: string | undefined): ProviderConfig {
  const { arguments: args } = evaluateBody(scope.run, declaration.body, frameIn(scope, declaration.file));
  const tags = firstBlock(args.entries.get("default_tags"));
  const ignored = firstBlock(args.entries.get("ignore_tags"));
  const defaultTags = tags?.kind === "map" ? tags.entries.get("tags") : tags;
  const declared = declaredPlace(scope, args.entries, declaration.name, alias);
  const allowed =
    "kind" in declared ? declared : (refusedAccount(scope, declaration, args.entries, declared) ?? declared);
  return {
    place: scope.module.brokenOverride === null ? allowed : brokenOverride(scope.module.brokenOverride),
    defaultTags: defaultTags ?? null,
    ignoredTags: stringsAt(ignored, "keys"),
    ignoredTagPrefixes: stringsAt(ignored, "key_prefixes"),
  };
}

/** The provider stops in an account that it is told not to work in: nothing is read there. */
function refusedAccount(
  scope: Scope,
  { name, file, block }: Declaration,
  args: ReadonlyMap<string, Value>,
  { account }: Place,
): UnresolvedValue | undefined {
  const allowed = accountsIn(args.get("allowed_account_ids"));
  const forbidden = accountsIn(args.get("forbidden_account_ids"));
  if ((allowed.length === 0 || allowed.includes(account)) && !forbidden.includes(account)) return undefined;
  const argument = forbidden.includes(account) ? "forbidden_account_ids" : "allowed_account_ids";
  const message = `provider \`${name}\` refuses account ${account} (\`${argument}\`), which is where this is deployed`;
  addProblem(scope.run, { path: file.path, line: spanOf(file.path, file.lines, block).line, message });
  return unresolved(message);
}

/** Account ids; one that is not quoted has lost its leading zeros. None where not all are known. */
function accountsIn(value: Value | undefined): string[] {
  const items = value?.kind === "list" ? value.items : [];
  const ids = items.map((item) => (item.kind === "known" ? String(item.value).padStart(12, "0") : undefined));
  return ids.every((id) => id !== undefined) ? ids : [];
}

function brokenOverride(path: string): UnresolvedValue {
  return unresolved(`${path} may override this, and could not be read`);
}

/**
 * Region from `region`, account from the role that is assumed, each from the target where the block is silent. Where
 * the default provider's are not known, they are the target's too: that is what the configuration says of the root.
 */
function declaredPlace(
  scope: Scope,
  args: ReadonlyMap<string, Value>,
  provider: string,
  alias: string | undefined,
): Place | UnresolvedValue {
  const { place } = scope.run.target;
  const name = alias ?? provider;
  const override = scope.run.target.providers.get(name);
  const declaredRegion = override?.region ?? regionOf(args.get("region"), place.region);
  const declaredAccount = override?.account ?? accountOf(args.get("assume_role"), place.account);
  const isDefault = alias === undefined;
  const region = isDefault && typeof declaredRegion !== "string" ? place.region : declaredRegion;
  const account = isDefault && typeof declaredAccount !== "string" ? place.account : declaredAccount;
  if (typeof region !== "string")
    return unresolved(`the region of provider \`${name}\` is not known: ${region.reason}`);
  if (typeof account !== "string") {
    return unresolved(
      `the account of provider \`${name}\` is not known: ${account.reason}; add it under \`providers\``,
    );
  }
  return { partition: partitionOf(region), account, region };
}

function regionOf(region: Value | undefined, fallback: string): string | UnresolvedValue {
  if (region === undefined || (region.kind === "known" && region.value === null)) return fallback;
  if (region.sensitive) return unresolved("it is a sensitive value, which is not shown");
  if (region.kind === "unresolved") return region;
  return asString(region) ?? unresolved("it is no string");
}

/** An empty or missing role means that none is assumed. */
function accountOf(assumeRole: Value | undefined, fallback: string): string | UnresolvedValue {
  if (assumeRole?.kind === "unresolved") return assumeRole;
  // Roles are assumed one after the other: the last one says where the provider ends up.
  const block = assumeRole?.kind === "list" ? assumeRole.items.at(-1) : assumeRole;
  const role = block?.kind === "map" ? block.entries.get("role_arn") : undefined;
  if (assumeRole?.sensitive || block?.sensitive || role?.sensitive) {
    return unresolved("the role to be assumed is a sensitive value, which is not shown");
  }
  if (!role || (role.kind === "known" && (role.value === null || role.value === ""))) return fallback;
  if (role.kind === "unresolved") return role;
  const account = parseArn(asString(role) ?? "")?.account;
  return account ? account : unresolved("the role to be assumed is no ARN");
}

function overriddenPlace(scope: Scope, place: Place, name: string): Place {
  const override = scope.run.target.providers.get(name);
  const region = override?.region ?? place.region;
  return { partition: partitionOf(region), account: override?.account ?? place.account, region };
}

function firstBlock(value: Value | undefined): Value | undefined {
  return value?.kind === "list" ? value.items[0] : value;
}

function stringsAt(block: Value | undefined, name: string): string[] {
  const value = block?.kind === "map" ? block.entries.get(name) : undefined;
  if (value?.kind !== "list") return [];
  return value.items.map(asString).filter((item) => item !== undefined);
}

/** A provider of which nothing but its place is said. */
function at(place: Place | UnresolvedValue): ProviderConfig {
  return { place, defaultTags: null, ignoredTags: [], ignoredTagPrefixes: [] };
}
