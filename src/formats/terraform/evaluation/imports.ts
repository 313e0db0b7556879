import { withoutKeys } from "../../../model/address.ts";
import { deepMarksOf } from "../language/marks.ts";
import type { Declaration, LocatedAttribute } from "../module/source.ts";
import type { AttributeSyntax, BlockSyntax } from "../syntax/ast.ts";
import { spanOf } from "../syntax/lines.ts";
import { addressIn, type WrittenAddress } from "./addresses.ts";
import { declarationAt, hasInstance } from "./declared-at.ts";
import { expansionOf, type InstanceKey, instanceKeysOf } from "./instances.ts";
import { addProblem, frameIn, valueOf } from "./scope.ts";
import type { Run, Scope } from "./scope.ts";

/**
 * Addresses that the root module's `import` blocks name: these resources are there already. An address whose key is
 * not known names every instance; it then ends in `[*]`.
 * https://developer.hashicorp.com/terraform/language/import
 */
export function importedAddresses(root: Scope): ReadonlySet<string> {
  return new Set(root.module.imports.flatMap((declaration) => targetsOf(root, declaration).map(keyOf)));
}

/** Whether an address is among those imported; undefined where it is not. */
export function importOf(address: string, imported: ReadonlySet<string>): "certain" | "possible" | undefined {
  if (imported.has(address)) return "certain";
  return imported.has(`${withoutKeys(address)}[*]`) ? "possible" : undefined;
}

type Target = { readonly key: InstanceKey; readonly to: LocatedAttribute; readonly address: WrittenAddress };

function targetsOf(root: Scope, declaration: Declaration): Target[] {
  const to = declaration.body.attributes.get("to");
  if (!to) return [];
  return instanceKeysOf(expansionOf(root, declaration.name, declaration, "taken")).flatMap((key) => {
    const address = addressIn(root.run, to.attribute.value, frameIn(root, to.file, key.names));
    return address === undefined ? [] : [{ key, to, address: key.uncertain === null ? address : unsure(address) }];
  });
}

function unsure({ text }: WrittenAddress): WrittenAddress {
  return { text, isWhole: false };
}

/** What stands for every instance: no address of an instance with a key ends so. */
function keyOf({ address: { isWhole, text } }: Target): string {
  return isWhole ? text : `${withoutKeys(text)}[*]`;
}

/** What Terraform refuses to import. */
export function checkImports(root: Scope): void {
  const { run, module } = root;
  for (const other of run.configuration.modules.values()) {
    if (other === module) continue;
    for (const declaration of other.imports)
      refuse(run, declaration, declaration.block, "only the root module may hold `import` blocks");
  }
  const seen = new Set<string>();
  for (const declaration of module.imports) {
    for (const target of targetsOf(root, declaration)) {
      if (!target.address.isWhole) continue;
      const { text } = target.address;
      if (seen.has(text)) refuse(run, target.to, target.to.attribute, `\`${text}\` is imported twice`);
      seen.add(text);
      if (isMissing(root, text))
        refuse(run, target.to, target.to.attribute, `\`${text}\` is to be imported, and is not declared`);
      checkId(root, declaration, target);
    }
  }
}

function isMissing(root: Scope, address: string): boolean {
  const { run, module } = root;
  if (hasInstance(root, address) !== false) return false;
  const name = withoutKeys(address);
  const call = /^module\.[^.]+/.exec(name)?.[0];
  // What a module declares that cannot be had is not known.
  const isReadable = call === undefined ? module.broken.length === 0 : declarationAt(run, module, call) === undefined;
  return isReadable || declarationAt(run, module, name) !== undefined;
}

function checkId(root: Scope, { body }: Declaration, { key }: Target): void {
  const id = body.attributes.get("id");
  if (!id) return;
  const { attribute, file } = id;
  const value = valueOf(root.run, attribute.value, frameIn(root, file, key.names));
  if (value.kind === "null") refuse(root.run, id, attribute, "the id of what is imported is null");
  if (value.kind === "string" && value.value === "" && !deepMarksOf(value).sensitive)
    refuse(root.run, id, attribute, "the id of what is imported is empty");
}

function refuse(
  run: Run,
  { file }: Pick<LocatedAttribute, "file">,
  place: AttributeSyntax | BlockSyntax,
  message: string,
): void {
  const { path, line } = spanOf(file.path, file.lines, place);
  addProblem(run, { path, line, message });
}
