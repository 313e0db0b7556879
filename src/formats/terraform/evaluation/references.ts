import { EvaluationError } from "../language/evaluation-error.ts";
import type { Resolved } from "../language/frame.ts";
import { unknown } from "../language/term.ts";
import { DYNAMIC } from "../language/types.ts";
import type { Step } from "../syntax/ast.ts";
import { moduleValue } from "./modules.ts";
import { resourceValue } from "./resources.ts";
import type { Scope } from "./scope.ts";
import { ambientValue, localValue, variableValue } from "./variables.ts";

/** What a reference begins with (https://developer.hashicorp.com/terraform/language/expressions/references). */
export function resolveReference(scope: Scope, root: string, steps: readonly Step[]): Resolved {
  const [first, second] = steps;
  const name = typeof first === "string" ? first : undefined;
  switch (root) {
    case "var":
      return named(name, steps, (variable) => variableValue(scope, variable));
    case "local":
      return named(name, steps, (local) => localValue(scope, local));
    case "module":
      return named(name, steps, (module) => moduleValue(scope, module));
    case "terraform":
    case "path":
      return { value: ambientValue(scope, root, name), rest: steps.slice(1) };
    case "data":
    case "resource":
      if (name === undefined || typeof second !== "string") break;
      return resourceReference(scope, root, `${name}.${second}`, steps.slice(2));
    case "each":
    case "count":
    case "self":
      throw new EvaluationError(`\`${root}\` stands for nothing here`);
    case "ephemeral":
      return {
        value: unknown(DYNAMIC, "an ephemeral value is known only while Terraform runs", { ephemeral: true }),
        rest: [],
      };
    default:
      if (name === undefined) break;
      return resourceReference(scope, "resource", `${root}.${name}`, steps.slice(1));
  }
  throw new EvaluationError(`\`${root}\` is no value`);
}

/** Only a block with `count` or `for_each` has instances with keys. */
function resourceReference(scope: Scope, mode: "resource" | "data", name: string, rest: readonly Step[]): Resolved {
  const value = resourceValue(scope, mode, name);
  const [step] = rest;
  const { module } = scope;
  const attributes = (mode === "data" ? module.data : module.resources).get(name)?.body.attributes;
  const isSingle = attributes && !attributes.has("count") && !attributes.has("for_each");
  if (isSingle && module.brokenOverride === null && typeof step === "object" && step.kind === "index")
    throw new EvaluationError(`\`${name}\` has neither \`count\` nor \`for_each\`, so that it takes no key`);
  return { value, rest };
}

function named(name: string | undefined, steps: readonly Step[], value: (name: string) => Resolved["value"]): Resolved {
  if (name === undefined) throw new EvaluationError("a reference lacks a name");
  return { value: value(name), rest: steps.slice(1) };
}
