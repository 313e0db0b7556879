import type { Move } from "../../../model/address.ts";
import type { Declaration } from "../module/source.ts";
import { spanOf } from "../syntax/lines.ts";
import { addressIn } from "./addresses.ts";
import { declarationAt, hasInstance } from "./declared-at.ts";
import { childrenOf } from "./modules.ts";
import { addProblem, frameIn } from "./scope.ts";
import type { Scope } from "./scope.ts";

/**
 * The renamings that `moved` blocks declare, in every module instance. Terraform refuses those that contradict each
 * other, and those of what is still declared.
 * https://developer.hashicorp.com/terraform/language/moved
 */
export function movesIn(scope: Scope): Move[] {
  const own = scope.module.moves.flatMap((declaration) => {
    const [from, to] = ["from", "to"].map((name) => {
      const attribute = declaration.body.attributes.get(name)?.attribute;
      return attribute && addressIn(scope.run, attribute.value, frameIn(scope, declaration.file));
    });
    return from?.isWhole && to?.isWhole ? [{ declaration, from: from.text, to: to.text }] : [];
  });
  for (const [index, written] of own.entries()) {
    const why = refusal(scope, written, own.slice(0, index));
    if (why !== undefined) refuse(scope, written.declaration, why);
  }
  const below = [...scope.module.modules.keys()].flatMap((name) => childrenOf(scope, name)?.children ?? []);
  return [
    ...own.map(({ from, to }) => ({ from: `${scope.prefix}${from}`, to: `${scope.prefix}${to}` })),
    ...below.flatMap((child) => movesIn(child.scope)),
  ];
}

type Written = Move & { readonly declaration: Declaration };

function refusal(scope: Scope, { from, to }: Written, earlier: readonly Written[]): string | undefined {
  if (isStillDeclared(scope, from, to)) return `\`${from}\` is said to have moved to \`${to}\`, and is still declared`;
  const other = earlier.find((move) => (move.from === from) !== (move.to === to));
  return other && `\`${from}\` is said to have moved to \`${to}\`, and \`${other.from}\` to \`${other.to}\``;
}

/** Without a key at either end, it is all instances that move. */
function isStillDeclared(scope: Scope, from: string, to: string): boolean {
  const isOfInstances = from.includes("[") || to.endsWith("]");
  if (isOfInstances) return hasInstance(scope, from) === true;
  return declarationAt(scope.run, scope.module, from) !== undefined;
}

function refuse({ run }: Scope, { block, file }: Declaration, message: string): void {
  const { path, line } = spanOf(file.path, file.lines, block);
  addProblem(run, { path, line, message });
}
