import { EvaluationError } from "../language/evaluation-error.ts";
import { nullOf, object } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import type { AttributeSyntax } from "../syntax/ast.ts";
import { onceAtATime, valueIn } from "./scope.ts";
import type { ConfigScope } from "./scope.ts";

/** The attributes of a file's `locals`. */
export function localAttributes({ file }: ConfigScope): readonly AttributeSyntax[] {
  return file.blocks.filter(({ type }) => type === "locals").flatMap(({ attributes }) => attributes);
}

/** The value of `local.name` in a file. */
export function localIn(scope: ConfigScope, name: string): Term {
  const { locals } = scope.memo;
  const existing = locals.get(name);
  if (existing) return existing;
  const attribute = localAttributes(scope).find((candidate) => candidate.name === name);
  if (!attribute) throw new EvaluationError(`local \`${name}\` is not declared`);
  const term = onceAtATime(scope, `local \`${name}\``, () => valueIn(scope, attribute.value));
  locals.set(name, term);
  return term;
}

/** All locals of a file as an object; null where it has none. */
export function localsOf(scope: ConfigScope): Term {
  const names = localAttributes(scope).map(({ name }) => name);
  return names.length > 0 ? object(new Map(names.map((name) => [name, localIn(scope, name)]))) : nullOf();
}
