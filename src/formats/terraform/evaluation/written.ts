import type { SourceFile } from "../language/frame.ts";
import { CALL_ARGUMENTS, sourceOf } from "../module/calls.ts";
import { bodyOf } from "../module/source.ts";
import type { Declaration, ModuleSource } from "../module/source.ts";
import { isIdentifier } from "../language/pure/hcl-text.ts";
import type { Expression } from "../syntax/ast.ts";
import { spanOf } from "../syntax/lines.ts";
import { usesOf } from "../syntax/walk.ts";
import { addProblem } from "./scope.ts";
import type { Run } from "./scope.ts";

type Place = { readonly at: number; readonly end: number };

const OF_VARIABLES: ReadonlySet<string> = new Set(
  "type default description sensitive nullable ephemeral const deprecated".split(" "),
);
const OF_OUTPUTS: ReadonlySet<string> = new Set(
  "value description sensitive ephemeral depends_on deprecated type".split(" "),
);
/** A module call has arguments of its own under these names. */
const RESERVED: ReadonlySet<string> = new Set([...CALL_ARGUMENTS, "lifecycle", "locals"]);

/** What Terraform refuses as it is written, whatever it would come to and whether or not there is an instance of it. */
export function checkWritten(run: Run): void {
  for (const module of run.configuration.modules.values()) checkModule(run, module);
}

function checkModule(run: Run, module: ModuleSource): void {
  const { variables, outputs, modules } = module;
  const refuse = ({ path, lines }: SourceFile, place: Place, message: string) =>
    addProblem(run, { path, line: spanOf(path, lines, place).line, message });
  for (const variable of variables.values()) checkVariable(variable, refuse);
  for (const output of outputs.values()) {
    checkArguments(output, OF_OUTPUTS, refuse);
    if (!output.body.attributes.has("value"))
      refuse(output.file, output.block, `output \`${output.name}\` has no \`value\``);
  }
  for (const call of modules.values()) {
    if (!call.body.attributes.has("source") && sourceOf(call) === undefined)
      refuse(call.file, call.block, `module \`${call.name}\` has no \`source\``);
  }
}

type Refuse = (file: SourceFile, place: Place, message: string) => void;

function checkVariable(variable: Declaration, refuse: Refuse): void {
  const { name, file, block, body } = variable;
  if (!isIdentifier(name)) refuse(file, block, `a variable cannot be named \`${name}\``);
  if (RESERVED.has(name))
    refuse(file, block, `a variable cannot be named \`${name}\`, which a module call takes itself`);
  checkArguments(variable, OF_VARIABLES, refuse);
  const fallback = body.attributes.get("default");
  const { traversals = [], calls = [] } = fallback ? usesOf([fallback.attribute.value]) : {};
  const [use] = [...traversals, ...calls];
  if (fallback && use) refuse(fallback.file, use, "the default of a variable is to be written out");
  const type = body.attributes.get("type");
  if (type && isQuoted(type.attribute.value))
    refuse(type.file, type.attribute.value, "a type is written without quotes since Terraform 0.12");
  for (const located of body.blocks.filter((nested) => nested.block.type === "validation")) {
    const condition = bodyOf(located).attributes.get("condition")?.attribute.value;
    if (condition && !isAbout(condition, name))
      refuse(located.file, condition, `the condition does not refer to variable \`${name}\`, which it is of`);
  }
}

function checkArguments({ body }: Declaration, known: ReadonlySet<string>, refuse: Refuse): void {
  for (const [name, { attribute, file }] of body.attributes) {
    if (!known.has(name)) refuse(file, attribute, `an argument \`${name}\` is not expected here`);
  }
}

/** JSON has all types in quotes. */
function isQuoted(type: Expression): boolean {
  return type.kind === "string";
}

function isAbout(condition: Expression, variable: string): boolean {
  return usesOf([condition]).traversals.some(({ root, steps: [name] }) => root === "var" && name === variable);
}
