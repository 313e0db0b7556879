import type { Span } from "../../../model/source.ts";
import { convert } from "../language/convert.ts";
import { EvaluationError } from "../language/evaluation-error.ts";
import { firstUnknown, isKeyed, isSequence, unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { DYNAMIC, STRING } from "../language/types.ts";
import type { RootInputs } from "../evaluation/scope.ts";
import { parentOf } from "../module/paths.ts";
import type { Config, ExtraArguments, Input } from "./configuration.ts";
import { locatePath } from "./paths.ts";
import type { UnitRun } from "./scope.ts";

/** A variable file on Terraform's command line, or why one may be there that is not known. */
type VariableFile =
  | { readonly kind: "file"; readonly path: string; readonly isOptional: boolean; readonly span: Span }
  | { readonly kind: "unknown"; readonly reason: string; readonly span: Span };

/** What `extra_arguments` add to the commands that decide what is deployed. */
export type CommandLine = {
  readonly variableFiles: readonly VariableFile[];
  /** `-var`. */
  readonly variables: ReadonlyMap<string, string>;
};

const DECIDING: ReadonlySet<string> = new Set(["plan", "apply"]);

/** Reads the `extra_arguments` of a configuration, in the order in which Terragrunt adds them. */
export function commandLineOf(run: UnitRun, { extraArguments }: Config): CommandLine {
  const variableFiles: VariableFile[] = [];
  const variables = new Map<string, string>();
  for (const extra of deciding(extraArguments)) {
    const { span } = extra;
    const file = (path: string, isOptional: boolean) => variableFiles.push(fileAt(run, path, isOptional, span));
    const open = (reason: string) => variableFiles.push({ kind: "unknown", reason, span });
    const words = wordsOf(extra.arguments, open);
    for (let index = 0; index < words.length; index++) {
      const [option, inline] = splitOnce(words[index] ?? "", "=");
      if (!/^--?var(?:-file)?$/.test(option)) continue;
      const value = inline ?? words[++index] ?? "";
      if (option.endsWith("-file")) file(value, false);
      else {
        const [name, given = ""] = splitOnce(value, "=");
        variables.set(name, given);
      }
    }
    for (const path of wordsOf(extra.requiredVarFiles, open)) file(path, false);
    for (const path of wordsOf(extra.optionalVarFiles, open)) file(path, true);
  }
  return { variableFiles, variables };
}

/** Inputs, under what `extra_arguments` set in the environment: Terragrunt leaves alone what is set already. */
export function environmentOf({ inputs, extraArguments }: Config): RootInputs {
  const values = new Map(inputs.values);
  let { open } = inputs;
  for (const { environment } of deciding(extraArguments)) {
    if (!environment) continue;
    if (!isKeyed(environment)) {
      const reason = environment.kind === "unknown" ? environment.reason : "`env_vars` is no map";
      open ??= reason;
      hide(values, reason);
      continue;
    }
    for (const [name, term] of environment.entries) {
      if (name.startsWith("TF_VAR_")) values.set(name.slice("TF_VAR_".length), { term: asText(term), text: "" });
    }
  }
  return { values, open };
}

function hide(values: Map<string, Input>, reason: string): void {
  for (const [name, input] of values) values.set(name, { ...input, term: unknown(DYNAMIC, reason) });
}

function asText(term: Term): Term {
  try {
    return convert(term, STRING);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return unknown(STRING, error.message);
  }
}

/** Blocks whose commands are not known may count. */
function deciding(extraArguments: Config["extraArguments"]): ExtraArguments[] {
  return [...extraArguments.values()].filter(({ commands }) => {
    if (!commands || !isSequence(commands) || firstUnknown(commands)) return commands?.kind === "unknown";
    return commands.items.some((item) => item.kind === "string" && DECIDING.has(item.value));
  });
}

function wordsOf(term: Term | undefined, open: (reason: string) => void): string[] {
  if (!term || term.kind === "null") return [];
  if (!isSequence(term)) {
    open(term.kind === "unknown" ? term.reason : "it is no list");
    return [];
  }
  return term.items.flatMap((item) => {
    const word = asText(item);
    if (word.kind === "string") return [word.value];
    if (word.kind === "unknown") open(word.reason);
    return [];
  });
}

function splitOnce(value: string, separator: string): [string, string?] {
  const at = value.indexOf(separator);
  return at < 0 ? [value] : [value.slice(0, at), value.slice(at + 1)];
}

/** The unit's files are copied to where Terraform runs, so that relative paths are seen from the unit. */
function fileAt({ root, unit }: UnitRun, written: string, isOptional: boolean, span: Span): VariableFile {
  const path = locatePath(root, parentOf(unit), written);
  if (path !== undefined) return { kind: "file", path, isOptional, span };
  const reason = `variable file ${written} is not in the repository`;
  return { kind: "unknown", reason, span };
}
