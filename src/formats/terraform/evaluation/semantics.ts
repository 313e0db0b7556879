import { isAnyMatching } from "../../../model/version-constraint.ts";
import type { Semantics } from "../language/frame.ts";
import type { ModuleSource } from "../module/source.ts";

/** Terraform's versions from 1.12 on, in which `element` of a tuple takes a negative index too, those to come included as far as a constraint may name them. */
const SINCE_SHORT_CIRCUIT: readonly string[] = [
  ...Array.from({ length: 12 }, (_, minor) => Array.from({ length: 15 }, (_each, patch) => `1.${12 + minor}.${patch}`)),
  ["2.0.0"],
].flat();

/** How the version of Terraform that `required_version` asks for computes; the newest, where it allows that. */
export function semanticsOf({ settings }: ModuleSource): Semantics {
  const constraints = settings.flatMap(({ body }) => {
    const value = body.attributes.get("required_version")?.attribute.value;
    return value?.kind === "string" ? [value.value] : [];
  });
  const constraint = constraints.length > 0 ? constraints.join(",") : null;
  const isNewer = isAnyMatching(SINCE_SHORT_CIRCUIT, constraint);
  return { shortCircuit: isNewer, negativeElement: isNewer };
}
