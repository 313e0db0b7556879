import type { SourceFile } from "../language/frame.ts";
import type { ModuleSource } from "../module/source.ts";
import { saidOf, spanOf } from "../syntax/lines.ts";
import { usesOf, type Traversal, type Uses } from "../syntax/walk.ts";
import { addProblem } from "./scope.ts";
import type { Run } from "./scope.ts";

/** More are not said: they would bury what else is wrong. */
const MAX_SAID = 100;

/**
 * References to variables and locals that a module does not declare. Terraform refuses them wherever they stand: also in
 * `try`, in what a condition does not choose, and in a module that has no instance, which are never evaluated.
 */
export function checkDeclared(run: Run): void {
  const found = [...run.configuration.modules.values()].flatMap(undeclaredIn);
  for (const { file, traversal, what } of found.slice(0, MAX_SAID)) {
    const { line } = spanOf(file.path, file.lines, traversal);
    addProblem(run, { path: file.path, line, message: saidOf(file.lines, `${what} is not declared`) });
  }
}

/** Variables that the root does not declare: Terraform refuses `-var` for them, and of those in files only warns. */
export function checkPassed({ target, configuration, problems }: Run): void {
  const { variables, broken, directory } = configuration.root;
  if (broken.length > 0) return;
  for (const name of target.variables.keys()) {
    if (variables.has(name)) continue;
    const message = `\`${name}\` is given under \`variables\`, and this root declares no such variable`;
    problems.push({ path: directory, line: null, message });
  }
}

type Undeclared = { readonly file: SourceFile; readonly traversal: Traversal; readonly what: string };

function undeclaredIn(module: ModuleSource): readonly Undeclared[] {
  // It may be declared there.
  if (module.broken.length > 0) return [];
  const { variables, outputs, resources, data, modules, providers, checks } = module;
  const bodies = [variables, outputs, resources, data, modules, providers, checks].flatMap((declarations) =>
    [...declarations.values()].map(({ body }) => body),
  );
  const attributes = [...module.locals.values(), ...bodies.flatMap((body) => [...body.attributes.values()])];
  const blocks = bodies.flatMap((body) => body.blocks);
  return [
    ...attributes.flatMap(({ attribute, file }) => undeclaredAmong(usesOf([attribute.value]), file, module)),
    ...blocks.flatMap(({ block, file }) => undeclaredAmong(usesOf([], [block]), file, module)),
  ];
}

function undeclaredAmong({ traversals }: Uses, file: SourceFile, module: ModuleSource): readonly Undeclared[] {
  return traversals.flatMap((traversal) => {
    const what = undeclared(traversal, module);
    return what === undefined ? [] : [{ file, traversal, what }];
  });
}

function undeclared({ root, steps: [name, second] }: Traversal, module: ModuleSource): string | undefined {
  const { variables, locals, modules, data } = module;
  if (typeof name !== "string") return undefined;
  if (root === "module" && !modules.has(name)) return `module \`${name}\``;
  if (root === "data" && typeof second === "string" && !data.has(`${name}.${second}`))
    return `\`data.${name}.${second}\``;
  if (root === "var" && !variables.has(name)) return `variable \`${name}\``;
  if (root === "local" && !locals.has(name)) return `local \`${name}\``;
  return undefined;
}
