import { ParseError } from "../../../../src/formats/parsing/parse-error.ts";
import { evaluate } from "../../../../src/formats/terraform/language/expressions.ts";
import { freshBudget } from "../../../../src/formats/terraform/language/frame.ts";
import type { Frame } from "../../../../src/formats/terraform/language/frame.ts";
import type { ModuleFiles, ParsedText } from "../../../../src/formats/terraform/language/module-files.ts";
import { formatNumber } from "../../../../src/formats/terraform/language/pure/number-format.ts";
import { isKeyed, isSequence, object } from "../../../../src/formats/terraform/language/term.ts";
import type { Term } from "../../../../src/formats/terraform/language/term.ts";
import { isCollection } from "../../../../src/formats/terraform/language/types.ts";
import type { Type } from "../../../../src/formats/terraform/language/types.ts";
import { parseExpression, parseText } from "../../../../src/formats/terraform/syntax/hcl.ts";
import type { FileContent, TreeEntry } from "../../../../src/model/files.ts";

/** What a file of the repository is: its text, or `link` or `submodule`. */
export type TestFile = string | FileContent;

/** Evaluates an expression of `infra/prod/main.tf`, in which the names are bound. Throws what evaluation throws. */
export function evaluated(
  expression: string,
  names: Readonly<Record<string, Term>> = {},
  files = repository({}),
): Term {
  const parsed = parseExpression(expression);
  if (!parsed) throw new Error(`${expression} is no expression`);
  const frame: Frame = {
    file: { path: "infra/prod/main.tf", lines: [0] },
    uncertain: false,
    names: new Map(Object.entries(names)),
    budget: freshBudget(),
    files,
    semantics: { shortCircuit: true },
    resolve: (root) => {
      throw new Error(`nothing is named ${root}`);
    },
  };
  return evaluate(parsed, frame);
}

/** As `evaluated`, written out: see `shown`. */
export function result(expression: string, names: Readonly<Record<string, Term>> = {}, files?: ModuleFiles): string {
  return shown(evaluated(expression, names, files));
}

/** Names as attributes of an object, as `local` has them. */
export function attributes(entries: Readonly<Record<string, Term>>): Term {
  return object(new Map(Object.entries(entries)));
}

/** A value written out with its type, what is not known as `?type`, and the marks on each part after `~`. */
function shown(term: Term): string {
  const marks = [
    term.sensitive && "sensitive",
    term.ephemeral && "ephemeral",
    term.derivedFrom !== undefined && `of ${term.derivedFrom}`,
  ].filter((mark) => mark !== undefined && mark !== false);
  return [written(term), ...marks].join("~");
}

function written(term: Term): string {
  if (isSequence(term)) return `${term.kind === "tuple" ? "" : term.kind}[${term.items.map(shown).join(", ")}]`;
  if (isKeyed(term)) {
    const entries = [...term.entries]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => `${key}: ${shown(child)}`);
    return `${term.kind === "map" ? "map" : ""}{${entries.join(", ")}}`;
  }
  switch (term.kind) {
    case "unknown":
      return `?${typeName(term.type)}`;
    case "null":
      return `null ${typeName(term.type)}`;
    case "string":
      return JSON.stringify(term.value);
    case "number": {
      const text = formatNumber(term.value);
      return typeof text === "string" ? text : text.error;
    }
    case "bool":
      break;
  }
  return String(term.value);
}

function typeName(type: Type): string {
  if (isCollection(type)) return `${type.kind}(${typeName(type.element)})`;
  if (type.kind === "tuple") return `[${type.elements.map(typeName).join(", ")}]`;
  if (type.kind !== "object") return type.kind;
  return `{${[...type.attributes].map(([name, inner]) => `${name}: ${typeName(inner)}`).join(", ")}}`;
}

/** A repository's files, all of them there at once; the root module is in `infra/prod`. */
export function repository(files: Readonly<Record<string, TestFile>>): ModuleFiles {
  return {
    folder: "infra/prod",
    read: (path) => contentOf(path, files[path]),
    list: (folder) => entriesBelow(folder, files),
    template: (text) => parsed(text, "template"),
    expression: (text) => parsed(text, "expression"),
  };
}

function contentOf(path: string, file: TestFile | undefined): FileContent {
  if (file === undefined) return { kind: "unreadable", reason: "missing", message: `${path} is missing` };
  if (file === "link") return { kind: "unreadable", reason: "symlink", message: "it is a symbolic link" };
  if (file === "submodule") return { kind: "unreadable", reason: "submodule", message: "it is a submodule" };
  return typeof file === "string" ? { kind: "text", text: file, hash: path } : file;
}

function entriesBelow(folder: string, files: Readonly<Record<string, TestFile>>): TreeEntry[] {
  const kinds: Readonly<Record<string, TreeEntry["kind"]>> = { link: "symlink", submodule: "submodule" };
  return Object.entries(files)
    .filter(([path]) => folder === "" || path.startsWith(`${folder}/`))
    .map(([path, file]) => ({
      path,
      kind: (typeof file === "string" && kinds[file]) || "file",
      hash: path,
      size: null,
    }));
}

function parsed(text: string, kind: "template" | "expression"): ParsedText {
  try {
    const {
      attributes: [attribute],
      lines,
    } = parseText(text, kind);
    return attribute
      ? { kind: "parsed", expression: attribute.value, lines }
      : { kind: "broken", message: "there is nothing" };
  } catch (error) {
    if (error instanceof ParseError) return { kind: "broken", message: error.message };
    throw error;
  }
}
