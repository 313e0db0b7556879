import { deriveAll } from "./assumptions/derive.ts";
import { kindOf } from "./assumptions/index.ts";
import { whoActions } from "./assumptions/who.ts";
import type { Config, TargetConfig } from "./config/config.ts";
import { createDeclarationCaches } from "./formats/declarations/cache.ts";
import { declareUnits, type Ports } from "./formats/declare.ts";
import type { ParserPool } from "./formats/parsing/pool.ts";
import type { Declared } from "./model/declared.ts";
import type { FileTree } from "./model/files.ts";
import type { Permission } from "./model/live.ts";
import type { ModuleSources } from "./model/modules.ts";
import type { Slice } from "./model/slice.ts";
import { partitionOf, type Place } from "./model/target.ts";
import type { ReadRole } from "./report/role/index.ts";
import { actionsOf } from "./resources/actions.ts";
import { findReadable, readableTypes } from "./resources/index.ts";

/** Where the code is that says what a role has to allow, and how it is read. */
export type Code = {
  readonly tree: FileTree;
  readonly parsers: ParserPool;
  readonly modules: ModuleSources;
  readonly signal: AbortSignal;
};

/** Who may assume the roles, and with which ExternalId. */
export type Trust = Pick<ReadRole, "principal" | "externalId">;

/** The roles of a configuration's targets, and what people should know who deploy them. */
export type Roles = { readonly roles: readonly ReadRole[]; readonly notes: readonly string[] };

/** What kinds of assumption ask of stacks, whatever is in them. */
const STACK_ACTIONS = ["cloudformation:DescribeStacks", "cloudformation:ListStackResources"];

/**
 * The roles of a configuration's targets. Each allows the actions that checks of everything that its targets' roots
 * declare or refer to may come to need; where there is no code to read, those of every type that Plumbline knows.
 */
export async function readRolesOf(config: Config, { principal, externalId }: Trust, code: Code | null): Promise<Roles> {
  const allowed = new Map(config.targets.map(({ name }) => [name, new Map<string, Permission>()]));
  const allow = (name: string, permissions: readonly Permission[]): void => {
    for (const permission of permissions) {
      const reader = typeof permission === "string" ? name : (permission.target ?? name);
      allowed.get(reader)?.set(JSON.stringify(permission), permission);
    }
  };
  const notes: string[] = [];
  for (const target of config.targets) {
    const declared = code && (await declaredBy(target, config, code));
    if (declared) {
      for (const [name, permissions] of usesOf(target, config, declared)) allow(name, permissions);
      notes.push(...lacksOf(declared).map((lack) => `${target.name}: ${lack}`));
    } else {
      allow(target.name, [...readableTypes.flatMap(actionsOf), ...STACK_ACTIONS, ...whoActions(target.changedBy)]);
      notes.push(
        `${target.name}: no code was found in \`${target.root}\`, so its role may read every type that Plumbline knows`,
      );
      if (target.state) notes.push(`${target.name}: where its state is is not known: the role may not read it`);
    }
  }
  const byRole = Map.groupBy(config.targets, ({ role }) => role);
  const roles = [...byRole].map(([arn, targets]): ReadRole => {
    const permissions = targets.flatMap(({ name }) => [...(allowed.get(name)?.values() ?? [])]);
    const actions = new Set(permissions.filter((permission) => typeof permission === "string"));
    const bounded = permissions.filter((permission) => typeof permission !== "string");
    const names = targets.map(({ name }) => name);
    return { arn, principal, externalId, actions: [...actions].toSorted(), bounded, targets: names };
  });
  return { roles, notes };
}

/** Both sides of a change of everything: what checks of any change may ask. Null where the root holds no code. */
async function declaredBy(target: TargetConfig, config: Config, code: Code): Promise<readonly Slice[] | null> {
  const { tree, parsers, modules: sources, signal } = code;
  const changed = new Set((await tree.list("")).map(({ path }) => path));
  const siblings = config.targets.filter(({ root }) => root === target.root).map(placeOf);
  const ports: Ports = { sources, signal, cache: createDeclarationCaches().of(target.name) };
  const change = { base: tree, head: tree, changed, conflicts: new Set<string>() };
  const units = await declareUnits({ ...target, place: placeOf(target), siblings, parsers }, change, ports);
  return units && units.flatMap(({ name, head }) => (head ? [allTouched(name, head)] : []));
}

function allTouched(unit: string, declared: Declared): Slice {
  const items = [...declared.blocks.values()].map((block) => ({
    base: block,
    head: block,
    touched: true,
    undecided: null,
  }));
  return { unit, base: declared, head: declared, items, problems: [] };
}

/** By target: a reference may lead into another one's account. */
function usesOf(
  target: TargetConfig,
  { targets }: Config,
  slices: readonly Slice[],
): readonly (readonly [target: string, permissions: readonly Permission[]])[] {
  const assumptions = deriveAll(
    slices.map((slice) => ({ target, slice })),
    targets,
  );
  return assumptions.map((assumption) => {
    const type = findReadable(assumption.subject.type);
    // What keeps this one from being checked today, such as a name without a value, may be put right tomorrow.
    const open = { ...assumption, blocked: null, place: assumption.place ?? placeOf(target) };
    return [assumption.target, [...kindOf(assumption).actions(open), ...(type ? actionsOf(type) : [])]];
  });
}

/** What the code uses and the role does not allow, for people. */
function lacksOf(slices: readonly Slice[]): readonly string[] {
  const blocks = slices.flatMap(({ items }) =>
    items.flatMap(({ head }) => (head && head.mode !== "other" ? head : [])),
  );
  const unknown = blocks.filter(({ type, formatType }) => IS_OF_AWS.test(formatType) && !findReadable(type ?? ""));
  const modules = blocks.filter((block) => block.mode === "resource" && block.unavailable !== undefined);
  const files = slices.flatMap(({ head }) => (head?.problems ?? []).map(({ path }) => path));
  return [
    ...listed(
      "the role does not allow to read types that Plumbline does not know",
      unknown.map(({ formatType }) => formatType),
    ),
    ...listed(
      "what is only used in these modules, which could not be had, is not in the role",
      modules.map(({ address }) => address),
    ),
    ...listed("what is only used in these files, which could not be read in full, is not in the role", files),
  ];
}

const IS_OF_AWS = /^(aws_|awscc_|AWS::)/;

function listed(what: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${what}: ${[...new Set(names)].toSorted().join(", ")}`];
}

function placeOf({ account, region }: TargetConfig): Place {
  return { partition: partitionOf(region), account, region };
}
