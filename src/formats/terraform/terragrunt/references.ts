import { EvaluationError } from "../language/evaluation-error.ts";
import type { Resolved } from "../language/frame.ts";
import { object, openObject, unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { DYNAMIC } from "../language/types.ts";
import { parentOf, resolvePath } from "../module/paths.ts";
import type { BlockSyntax, Step } from "../syntax/ast.ts";
import type { Include } from "./include.ts";
import { included, includesOf } from "./includes.ts";
import { localIn } from "./locals.ts";
import { pathInRepository, relativePath } from "./paths.ts";
import { configTerm } from "./read-config.ts";
import { attributeIn, onceAtATime, refuse } from "./scope.ts";
import type { ConfigScope } from "./scope.ts";

/** What a reference in a configuration begins with. */
export function resolveReference(scope: ConfigScope, root: string, steps: readonly Step[]): Resolved {
  const [first] = steps;
  const name = typeof first === "string" ? first : undefined;
  const rest = steps.slice(1);
  switch (root) {
    case "include":
      return includeReference(scope, steps);
    case "values":
      return { value: unknown(DYNAMIC, "`values` are given by a stack, which is not read"), rest: [] };
    case "each":
    case "count":
      return { value: unknown(DYNAMIC, "blocks with `for_each` or `count` are not worked out"), rest: [] };
    case "local":
    case "dependency":
    case "feature":
      break;
    default:
      throw new EvaluationError(`\`${root}\` is no value in a Terragrunt configuration`);
  }
  if (name === undefined) throw new EvaluationError("a reference lacks a name");
  if (root === "local") return { value: localIn(scope, name), rest };
  return { value: blockReference(scope, root, name), rest };
}

/** A single `include` without a label is `include` itself. */
function includeReference(scope: ConfigScope, steps: readonly Step[]): Resolved {
  const includes = scope.isIncluded ? [] : includesOf(scope);
  const [first] = includes;
  if (first && includes.length === 1 && first.name === "") return { value: exposed(scope, first), rest: steps };
  const name = nameIn(steps[0]);
  const include = includes.find((candidate) => candidate.name === name);
  if (!include) throw new EvaluationError(`there is no \`include\` block \`${name ?? ""}\``);
  return { value: exposed(scope, include), rest: steps.slice(1) };
}

/** `include.root`, or `include[""]` for the one without a label. */
function nameIn(step: Step | undefined): string | undefined {
  if (typeof step !== "object") return step;
  return step.kind === "index" && step.key.kind === "string" ? step.key.value : undefined;
}

function exposed(scope: ConfigScope, include: Include): Term {
  if (!include.exposes) throw new EvaluationError("the `include` block does not say `expose = true`");
  const found = included(scope, include);
  if (found.kind === "broken") return unknown(DYNAMIC, found.file.problem.message);
  return onceAtATime(found.scope, "an exposed `include`", () => configTerm(found.scope));
}

/** A `dependency` or `feature` block of the file, or of one that it includes. */
function blockReference(scope: ConfigScope, type: "dependency" | "feature", name: string): Term {
  const own = blockIn(scope, type, name);
  if (own) return type === "dependency" ? dependencyTerm(scope, own) : featureTerm(scope, own);
  if (scope.isIncluded) return unknown(DYNAMIC, `${type} \`${name}\` is declared where this file is included`);
  for (const include of includesOf(scope)) {
    const found = included(scope, include);
    if (found.kind === "broken") return unknown(DYNAMIC, found.file.problem.message);
    const block = blockIn(found.scope, type, name);
    if (block) return type === "dependency" ? dependencyTerm(found.scope, block) : featureTerm(found.scope, block);
  }
  throw new EvaluationError(`${type} \`${name}\` is not declared`);
}

function blockIn({ file }: ConfigScope, type: string, name: string): BlockSyntax | undefined {
  return file.blocks.find((block) => block.type === type && block.labels[0] === name);
}

/** What `dependency.name` gives: outputs come with the state of what is applied, and mocks are no truth. */
export function dependencyTerm(scope: ConfigScope, block: BlockSyntax): Term {
  const path = attributeIn(scope, block, "config_path");
  const shown = path?.kind === "string" ? shownPath(scope, path.value) : `dependency \`${block.labels[0] ?? ""}\``;
  const reason = `outputs of ${shown} are known only after it is applied`;
  const entries = new Map<string, Term>([["outputs", unknown(DYNAMIC, reason)]]);
  if (path) entries.set("config_path", path);
  return openObject(entries, (name) => unknown(DYNAMIC, `\`${name}\` of ${shown} is not worked out`));
}

/** A dependency lies in the repository. */
export function checkDependency(scope: ConfigScope, block: BlockSyntax): void {
  const attribute = block.attributes.find(({ name }) => name === "config_path");
  if (attribute?.value.kind !== "string") return;
  if (resolvePath(parentOf(scope.configPath), attribute.value.value) !== undefined) return;
  refuse(scope, `dependency \`${block.labels[0] ?? ""}\` leaves the repository`, attribute);
}

/** As it is written, or seen from the configuration. */
function shownPath({ run, configPath }: ConfigScope, path: string): string {
  const inside = pathInRepository(run.root, path);
  return `\`${inside === undefined ? path : relativePath(parentOf(configPath), inside)}\``;
}

/** What `feature.name` gives: its default, unless whoever runs Terragrunt says otherwise. */
export function featureTerm(scope: ConfigScope, block: BlockSyntax): Term {
  const value = attributeIn(scope, block, "default") ?? unknown(DYNAMIC, "the feature has no default");
  return object(new Map([["value", value]]));
}
