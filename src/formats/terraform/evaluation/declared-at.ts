import { withoutKeys } from "../../../model/address.ts";
import type { Declaration, ModuleSource } from "../module/source.ts";
import { resourcesOf } from "./resources.ts";
import { childrenOf } from "./modules.ts";
import type { Run, Scope } from "./scope.ts";

/** What an address without keys leads to in the code of a module: a resource, a data source or a module call. */
export function declarationAt(run: Run, module: ModuleSource, address: string): Declaration | undefined {
  const { configuration } = run;
  const names = address.split(".");
  let current: ModuleSource = module;
  while (names[0] === "module") {
    const call = current.modules.get(names[1] ?? "");
    names.splice(0, 2);
    if (!call || names.length === 0) return call;
    const called = configuration.called(current, call.name);
    const next = called?.kind === "directory" ? configuration.modules.get(called.directory) : undefined;
    if (!next) return undefined;
    current = next;
  }
  if (names[0] === "resource") names.shift();
  return names[0] === "data" ? current.data.get(names.slice(1).join(".")) : current.resources.get(names.join("."));
}

/** Whether a module has an instance at an address; undefined where it is not known which instances there are. */
export function hasInstance(scope: Scope, address: string): boolean | undefined {
  for (const call of scope.module.modules.keys()) {
    const whole = `module.${call}`;
    if (address !== whole && !address.startsWith(`${whole}.`) && !address.startsWith(`${whole}[`)) continue;
    const found = childrenOf(scope, call);
    if (!found || found.unavailable !== null || found.expansion.kind === "unknown") return undefined;
    const child = found.children.find(({ scope: { prefix } }) => `${scope.prefix}${address}.`.startsWith(prefix));
    if (!child) return false;
    const rest = `${scope.prefix}${address}`.slice(child.scope.prefix.length);
    return rest === "" || hasInstance(child.scope, rest);
  }
  const name = withoutKeys(address);
  const resources = resourcesOf(scope, "resource", name);
  if (resources?.expansion.kind === "unknown") return undefined;
  return resources?.instances.some((instance) => instance.address === `${scope.prefix}${address}`) ?? false;
}
