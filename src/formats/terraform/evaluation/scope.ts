import type { Identity } from "../../../model/declared.ts";
import type { Problem, Span } from "../../../model/source.ts";
import type { Place } from "../../../model/target.ts";
import type { MapValue, UnresolvedValue, Value } from "../../../model/value.ts";
import type { ResourceType } from "../../../resources/type.ts";
import type { Budget, Frame, Resolved, SourceFile } from "../language/frame.ts";
import type { Configuration } from "../module/load.ts";
import type { Declaration, ModuleSource } from "../module/source.ts";
import type { Step } from "../syntax/ast.ts";

/** What the target says about a root module. */
type Target = {
  readonly place: Place;
  readonly workspace: string;
  readonly variables: ReadonlyMap<string, unknown>;
  readonly providers: ReadonlyMap<string, { readonly account?: string; readonly region?: string }>;
};

/** One evaluation of a root module, with what all its module instances share. */
export type Run = {
  readonly target: Target;
  readonly configuration: Configuration;
  readonly budget: Budget;
  readonly problems: Problem[];
  /** Addresses that `import` blocks name, once they have been worked out. */
  imported: ReadonlySet<string>;
  /** Module instances made so far. */
  scopes: number;
  /** References followed so far, to say what leans on what. */
  followed: number;
  /** What a reference begins with; kept here so that the parts that need each other do not import each other. */
  resolve(scope: Scope, root: string, steps: readonly Step[]): Resolved;
};

/** One instance of a module: the root, or a call of a local module. */
export type Scope = {
  readonly run: Run;
  readonly module: ModuleSource;
  /** What addresses in it begin with: `module.a["x"].`, empty for the root. */
  readonly prefix: string;
  readonly parent: { readonly scope: Scope; readonly call: Declaration; readonly frame: Frame } | null;
  /** Why it is not known which instances there are; null when it is. */
  readonly uncertain: string | null;
  readonly memo: Memo;
};

type Memo = {
  readonly values: Map<string, Value>;
  readonly expansions: Map<string, Expansion>;
  readonly resources: Map<string, Resources>;
  readonly evaluated: Map<string, EvaluatedResource>;
  readonly children: Map<string, Children>;
  readonly providers: Map<string, ProviderConfig>;
  readonly leaning: Map<string, Leaning>;
  /** What is being worked out right now. */
  readonly busy: Set<string>;
};

/** What references lead to directly: resources and data sources, and what leads on. */
export type Leaning = {
  readonly addresses: readonly string[];
  readonly next: readonly (() => Leaning)[];
  /** The block itself, where it makes no claim about the account. */
  readonly of?: ResourceInstance;
};

/** What `count` or `for_each` comes to. */
export type Expansion =
  | { readonly kind: "single" }
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "each"; readonly entries: ReadonlyMap<string, Value> }
  | { readonly kind: "unknown"; readonly reason: string };

/** Instances of a `resource` or `data` block. */
export type Resources = { readonly expansion: Expansion; readonly instances: readonly ResourceInstance[] };

export type ResourceInstance = {
  readonly address: string;
  /** As `count` and `for_each` name it: empty, a number or a key. */
  readonly key: string;
  readonly mode: "resource" | "data";
  /** Terraform's type. */
  readonly formatType: string;
  readonly type: ResourceType | undefined;
  readonly scope: Scope;
  readonly declaration: Declaration;
  readonly frame: Frame;
  readonly uncertain: string | null;
};

/** What an instance comes to. */
export type EvaluatedResource = {
  readonly body: EvaluatedBody;
  readonly place: Place | UnresolvedValue;
  readonly identity: Identity;
  readonly provider: ProviderConfig;
  /** What a reference to it gives. */
  readonly value: Value;
};

/** One attribute; its path is its name, after those of the blocks it is in. */
export type EvaluatedAttribute = { readonly path: readonly string[]; readonly source: Span; readonly value: Value };

/** A block's arguments, and each attribute in it by itself. */
export type EvaluatedBody = {
  readonly arguments: MapValue;
  readonly attributes: readonly EvaluatedAttribute[];
};

/** Instances of a module call; `unavailable` says why there are none to be had. */
export type Children = {
  readonly expansion: Expansion;
  readonly children: readonly { readonly key: string; readonly scope: Scope }[];
  readonly unavailable: string | null;
};

export type ProviderConfig = {
  readonly place: Place | UnresolvedValue;
  readonly defaultTags: Value | null;
  /** Keys, and prefixes of keys, of tags that Terraform leaves alone. */
  readonly ignoredTags: readonly string[];
  readonly ignoredTagPrefixes: readonly string[];
};

/** A module instance that nothing is known of yet. */
export function createScope(scope: Omit<Scope, "memo">): Scope {
  const memo: Memo = {
    values: new Map(),
    expansions: new Map(),
    resources: new Map(),
    evaluated: new Map(),
    children: new Map(),
    providers: new Map(),
    leaning: new Map(),
    busy: new Set(),
  };
  return { ...scope, memo };
}

/** A frame for the expressions of one of the module's files. */
export function frameIn(scope: Scope, file: SourceFile, names: ReadonlyMap<string, Value> = NO_NAMES): Frame {
  const { run } = scope;
  return { file, names, budget: run.budget, resolve: (root, steps) => run.resolve(scope, root, steps) };
}

const NO_NAMES: ReadonlyMap<string, Value> = new Map();

/** Works something out once; what is asked for while it is being worked out depends on itself. */
export function once<T>(scope: Scope, memo: Map<string, T>, key: string, onCycle: () => T, compute: () => T): T {
  const existing = memo.get(key);
  if (existing !== undefined) return existing;
  const { busy } = scope.memo;
  if (busy.has(key)) return onCycle();
  const { budget } = scope.run;
  busy.add(key);
  // What is worked out through providers and resources takes more of the stack than an expression does.
  budget.depth++;
  const value = compute();
  budget.depth--;
  busy.delete(key);
  memo.set(key, value);
  return value;
}

/** Adds a problem, unless another instance of the same code has had it already. */
export function addProblem(run: Run, problem: Problem): void {
  const isKnown = run.problems.some(
    ({ path, line, message }) => path === problem.path && line === problem.line && message === problem.message,
  );
  if (!isKnown) run.problems.push(problem);
}

/** Why something that readable files do not declare is unresolved: a broken file may declare it. */
export function notDeclared(scope: Scope, what: string): string {
  const [file] = scope.module.broken;
  return file === undefined ? `${what} is not declared` : `${what} may be declared in ${file}, which could not be read`;
}
