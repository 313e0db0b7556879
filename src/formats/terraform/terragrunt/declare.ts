import { createHash } from "node:crypto";

import type { Block, Declared, ResourceBlock } from "../../../model/declared.ts";
import type { Problem, Span } from "../../../model/source.ts";
import { map } from "../../../model/value.ts";
import type { DeclareContext } from "../../format.ts";
import { declareRoot } from "../evaluation/root.ts";
import type { GivenBackend } from "../evaluation/state.ts";
import { toValue } from "../language/model-values.ts";
import { isKeyed } from "../language/term.ts";
import { entriesIn, nameOf } from "../module/files.ts";
import type { Configuration } from "../module/load.ts";
import { assemble } from "./assemble.ts";
import { readUnit } from "./unit.ts";
import type { ReadUnit, Unit } from "./unit.ts";
import { STACK_FILE, UNIT_FILE } from "./unit-files.ts";

/** What a Terragrunt unit deploys: its root module with all that Terragrunt gives it. Nothing of it is run. */
export async function declareUnit(context: DeclareContext): Promise<Declared> {
  const { root, tree } = context;
  const names = (await entriesIn(tree, root)).map(({ path }) => nameOf(path));
  const unread = unreadFiles(root, names);
  const path = pathIn(root, UNIT_FILE);
  if (!names.includes(UNIT_FILE)) return nothing(unread, [...unread.map(({ path }) => path), path]);
  let read = await readUnit({ ...context, assumesRoles: false }, path);
  if (read.unit.isExcluded) return nothing([...unread, ...read.problems], read.files);
  let assembled = await assemble(context, read.unit);
  if (assembled.kind === "module" && assumesRoles(assembled.configuration)) {
    read = await readUnit({ ...context, assumesRoles: true }, path);
    assembled = await assemble(context, read.unit);
  }
  const problems = [...unread, ...read.problems];
  if (assembled.kind === "unavailable") return unavailable(context, read, problems, assembled);
  const { commandLine } = read.unit;
  const variables = new Map<string, unknown>([...commandLine.variables, ...context.variables]);
  const declared = await declareRoot({ ...context, variables }, { ...assembled, backend: backendOf(read.unit) });
  return {
    ...declared,
    problems: withoutDoubles([...problems, ...declared.problems]),
    files: new Set([...read.files, ...declared.files]),
  };
}

/** What of it is not known stays so, where the file that Terragrunt writes leaves it out. */
function backendOf({ remoteState }: Unit): GivenBackend | null {
  if (remoteState?.backend?.kind !== "string") return null;
  const { backend, config } = remoteState;
  return { type: backend.value, settings: config && isKeyed(config) ? config.entries : new Map() };
}

function assumesRoles({ root }: Configuration): boolean {
  return [...root.providers.values()].some(({ body }) => body.blocks.some(({ block }) => block.type === "assume_role"));
}

function pathIn(root: string, name: string): string {
  return root === "" ? name : `${root}/${name}`;
}

function unreadFiles(root: string, names: readonly string[]): Problem[] {
  const problem = (name: string, message: string) => ({ path: pathIn(root, name), line: null, message });
  return [
    ...(names.includes(STACK_FILE)
      ? [problem(STACK_FILE, "stacks of units are not read: name a unit's folder as the target's `root`")]
      : []),
    ...(names.includes(`${UNIT_FILE}.json`)
      ? [problem(`${UNIT_FILE}.json`, "Terragrunt's JSON form is not read")]
      : []),
  ];
}

function nothing(problems: readonly Problem[], files: Iterable<string>): Declared {
  return { format: "terraform", writes: "declared", blocks: new Map(), problems, files: new Set(files) };
}

/** A problem of a file that several parts came upon is one. */
function withoutDoubles(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** All that the module would declare, as one resource of which nothing is known. */
function unavailable(
  context: DeclareContext,
  { unit, files }: ReadUnit,
  problems: readonly Problem[],
  { reason, isProblem }: { readonly reason: string; readonly isProblem: boolean },
): Declared {
  const source = spanOf(unit, pathIn(context.root, UNIT_FILE));
  const inputs = [...unit.inputs.values];
  const block: ResourceBlock = {
    mode: "resource",
    address: "terraform.source",
    source,
    fingerprint: createHash("sha256")
      .update(JSON.stringify([reason, inputs.map(([name, { text }]) => [name, text])]))
      .digest("hex"),
    leansOn: [],
    arguments: map(new Map(inputs.map(([name, { term }]) => [name, toValue(term)]))),
    literals: [],
    type: null,
    formatType: "module",
    place: context.place,
    identity: { kind: "generated" },
    properties: map(new Map()),
    ignored: [],
    unavailable: reason,
  };
  const blocks = new Map<string, Block>([[block.address, block]]);
  const found = isProblem ? [...problems, { path: source.path, line: source.line, message: reason }] : problems;
  return { format: "terraform", writes: "declared", blocks, problems: found, files };
}

function spanOf({ source }: Unit, path: string): Span {
  return source.kind === "here" ? { path, line: 1, column: 1, endLine: 1, endColumn: 1 } : source.span;
}
