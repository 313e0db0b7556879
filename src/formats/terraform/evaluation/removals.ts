import { withoutKeys } from "../../../model/address.ts";
import type { Declaration } from "../module/source.ts";
import type { AttributeSyntax, BlockSyntax } from "../syntax/ast.ts";
import { spanOf } from "../syntax/lines.ts";
import { addressIn } from "./addresses.ts";
import { declarationAt } from "./declared-at.ts";
import { flagIn } from "./lifecycle.ts";
import { childrenOf } from "./modules.ts";
import { addProblem, frameIn } from "./scope.ts";
import type { Scope } from "./scope.ts";

/**
 * Addresses, without keys, of what `removed` blocks with `destroy = false` have Terraform forget: it stays as it is.
 * https://developer.hashicorp.com/terraform/language/block/removed
 */
export function forgottenIn(scope: Scope): string[] {
  const own = scope.module.removals.flatMap((declaration) => {
    const from = declaration.body.attributes.get("from")?.attribute;
    const address = from && addressIn(scope.run, from.value, frameIn(scope, declaration.file))?.text;
    if (!from || address === undefined) return [];
    checkRemoval(scope, declaration, from, address);
    return isForgetting(scope, declaration) ? [withoutKeys(`${scope.prefix}${address}`)] : [];
  });
  const below = [...scope.module.modules.keys()].flatMap((name) => childrenOf(scope, name)?.children ?? []);
  return [...own, ...below.flatMap((child) => forgottenIn(child.scope))];
}

function checkRemoval(scope: Scope, declaration: Declaration, from: AttributeSyntax, address: string): void {
  const { run, module } = scope;
  const name = withoutKeys(address);
  if (name !== address) refuse(scope, declaration, from, `\`${address}\` is one instance: all are removed, or none`);
  else if (address.startsWith("data.")) refuse(scope, declaration, from, "a data source is never removed");
  const existing = declarationAt(run, module, name);
  if (existing && !address.startsWith("data."))
    refuse(scope, existing, existing.block, `\`${name}\` is declared, and said to be removed`);
}

function isForgetting(scope: Scope, { body }: Declaration): boolean {
  const lifecycle = body.blocks.find(({ block }) => block.type === "lifecycle");
  return lifecycle !== undefined && flagIn(scope, lifecycle, "destroy") === false;
}

function refuse(scope: Scope, { file }: Declaration, place: AttributeSyntax | BlockSyntax, message: string): void {
  const { path, line } = spanOf(file.path, file.lines, place);
  addProblem(scope.run, { path, line, message });
}
