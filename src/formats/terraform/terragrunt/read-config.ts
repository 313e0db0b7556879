import { EvaluationError } from "../language/evaluation-error.ts";
import { nullOf, object, openObject, unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { DYNAMIC } from "../language/types.ts";
import { parentOf } from "../module/paths.ts";
import type { BrokenFile, ParsedFile } from "../module/source.ts";
import type { Config } from "./configuration.ts";
import { localsOf } from "./locals.ts";
import { locatePath } from "./paths.ts";
import { addProblem, createScope } from "./scope.ts";
import type { ConfigScope } from "./scope.ts";

/** `read_terragrunt_config(path[, default])`: another configuration, in its own place, as an object. */
export function readConfig(scope: ConfigScope, path: Term, fallback: Term | undefined): Term {
  const { run, configPath } = scope;
  const written = path.kind === "string" ? path.value : "";
  const located = locatePath(run.root, parentOf(configPath), written);
  if (located === undefined) throw new EvaluationError("`read_terragrunt_config`: the path leaves the repository");
  const found = configAt(scope, located);
  if (found === undefined) return unknown(DYNAMIC, `\`${located}\` is being read`);
  if (found) return readFile(scope, found);
  if (fallback) return fallback;
  throw new EvaluationError(`there is no file \`${located}\` for \`read_terragrunt_config\``);
}

function readFile({ run }: ConfigScope, { path, file }: Found): Term {
  if (path.endsWith(".stack.hcl")) return unknown(DYNAMIC, `\`${path}\` is not read: it describes a stack`);
  if (run.reading.has(path)) throw new EvaluationError(`\`${path}\` reads itself`);
  const existing = run.read.get(path);
  if (existing) return configTerm(existing);
  if ("problem" in file) {
    addProblem(run, file.problem);
    return unknown(DYNAMIC, `${path} could not be read`);
  }
  const other = createScope({ run, file, configPath: path, isIncluded: false });
  run.reading.add(path);
  run.budget.depth++;
  try {
    const term = configTerm(other);
    run.read.set(path, other);
    return term;
  } finally {
    run.budget.depth--;
    run.reading.delete(path);
  }
}

type Found = { readonly path: string; readonly file: ParsedFile | BrokenFile };

/** The file at a path, or in the folder that it names; null where there is none, undefined while that is looked up. */
function configAt({ run }: ConfigScope, path: string): Found | null | undefined {
  const file = path === "" ? null : run.hcl.get(path);
  if (file) return { path, file };
  if (file === undefined) return undefined;
  const inside = path === "" ? "terragrunt.hcl" : `${path}/terragrunt.hcl`;
  const within = run.hcl.get(inside);
  return within ? { path: inside, file: within } : within;
}

/** A configuration as an object: what `read_terragrunt_config` and an exposed `include` give. */
export function configTerm(scope: ConfigScope): Term {
  const config = scope.run.configOf(scope);
  const entries = new Map<string, Term>([
    ["locals", localsOf(scope)],
    ["inputs", inputsTerm(config)],
    ["dependency", object(config.dependencies)],
    ["feature", object(config.features)],
    ["terraform", terraformTerm(config)],
  ]);
  return openObject(entries, (name) =>
    unknown(DYNAMIC, `\`${name}\` of another Terragrunt configuration is not worked out`),
  );
}

function inputsTerm({ inputs }: Config): Term {
  if (inputs.open !== null) return unknown(DYNAMIC, inputs.open);
  return inputs.isGiven ? object(new Map([...inputs.values].map(([name, { term }]) => [name, term]))) : nullOf();
}

function terraformTerm({ source }: Config): Term {
  const entries = new Map<string, Term>(source ? [["source", source.term]] : []);
  return openObject(entries, (name) =>
    unknown(DYNAMIC, `\`terraform.${name}\` of another Terragrunt configuration is not worked out`),
  );
}
