import type { Declaration } from "../module/source.ts";
import { addressIn } from "./addresses.ts";
import { expansionOf, instanceKeysOf } from "./instances.ts";
import { frameIn } from "./scope.ts";
import type { Scope } from "./scope.ts";

/**
 * Addresses that the root module's `import` blocks name: these resources are there already. An address whose key is
 * not known names every instance; it then ends in `[*]`.
 * https://developer.hashicorp.com/terraform/language/import
 */
export function importedAddresses(root: Scope): ReadonlySet<string> {
  return new Set(root.module.imports.flatMap((declaration) => addressesOf(root, declaration)));
}

/** Whether an address is among those imported. */
export function isImported(address: string, imported: ReadonlySet<string>): boolean {
  return imported.has(address) || imported.has(withoutKeys(address));
}

function addressesOf(root: Scope, declaration: Declaration): string[] {
  const to = declaration.body.attributes.get("to");
  if (!to) return [];
  return instanceKeysOf(expansionOf(root, declaration.name, declaration, "taken")).flatMap(({ names }) => {
    const address = addressIn(root.run, to.attribute.value, frameIn(root, to.file, names));
    return address === undefined ? [] : [address.isWhole ? address.text : withoutKeys(address.text)];
  });
}

/** What stands for every instance: no address of an instance with a key ends so. */
function withoutKeys(address: string): string {
  return `${address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "")}[*]`;
}
