import type { Config, TargetConfig } from "./config/config.ts";
import type { DeclarationCache } from "./formats/declarations/cache.ts";
import { declareUnits, isConcerned, type Ports, type Unit } from "./formats/declare.ts";
import type { ParserPool } from "./formats/parsing/pool.ts";
import type { ChangeSet, FileTree } from "./model/files.ts";
import type { Problem } from "./model/source.ts";
import { partitionOf, type Place } from "./model/target.ts";

/** What a target's root declares on both sides of a change. */
export type Root = {
  readonly target: TargetConfig;
  /** Those that the change concerns. */
  readonly units: readonly Unit[];
  readonly problems: readonly Problem[];
  /**
   * The root with an earlier tree of base in place of head, all else as it is.
   * @param changed paths that may have changed since
   */
  declareAt(earlier: FileTree, changed: ReadonlySet<string>): Promise<readonly Unit[] | null>;
};

/** Declares a target's root at base and at head. */
export async function declareRoot(
  target: TargetConfig,
  change: ChangeSet,
  config: Config,
  parsers: ParserPool,
  declaring: Ports,
): Promise<Root> {
  const place = placeOf(target);
  const siblings = config.targets.filter(({ root }) => root === target.root).map(placeOf);
  const context = { ...target, place, siblings, parsers };
  const units = await declareUnits(context, change, declaring);
  const declareAt: Root["declareAt"] = (earlier, changed) => {
    const past = { base: change.base, head: earlier, changed, conflicts: new Set<string>() };
    return declareUnits(context, past, { ...declaring, cache: onlyOf(change.base, declaring.cache) });
  };
  // Those that the change does not concern are let go at once: a repository may declare more than memory holds.
  if (units)
    return { target, units: units.filter((unit) => isConcerned(unit, change.changed)), problems: [], declareAt };
  const message = `the root \`${target.root}\` of target \`${target.name}\` holds no Terraform, CloudFormation or CDK code, or does not exist`;
  return { target, units: [], problems: [{ path: config.path, line: target.line, message }], declareAt };
}

/** What was declared long ago is not asked for again: it is not to push out what is. */
function onlyOf(base: FileTree, cache: DeclarationCache): DeclarationCache {
  return {
    declare: (context, read) => (context.tree === base ? cache.declare(context, read) : read(context)),
  };
}

function placeOf({ account, region }: TargetConfig): Place {
  return { partition: partitionOf(region), account, region };
}
