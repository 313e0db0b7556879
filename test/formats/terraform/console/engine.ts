import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { ParseError } from "../../../../src/formats/parsing/parse-error.ts";
import { EvaluationError } from "../../../../src/formats/terraform/language/evaluation-error.ts";
import { evaluate } from "../../../../src/formats/terraform/language/expressions.ts";
import { freshBudget } from "../../../../src/formats/terraform/language/frame.ts";
import type { Frame, Resolved } from "../../../../src/formats/terraform/language/frame.ts";
import type { ModuleFiles, ParsedText } from "../../../../src/formats/terraform/language/module-files.ts";
import { object, text, unknown } from "../../../../src/formats/terraform/language/term.ts";
import type { Term } from "../../../../src/formats/terraform/language/term.ts";
import { constraintOf } from "../../../../src/formats/terraform/language/type-constraints.ts";
import type { Expression, Step } from "../../../../src/formats/terraform/syntax/ast.ts";
import { parseHcl, parseText } from "../../../../src/formats/terraform/syntax/hcl.ts";
import type { FileContent, TreeEntry } from "../../../../src/model/files.ts";
import { LOCALS, UNSET } from "./locals.ts";

const FIXTURES = fileURLToPath(new URL("fixtures/", import.meta.url));

/** What the engine makes of an expression. */
export type Outcome =
  | { readonly kind: "value"; readonly term: Term }
  | { readonly kind: "error"; readonly message: string };

/** Reads and evaluates an expression as one that is written in a file of the fixtures' module. */
export async function outcomeOf(expression: string): Promise<Outcome> {
  const read = await readExpression(expression);
  if (typeof read === "string") return { kind: "error", message: read };
  try {
    return { kind: "value", term: evaluate(read, FRAME) };
  } catch (error) {
    if (error instanceof EvaluationError) return { kind: "error", message: error.message };
    throw error;
  }
}

/** The expression, or why the file that holds it is refused: whatever is thrown there becomes the file's problem. */
async function readExpression(expression: string): Promise<Expression | string> {
  try {
    const { attributes, blocks } = await parseHcl(`asked = ${expression}\n`);
    const [attribute] = attributes;
    return attribute && attributes.length === 1 && blocks.length === 0 ? attribute.value : "this is no expression";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const files: ModuleFiles = {
  folder: "module",
  read: readFixture,
  list: listFixtures,
  template: (content) => parsed(content, "template"),
  expression: (content) => parsed(content, "expression"),
};

const FRAME: Frame = {
  file: { path: "module/main.tf", lines: [0] },
  names: new Map(),
  uncertain: false,
  get budget() {
    return freshBudget();
  },
  files,
  semantics: { shortCircuit: false, negativeElement: false },
  resolve,
};

const locals = new Map<string, Expression>();
for (const [name, expression] of Object.entries(LOCALS)) {
  const read = await readExpression(expression);
  if (typeof read === "string") throw new Error(`local ${name}: ${read}`);
  locals.set(name, read);
}

const variables = new Map<string, Term>();
for (const [name, constraint] of Object.entries(UNSET)) {
  const read = await readExpression(constraint);
  if (typeof read === "string") throw new Error(`variable ${name}: ${read}`);
  const { type } = constraintOf(read, (expression) => evaluate(expression, FRAME));
  variables.set(name, unknown(type, `variable ${name} has no value`));
}

const MODULE_PATH = object(
  new Map([
    ["module", text(".")],
    ["root", text(".")],
  ]),
);
const TERRAFORM = object(new Map([["workspace", text("default")]]));

function resolve(root: string, steps: readonly Step[]): Resolved {
  const [step, ...rest] = steps;
  if (root === "path" || root === "terraform") {
    if (typeof step !== "string") throw new EvaluationError(`${root} needs an attribute`);
    return { value: root === "path" ? MODULE_PATH : TERRAFORM, rest: steps };
  }
  const variable = root === "var" && typeof step === "string" ? variables.get(step) : undefined;
  if (variable) return { value: variable, rest };
  const local = root === "local" && typeof step === "string" ? locals.get(step) : undefined;
  if (!local) throw new EvaluationError(`nothing is named ${root} here`);
  return { value: evaluate(local, FRAME), rest };
}

function parsed(content: string, kind: "template" | "expression"): ParsedText {
  try {
    const { attributes, lines } = parseText(content, kind);
    const [attribute] = attributes;
    if (!attribute) return { kind: "broken", message: "there is nothing" };
    return { kind: "parsed", expression: attribute.value, lines };
  } catch (error) {
    if (error instanceof ParseError) return { kind: "broken", message: error.message };
    throw error;
  }
}

function readFixture(file: string): FileContent {
  const full = path.join(FIXTURES, file);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat?.isFile()) return { kind: "unreadable", reason: "missing", message: `${file} is not there` };
  const bytes = readFileSync(full);
  const content = bytes.toString("utf8");
  if (!Buffer.from(content).equals(bytes)) {
    return { kind: "unreadable", reason: "binary", message: `${file} is not UTF-8`, bytes };
  }
  return { kind: "text", text: content, hash: file };
}

function listFixtures(folder: string): readonly TreeEntry[] {
  const full = path.join(FIXTURES, folder);
  if (!statSync(full, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(FIXTURES, path.join(entry.parentPath, entry.name)))
    .toSorted()
    .map((file) => ({ path: file, kind: "file", hash: file, size: statSync(path.join(FIXTURES, file)).size }));
}
