import type { Expression } from "../syntax/ast.ts";
import { traversalsIn } from "../syntax/walk.ts";
import { localAttributes } from "./locals.ts";
import type { ConfigScope } from "./scope.ts";

/**
 * All that an expression's value is made from, as text: itself, the locals that it leads to, and, where it leads to
 * other files, what those hold.
 */
export function textOf(scope: ConfigScope, expression: Expression): string {
  const locals = new Map(localAttributes(scope).map(({ name, value }) => [name, value]));
  const seen = new Set<Expression>([expression]);
  let leadsElsewhere = false;
  for (const reached of seen) {
    for (const { root, steps } of traversalsIn(reached)) {
      const local = root === "local" && typeof steps[0] === "string" ? locals.get(steps[0]) : undefined;
      if (local) seen.add(local);
      leadsElsewhere ||= root === "include";
    }
  }
  const texts = [...seen].map(shapeOf);
  const files = leadsElsewhere || texts.some((text) => text.includes(CALL)) ? filesOf(scope) : [];
  return JSON.stringify([...texts, ...files]);
}

const CALL = '"kind":"call"';

/** An expression as text that is the same wherever it stands. */
function shapeOf(expression: Expression): string {
  return JSON.stringify(expression, (key, value: unknown) => (key === "at" || key === "end" ? undefined : value));
}

function filesOf({ run, file }: ConfigScope): string[] {
  return [...run.hcl.used].filter((path) => path !== file.path).map((path) => `${path} ${run.hcl.hashOf(path)}`);
}
