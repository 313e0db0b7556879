import { createHash } from "node:crypto";

import type { Expression } from "../syntax/ast.ts";
import { usesOf } from "../syntax/walk.ts";
import { localAttributes } from "./locals.ts";
import type { ConfigScope } from "./scope.ts";

/**
 * All that an expression's value is made from, as text: itself, the locals that it leads to, and, where it leads to
 * other files, what those hold.
 */
export function textOf(scope: ConfigScope, expression: Expression): string {
  const locals = localExpressions(scope);
  const seen = new Set<Expression>([expression]);
  let leadsElsewhere = false;
  for (const reached of seen) {
    const shape = shapeOf(reached);
    leadsElsewhere ||= shape.leadsElsewhere;
    for (const name of shape.locals) {
      const local = locals.get(name);
      if (local) seen.add(local);
    }
  }
  const hashes = [...seen].map((reached) => shapeOf(reached).hash);
  return [...hashes, ...(leadsElsewhere ? filesOf(scope) : [])].join("\n");
}

function localExpressions(scope: ConfigScope): ReadonlyMap<string, Expression> {
  const existing = localsByFile.get(scope.file);
  if (existing) return existing;
  const locals = new Map(localAttributes(scope).map(({ name, value }) => [name, value]));
  localsByFile.set(scope.file, locals);
  return locals;
}

const localsByFile = new WeakMap<ConfigScope["file"], ReadonlyMap<string, Expression>>();

/** What an expression says, wherever it stands. */
type Shape = { readonly hash: string; readonly locals: ReadonlySet<string>; readonly leadsElsewhere: boolean };

/** An expression is reached from many inputs. */
const shapes = new WeakMap<Expression, Shape>();

function shapeOf(expression: Expression): Shape {
  const existing = shapes.get(expression);
  if (existing) return existing;
  const text = JSON.stringify(expression, (key, value: unknown) => (key === "at" || key === "end" ? undefined : value));
  const { traversals } = usesOf([expression]);
  const names = traversals.flatMap(({ root, steps: [first] }) => (root === "local" ? [first] : []));
  const shape: Shape = {
    hash: createHash("sha256").update(text).digest("base64url"),
    locals: new Set(names.filter((name) => typeof name === "string")),
    // Functions read other configurations and files.
    leadsElsewhere: text.includes('"kind":"call"') || traversals.some(({ root }) => root === "include"),
  };
  shapes.set(expression, shape);
  return shape;
}

function filesOf({ run, file }: ConfigScope): string[] {
  return [...run.hcl.used].filter((path) => path !== file.path).map((path) => `${path} ${run.hcl.hashOf(path)}`);
}
