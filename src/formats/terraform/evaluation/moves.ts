import type { Move } from "../../../model/address.ts";
import { addressIn } from "./addresses.ts";
import { childrenOf } from "./modules.ts";
import { frameIn } from "./scope.ts";
import type { Scope } from "./scope.ts";

/**
 * The renamings that `moved` blocks declare, in every module instance.
 * https://developer.hashicorp.com/terraform/language/moved
 */
export function movesIn(scope: Scope): Move[] {
  const own = scope.module.moves.flatMap(({ body, file }) => {
    const [from, to] = ["from", "to"].map((name) => {
      const attribute = body.attributes.get(name)?.attribute;
      return attribute && addressIn(scope.run, attribute.value, frameIn(scope, file));
    });
    if (!from?.isWhole || !to?.isWhole) return [];
    return [{ from: `${scope.prefix}${from.text}`, to: `${scope.prefix}${to.text}` }];
  });
  const below = [...scope.module.modules.keys()].flatMap((name) => childrenOf(scope, name)?.children ?? []);
  return [...own, ...below.flatMap((child) => movesIn(child.scope))];
}
