import type { Frame } from "../language/frame.ts";
import { toValue } from "../language/model-values.ts";
import type { Declaration } from "../module/source.ts";
import type { Expression } from "../syntax/ast.ts";
import { expansionOf, instanceKeysOf, suffixOf } from "./instances.ts";
import { frameIn, valueOf } from "./scope.ts";
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
  return instanceKeysOf(expansionOf(root, declaration.name, declaration)).flatMap(({ names }) => {
    const address = addressOf(root, to.attribute.value, frameIn(root, to.file, names));
    return address === undefined ? [] : [address];
  });
}

/** `module.a["k"].aws_sqs_queue.q[0]` as blocks have it for their address. */
function addressOf(root: Scope, to: Expression, frame: Frame): string | undefined {
  if (to.kind === "string") return to.value;
  if (to.kind !== "traversal") return undefined;
  let address = to.root;
  let isKnown = true;
  for (const step of to.steps) {
    if (typeof step === "string") address += `.${step}`;
    else if (step.kind === "index") {
      const key = toValue(valueOf(root.run, step.key, frame));
      if (key.kind !== "known" || key.value === null || key.sensitive) isKnown = false;
      else address += typeof key.value === "number" ? `[${key.value}]` : suffixOf(String(key.value));
    }
  }
  return isKnown ? address : withoutKeys(address);
}

/** What stands for every instance: no address of an instance with a key ends so. */
function withoutKeys(address: string): string {
  return `${address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "")}[*]`;
}
