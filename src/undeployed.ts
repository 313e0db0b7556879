import { mayBeUndeployed, wasDeclared } from "./assumptions/undeployed.ts";
import { keyOfBlock } from "./assumptions/identity.ts";
import { withMoves } from "./changes/moves.ts";
import type { Unit } from "./formats/declare.ts";
import type { AsDeclaredAssumption, Assumption } from "./model/assumption.ts";
import type { Declared, ResourceBlock } from "./model/declared.ts";
import type { FileTree } from "./model/files.ts";
import type { Judgement } from "./model/finding.ts";
import type { BaseHistory } from "./model/history.ts";
import type { Observations } from "./model/observation.ts";
import type { Root } from "./roots.ts";

export type Judged = { readonly assumption: Assumption; readonly judgement: Judgement };

type Stale = Extract<Judgement, { verdict: "stale" }>;
type Candidate = { readonly assumption: AsDeclaredAssumption; readonly judgement: Stale };
type Told = Pick<Stale, "finding" | "undeployed"> | Pick<Stale, "historyGap">;

/** As many changes of base are looked at for a block, and as many files followed for a unit. */
const MAX_CHANGES = 20;
const MAX_PATHS = 25;
/** Looking back is worth this much of a run's time, in milliseconds. */
const LOOKING_BACK = 20_000;

/**
 * The judgements with what base's history says of them: what live is was declared earlier, and what came after it was
 * merged and not deployed. Only asked where live differs; a history that cannot be had changes nothing.
 */
export async function withHistory(
  judged: readonly Judged[],
  roots: readonly Root[],
  observations: Observations,
  history: BaseHistory,
  run: AbortSignal,
): Promise<readonly Judged[]> {
  const signal = AbortSignal.any([run, AbortSignal.timeout(LOOKING_BACK)]);
  const told = new Map<string, Told>();
  for (const root of roots) {
    for (const unit of root.units) {
      const candidates = judged.flatMap((each) => candidateIn(unit, root, each) ?? []);
      if (candidates.length === 0) continue;
      const found = await lookBack(candidates, unit, root, observations, history, signal);
      for (const [id, one] of found) told.set(id, one);
    }
  }
  return judged.map(({ assumption, judgement }) => {
    const more = told.get(assumption.id);
    return { assumption, judgement: more && judgement.verdict === "stale" ? { ...judgement, ...more } : judgement };
  });
}

function candidateIn(unit: Unit, root: Root, { assumption, judgement }: Judged): Candidate | undefined {
  if (assumption.kind !== "as-declared" || !mayBeUndeployed(judgement)) return undefined;
  return assumption.unit === unit.name && assumption.declaredFor === root.target.name
    ? { assumption, judgement }
    : undefined;
}

/** Goes back from base, change by change, until what each was before is what is live. */
async function lookBack(
  candidates: readonly Candidate[],
  unit: Unit,
  root: Root,
  observations: Observations,
  history: BaseHistory,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Told>> {
  const paths = decidingPaths(candidates, unit, root);
  const { changes, cut } = await history.changes(paths, MAX_CHANGES, [...(unit.base?.files ?? [])]);
  const told = new Map<string, Told>();
  let gap = cut;
  for (const [later, { commit, at, before }] of changes.entries()) {
    const open = candidates.filter(({ assumption }) => !told.has(assumption.id));
    if (open.length === 0) break;
    if (signal.aborted) {
      gap = "looking back took too long";
      break;
    }
    const earlier = await declaredThen(before, unit, root, paths);
    if (earlier === "unreadable") {
      gap = "an earlier commit could not be read";
      break;
    }
    if (!earlier) continue;
    const atHead = underPresentAddresses(earlier, unit);
    for (const { assumption, judgement } of open) {
      const block = blockIn(atHead, assumption);
      if (block && wasDeclared(assumption, block, judgement, observations))
        told.set(assumption.id, { finding: "undeployed", undeployed: { commit, at, later } });
    }
  }
  if (gap !== null) {
    for (const { assumption } of candidates) {
      if (!told.has(assumption.id)) told.set(assumption.id, { historyGap: gap });
    }
  }
  return told;
}

/** Nothing hangs on the past: where it cannot be read, whatever the reason, the check goes on without it. */
async function declaredThen(
  before: FileTree,
  unit: Unit,
  root: Root,
  paths: readonly string[],
): Promise<Declared | "unreadable" | null> {
  try {
    const units = await root.declareAt(before, new Set(paths));
    return units?.find(({ name }) => name === unit.name)?.head ?? null;
  } catch {
    return "unreadable";
  }
}

function underPresentAddresses(earlier: Declared, { base, head }: Unit): Declared {
  const atBase = base ? withMoves(earlier, base) : earlier;
  return head ? withMoves(atBase, head) : atBase;
}

/** The block by its address, else by the live resource that it stands for. */
function blockIn(
  { blocks, format }: Declared,
  { base, format: ownFormat }: AsDeclaredAssumption,
): ResourceBlock | null {
  if (format !== ownFormat) return null;
  const block = blocks.get(base.address);
  if (block) return block.mode === "resource" ? block : null;
  const key = keyOfBlock(base);
  for (const other of key === null ? [] : blocks.values()) {
    if (other.mode === "resource" && keyOfBlock(other) === key) return other;
  }
  return null;
}

/** What the path of a module is in an address: `module.a["x"].module.b.` */
const MODULES = /^(?:module\.[^.[]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\.)*/;
const VALUES = /\.(tfvars|tfvars\.json|toml|hcl)$/;

/**
 * The files in which a change may be one to the blocks: their own, those of locals, variables and module calls around
 * them, and files of values.
 */
function decidingPaths(
  candidates: readonly Candidate[],
  { base }: Unit,
  { target: { varFiles } }: Root,
): readonly string[] {
  const own = candidates.map(({ assumption }) => assumption.base.source.path);
  const modules = candidates.map(({ assumption }) => moduleOf(assumption.base.address));
  const around = [...(base?.blocks.values() ?? [])].flatMap(({ mode, address, source }) =>
    mode === "other" && modules.some((module) => module.startsWith(moduleOf(address))) ? [source.path] : [],
  );
  const values = [...(base?.files ?? [])].filter((path) => VALUES.test(path));
  return [...new Set([...own, ...varFiles, ...values, ...around])].slice(0, MAX_PATHS);
}

/** Without the keys of instances: a call is written once. */
function moduleOf(address: string): string {
  return (MODULES.exec(address)?.[0] ?? "").replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "");
}
