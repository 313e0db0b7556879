import type { Expression } from "../../syntax/ast.ts";
import { lineIndexOf, spanOf } from "../../syntax/lines.ts";
import { usesOf } from "../../syntax/walk.ts";
import { convert } from "../convert.ts";
import { EvaluationError, LimitError } from "../evaluation-error.ts";
import type { Frame, SourceFile } from "../frame.ts";
import { deepMarksOf, marksOf, withMarks } from "../marks.ts";
import type { ParsedText } from "../module-files.ts";
import { isKeyed, text, typeOf, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { DYNAMIC, STRING } from "../types.ts";
import { argumentAt } from "./arguments.ts";
import type { Call, FunctionTable } from "./function.ts";
import { decoded, readRepositoryFile, refuseMissing, shownPath } from "./repository-reading.ts";

/** Functions that render a template, in which only the given names are bound. */
export const templates: FunctionTable = {
  templatefile: {
    kind: "function",
    parameters: [
      { name: "path", type: STRING, allowMarked: true },
      { name: "vars", type: DYNAMIC, allowMarked: true },
    ],
    returns: DYNAMIC,
    nullable: true,
    call: (args, call) => templateFile(argumentAt(args, 0), argumentAt(args, 1), call),
  },
  templatestring: {
    kind: "lazy",
    call([template, vars, ...others], evaluate, call) {
      if (!template || !vars || others.length > 0) {
        throw new EvaluationError("`templatestring` takes a template and an object");
      }
      return templateString(template, evaluate(vars), call);
    },
  },
};

type Rendered = {
  readonly template: Extract<ParsedText, { kind: "parsed" }>;
  readonly file: SourceFile;
  readonly shown: string;
};

function templateFile(path: Term, vars: Term, call: Call): Term {
  refuseNested("templatefile", call.frame);
  const marks = marksOf(path, deepMarksOf(vars));
  const found = readRepositoryFile(call.frame.files, path.kind === "string" ? path.value : "");
  if (found.kind === "open") return unknown(DYNAMIC, found.reason, marks);
  if (found.kind === "missing") return refuseMissing(path);
  const parsed = call.frame.files.template(text(decoded(found.bytes, path)).value);
  if (!parsed) return unknown(DYNAMIC, `\`${found.path}\` is being read`, marks);
  const shown = shownPath(path);
  if (parsed.kind === "broken") throw new EvaluationError(`the template ${shown} cannot be read: ${parsed.message}`);
  const file = { path: found.path, lines: parsed.lines };
  return withMarks(render({ template: parsed, file, shown }, vars, "file", call), marks);
}

function templateString(expression: Expression, vars: Term, call: Call): Term {
  const { frame, evaluate } = call;
  refuseNested("templatestring", frame);
  if (!isReference(expression)) {
    throw new EvaluationError("`templatestring` takes a reference to a string that holds a template", expression);
  }
  const template = evaluate(expression, frame);
  if (vars.kind === "null") throw new EvaluationError("function `templatestring`: `vars` must not be null");
  const marks = marksOf(template, deepMarksOf(vars));
  const open = [template, vars].find((term) => term.kind === "unknown" || typeOf(term).kind === "dynamic");
  if (open && template.kind !== "null") {
    const reason = open.kind === "unknown" ? open.reason : "an argument is not known";
    return unknown(STRING, reason, marks, { notNull: true });
  }
  if (template.kind !== "string") {
    throw new EvaluationError("what `templatestring` is given to render is no string", expression);
  }
  const parsed = frame.files.template(template.value);
  if (!parsed) return unknown(STRING, "a template is being read", marks, { notNull: true });
  if (parsed.kind === "broken") {
    throw new EvaluationError(
      `the template cannot be read${template.sensitive ? "" : `: ${parsed.message}`}`,
      expression,
    );
  }
  const { path, lines } = frame.file;
  const file = { path, lines: spanOf(path, lines, expression) };
  const result = render({ template: parsed, file, shown: "that is rendered" }, vars, "string", call);
  return withMarks(convert(result, STRING), marks);
}

/** A reference alone; a template that is written in its place needs no function. */
function isReference(expression: Expression): boolean {
  if (expression.kind === "traversal") return true;
  return expression.kind === "access" && isReference(expression.of);
}

function refuseNested(name: string, { template }: Frame): void {
  if (template) throw new EvaluationError(`\`${name}\` cannot be called in a template that a function renders`);
}

/** HCL's identifiers. */
const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

function render(rendered: Rendered, vars: Term, kind: "file" | "string", { frame, evaluate }: Call): Term {
  if (!isKeyed(vars)) throw new EvaluationError("the variables of a template must be a map or an object");
  const { expression } = rendered.template;
  for (const name of vars.entries.keys()) {
    if (!IDENTIFIER.test(name)) throw new EvaluationError("a variable's name in a template must be a plain word");
  }
  const missing = usesOf([expression]).traversals.find(({ root }) => !vars.entries.has(root));
  if (missing) {
    throw new EvaluationError(`the template ${rendered.shown} uses \`${missing.root}\`, which it is not given`);
  }
  const result = located(rendered, () =>
    evaluate(expression, { ...frame, file: rendered.file, names: vars.entries, template: kind, resolve: refuseName }),
  );
  if (result.kind === "null") throw new EvaluationError(`the template ${rendered.shown} gives null`);
  return result;
}

function refuseName(root: string): never {
  throw new EvaluationError(`\`${root}\` is not given to the template`);
}

/** Errors in a template have their place in it, not in the expression that calls for it. */
function located(rendered: Rendered, work: () => Term): Term {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const line = error.place ? `, line ${lineIndexOf(rendered.template.lines, error.place.at) + 1}` : "";
    const message = `in the template ${rendered.shown}${line}: ${error.message}`;
    throw error instanceof LimitError ? new LimitError(message) : new EvaluationError(message);
  }
}
