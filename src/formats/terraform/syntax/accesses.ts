import type { Expression, Step } from "./ast.ts";
import type { ReadExpression } from "./templates.ts";
import { checkDepth, forEachChild, inside, textOf, toNext, typeOf } from "./tree.ts";
import type { SyntaxTree } from "./tree.ts";

type Accesses = { readonly steps: readonly Step[]; readonly end: number | undefined; readonly more: boolean };

/** Reads accesses that follow each other, up to where `end` says. All that follows `[*]` is taken into each element. */
export function readAccesses(tree: SyntaxTree, begins: boolean, depth: number, read: ReadExpression): Accesses {
  const steps: Step[] = [];
  let end: number | undefined;
  let more = begins;
  while (more && isAccess(typeOf(tree))) {
    checkDepth(tree, depth);
    end = tree.cursor.endIndex;
    const full = typeOf(tree) === "splat" && inside(tree, () => typeOf(tree) === "full_splat");
    const taken = readAccess(tree, depth, read);
    more = toNext(tree);
    const [only] = taken;
    if (!full || typeof only !== "object" || only.kind !== "splat") {
      steps.push(...taken);
      continue;
    }
    const following = readAccesses(tree, more, depth + 1, read);
    const each = [...only.each, ...following.steps];
    return { steps: [...steps, { kind: "splat", each }], end: following.end ?? end, more: following.more };
  }
  return { steps, end, more };
}

function isAccess(type: string): boolean {
  return type === "get_attr" || type === "index" || type === "splat";
}

function readAccess(tree: SyntaxTree, depth: number, read: ReadExpression): Step[] {
  const text = textOf(tree);
  const type = typeOf(tree);
  if (type === "get_attr") return [text.slice(1).trim()];
  return inside(tree, () => (type === "splat" ? readSplat(tree, depth, read) : [readIndex(tree, depth, read)]));
}

function readIndex(tree: SyntaxTree, depth: number, read: ReadExpression): Step {
  if (typeOf(tree) === "legacy_index") {
    const at = tree.cursor.startIndex;
    const end = tree.cursor.endIndex;
    return { kind: "index", key: { at, end, kind: "number", text: textOf(tree).slice(1).trim() } };
  }
  let key: Expression | undefined;
  forEachChild(tree, (type) => {
    if (type === "expression") key ??= read(tree, depth + 1);
  });
  if (!key) throw new Error("an index has a key");
  return { kind: "index", key };
}

/** `.*` takes only the attributes that follow into each element, `.0` for one; an index after them is of the result. */
function readSplat(tree: SyntaxTree, depth: number, read: ReadExpression): Step[] {
  const attributesOnly = typeOf(tree) === "attr_splat";
  const each: Step[] = [];
  const after: Step[] = [];
  forEachChild(tree, (type) => {
    if (!isAccess(type)) return;
    const isIndex = type === "index" && inside(tree, () => typeOf(tree) !== "legacy_index");
    const target = after.length > 0 || (attributesOnly && isIndex) ? after : each;
    target.push(...readAccess(tree, depth, read));
  });
  return [{ kind: "splat", each }, ...after];
}
