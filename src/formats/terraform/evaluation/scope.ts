import type { Identity } from "../../../model/declared.ts";
import type { Problem, Span } from "../../../model/source.ts";
import type { Place as LivePlace } from "../../../model/target.ts";
import type { MapValue, UnresolvedValue, Value } from "../../../model/value.ts";
import type { ResourceType, TerraformNames } from "../../../resources/type.ts";
import { EvaluationError, LimitError, MissingFileError } from "../language/evaluation-error.ts";
import { evaluate } from "../language/expressions.ts";
import type { Budget, Frame, Resolved, Semantics, SourceFile } from "../language/frame.ts";
import type { ModuleFiles } from "../language/module-files.ts";
import { unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { DYNAMIC } from "../language/types.ts";
import type { Configuration } from "../module/load.ts";
import type { Declaration, ModuleSource } from "../module/source.ts";
import type { Expression, Step } from "../syntax/ast.ts";
import { saidOf, spanOf } from "../syntax/lines.ts";

/** What the target says about a root module. */
type Target = {
  readonly place: LivePlace;
  readonly workspace: string;
  readonly variables: ReadonlyMap<string, unknown>;
  readonly providers: ReadonlyMap<string, { readonly account?: string; readonly region?: string }>;
  /** What Terragrunt gives through the environment; left out, nothing is. */
  readonly inputs?: RootInputs;
};

/** Values that a root module's variables have where no variable file gives any (`TF_VAR_…`). */
export type RootInputs = {
  /** `text` is what the value is made from. */
  readonly values: ReadonlyMap<string, { readonly term: Term; readonly text: string }>;
  /** Why any other variable may be given one too; null when these are all. */
  readonly open: string | null;
};

/** One evaluation of a root module, with what all its module instances share. */
export type Run = {
  readonly target: Target;
  readonly configuration: Configuration;
  readonly budget: Budget;
  readonly files: ModuleFiles;
  /** What all files hold that functions have read, as text. */
  readonly allRead: () => string;
  readonly semantics: Semantics;
  readonly problems: Problem[];
  /** Addresses that `import` blocks name, once they have been worked out. */
  imported: ReadonlySet<string>;
  /** Module instances made so far. */
  scopes: number;
  /** Blocks that `dynamic` has made so far. */
  dynamicBlocks: number;
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
  readonly values: Map<string, Term>;
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
  /** What leads on, as text. */
  readonly text?: string;
};

/** What `count` or `for_each` comes to. */
export type Expansion =
  | { readonly kind: "single" }
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "each"; readonly entries: ReadonlyMap<string, Term> }
  | { readonly kind: "unknown"; readonly reason: string };

/** Where something stands. */
export type Place = { readonly file: SourceFile; readonly at: number; readonly end: number };

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
  /** How Terraform spells that type, or a part of it. */
  readonly spelling: TerraformNames | undefined;
  readonly scope: Scope;
  readonly declaration: Declaration;
  readonly frame: Frame;
  readonly uncertain: string | null;
};

/** What an instance comes to. */
export type EvaluatedResource = {
  readonly body: EvaluatedBody;
  readonly place: LivePlace | UnresolvedValue;
  readonly identity: Identity;
  readonly provider: ProviderConfig;
  /** Set where a data source is given its resource's ARN. */
  readonly byArn: LookedUpByArn | undefined;
  /** What a reference to it gives. */
  readonly value: Term;
};

/** What a data source that is given an ARN looks up. */
export type LookedUpByArn = {
  /** As it is written. */
  readonly arn: string;
  readonly place: LivePlace;
  readonly identity: Identity;
  /** Whether the look-up asks where the ARN says; elsewhere it finds nothing, whatever is there. */
  readonly isReached: boolean;
};

/** One attribute; `argument` is what the resource calls it, or the outermost block that it is in. */
export type EvaluatedAttribute = { readonly argument: string; readonly source: Span; readonly value: Value };

/** A block's arguments, and each attribute in it by itself. */
export type EvaluatedBody = {
  readonly arguments: MapValue;
  readonly attributes: readonly EvaluatedAttribute[];
  /** The arguments with their exact types. */
  readonly terms: ReadonlyMap<string, Term>;
};

/** Instances of a module call; `unavailable` says why there are none to be had. */
export type Children = {
  readonly expansion: Expansion;
  readonly children: readonly { readonly key: string; readonly scope: Scope }[];
  readonly unavailable: string | null;
};

export type ProviderConfig = {
  readonly place: LivePlace | UnresolvedValue;
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
export function frameIn(scope: Scope, file: SourceFile, names: ReadonlyMap<string, Term> = NO_NAMES): Frame {
  const { run } = scope;
  const { budget, files, semantics } = run;
  const uncertain = scope.uncertain !== null;
  return {
    file,
    names,
    budget,
    files,
    semantics,
    uncertain,
    resolve: (root, steps) => run.resolve(scope, root, steps),
  };
}

const NO_NAMES: ReadonlyMap<string, Term> = new Map();

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
  try {
    const value = compute();
    memo.set(key, value);
    return value;
  } finally {
    budget.depth--;
    busy.delete(key);
  }
}

/** The file that an evaluation is of, and whether it is of an instance that may not be. */
export type Guard = Pick<Frame, "file" | "uncertain">;

/** The value of an expression; where Terraform would refuse it, that is a problem and the value is not known. */
export function valueOf(run: Run, expression: Expression, frame: Frame): Term {
  return guarded(run, frame, () => evaluate(expression, frame));
}

/** What the work comes to; a refusal in it is a problem of the file at the line, and the value is not known. */
export function guarded(run: Run, { file, uncertain }: Guard, work: () => Term): Term {
  try {
    return work();
  } catch (thrown) {
    const error = thrown instanceof RangeError ? new LimitError(BEYOND) : thrown;
    if (!(error instanceof EvaluationError)) throw error;
    if (error instanceof MissingFileError) return unknown(DYNAMIC, error.message);
    if (uncertain) return unknown(DYNAMIC, error.message);
    const line = error.place ? spanOf(file.path, file.lines, error.place).line : null;
    addProblem(run, { path: file.path, line, message: saidOf(file.lines, error.message) });
    return unknown(DYNAMIC, error.message);
  }
}

/** A `RangeError` is of the engine's own bounds: its stack, the size of what it holds. */
const BEYOND = "the value is too large or too deep to be worked out";

/** Adds a problem, unless another instance of the same code has had it already. */
export function addProblem(run: Run, problem: Problem): void {
  const isKnown = run.problems.some(
    ({ path, line, message }) => path === problem.path && line === problem.line && message === problem.message,
  );
  if (!isKnown) run.problems.push(problem);
}

/** What code refers to and readable files do not declare: refused, unless a broken file may declare it. */
export function notDeclared(scope: Scope, what: string): Term {
  const [file] = scope.module.broken;
  if (file === undefined) throw new EvaluationError(`${what} is not declared`);
  return unknown(DYNAMIC, `${what} may be declared in ${file}, which could not be read`);
}
