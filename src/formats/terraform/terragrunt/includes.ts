import type { SourceFile } from "../language/frame.ts";
import { EvaluationError } from "../language/evaluation-error.ts";
import { parentOf } from "../module/paths.ts";
import type { BrokenFile } from "../module/source.ts";
import type { BlockSyntax } from "../syntax/ast.ts";
import { spanOf } from "../syntax/lines.ts";
import { BARE_INCLUDE } from "./hcl-files.ts";
import type { Include, MergeStrategy } from "./include.ts";
import { locatePath } from "./paths.ts";
import { addProblem, attributeIn, createScope, frameOf, onceAtATime, refuse, valueIn } from "./scope.ts";
import type { ConfigScope } from "./scope.ts";

/** What an `include` leads to: a file seen from here, or why it cannot be. */
export type Included =
  | { readonly kind: "scope"; readonly scope: ConfigScope }
  | { readonly kind: "broken"; readonly file: BrokenFile };

/** The `include` blocks of a file, in order. */
export function includesOf(scope: ConfigScope): readonly Include[] {
  return (scope.memo.includes ??= onceAtATime(scope, "an `include`", () =>
    scope.file.blocks.filter(isInclude).map((block) => includeOf(scope, block)),
  ));
}

function isInclude({ type }: BlockSyntax): boolean {
  return type === "include" || type === BARE_INCLUDE;
}

function includeOf(scope: ConfigScope, block: BlockSyntax): Include {
  const strategy = attributeIn(scope, block, "merge_strategy");
  const exposes = attributeIn(scope, block, "expose");
  return {
    name: block.labels[0] ?? "",
    block,
    path: pathOf(scope, block),
    exposes: exposes?.kind === "bool" && exposes.value,
    strategy: strategyOf(scope, block, strategy?.kind === "string" ? strategy.value : "shallow"),
  };
}

function strategyOf(scope: ConfigScope, block: BlockSyntax, written: string): MergeStrategy {
  if (written === "no_merge" || written === "shallow" || written === "deep") return written;
  // Terragrunt knows a `deep_map_only` too, which is not documented.
  refuse(scope, `merge strategy \`${written}\` is not known`, block);
  return "shallow";
}

/** Only functions may be used in it: it is looked at before `locals`. */
function pathOf(scope: ConfigScope, block: BlockSyntax): Include["path"] {
  const attribute = block.attributes.find(({ name }) => name === "path");
  if (!attribute) {
    refuse(scope, "`include` has no `path`", block);
    return { kind: "unknown", reason: "`include` has no `path`" };
  }
  const frame = frameOf(scope, (root) => {
    throw new EvaluationError(`the path of an \`include\` cannot refer to \`${root}\``);
  });
  const term = valueIn(scope, attribute.value, frame);
  if (term.kind !== "string")
    return { kind: "unknown", reason: term.kind === "unknown" ? term.reason : "the path of an `include` is no text" };
  const path = locatePath(scope.run.root, parentOf(scope.configPath), term.value);
  if (path !== undefined) return { kind: "inside", path };
  const reason = "the path of an `include` leaves the repository";
  refuse(scope, reason, attribute.value);
  return { kind: "unknown", reason };
}

/** The file that an `include` names, as part of this configuration. */
export function included(scope: ConfigScope, include: Include): Included {
  const { run, file, configPath, memo } = scope;
  const { path } = include;
  if (path.kind === "unknown") return broken(file, include, path.reason);
  const existing = memo.parents.get(path.path);
  if (existing) return { kind: "scope", scope: existing };
  if (path.path === file.path) return refused(scope, include, "it includes itself");
  const found = run.hcl.get(path.path);
  if (found === undefined) return broken(file, include, `\`${path.path}\` is being read`);
  if (found === null) return refused(scope, include, `there is no file \`${path.path}\` to include`);
  if ("problem" in found) {
    addProblem(run, found.problem);
    return { kind: "broken", file: found };
  }
  const parent = createScope({ run, file: found, configPath, isIncluded: true });
  memo.parents.set(path.path, parent);
  const nested = found.blocks.find(isInclude);
  // https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/#include: one level only.
  if (nested) refuse(parent, "a file that is included cannot include others", nested);
  return { kind: "scope", scope: parent };
}

function refused(scope: ConfigScope, include: Include, message: string): Included {
  refuse(scope, message, include.block);
  return broken(scope.file, include, message);
}

function broken({ path, lines }: SourceFile, { block }: Include, message: string): Included {
  const { line } = spanOf(path, lines, block);
  return { kind: "broken", file: { name: "", problem: { path, line, message }, mayHoldProvider: true } };
}
