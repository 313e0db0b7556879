import { EvaluationError } from "../language/evaluation-error.ts";
import { jsonText } from "../evaluation/environment.ts";
import { object, text, unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { STRING } from "../language/types.ts";
import { evaluate } from "../language/expressions.ts";
import { parentOf } from "../module/paths.ts";
import { locatePath } from "./paths.ts";
import { addProblem, frameOf } from "./scope.ts";
import type { ConfigScope } from "./scope.ts";

/** `read_tfvars_file(path)`: a variable file's values as JSON text. */
export function readVariableFile(scope: ConfigScope, path: Term): Term {
  const { run } = scope;
  const written = path.kind === "string" ? path.value : "";
  const located = locatePath(run.root, parentOf(run.unit), written);
  if (located === undefined) throw new EvaluationError("`read_tfvars_file`: the path leaves the repository");
  if (located.endsWith("json")) {
    const content = run.files.read(located);
    if (!content) return unknown(STRING, `\`${located}\` is being read`);
    if (content.kind === "text") return text(content.text);
    throw new EvaluationError(`\`${located}\` for \`read_tfvars_file\`: ${content.message}`);
  }
  const file = run.hcl.get(located);
  if (file === undefined) return unknown(STRING, `\`${located}\` is being read`);
  if (file === null) throw new EvaluationError(`there is no file \`${located}\` for \`read_tfvars_file\``);
  if ("problem" in file) {
    addProblem(run, file.problem);
    return unknown(STRING, `${located} could not be read`);
  }
  const frame = { ...frameOf(scope), file, resolve: refuseReference };
  const values = file.attributes.map(({ name, value }) => [name, evaluate(value, frame)] as const);
  return jsonText(object(new Map(values)));
}

function refuseReference(root: string): never {
  throw new EvaluationError(`a variable's value cannot refer to \`${root}\``);
}
