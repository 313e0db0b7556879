import { posix } from "node:path";

import type { Block, Declared } from "../../model/declared.ts";
import type { Problem } from "../../model/source.ts";
import type { Place } from "../../model/target.ts";
import {
  conditionBlock,
  generatorBlock,
  importBlock,
  lookupAddress,
  memberBlock,
  outputBlock,
  parameterBlock,
  propertyBlock,
  resourceBlock,
} from "./blocks.ts";
import { startEvaluation } from "./intrinsics/evaluate.ts";
import type { ImportedAt } from "./intrinsics/evaluate.ts";
import { fingerprints } from "./template/fingerprint.ts";
import type { Evaluation } from "./intrinsics/evaluation.ts";
import { importAddress } from "./intrinsics/imports.ts";
import { applyLoops } from "./loops.ts";
import type { Entry, ParsedTemplate } from "./template/nodes.ts";
import { outputsOf } from "./outputs.ts";
import { withoutBom } from "./parse.ts";
import { importedNames } from "./references/imported-names.ts";
import { addressIn } from "./references/leans-on.ts";
import { reliedOn } from "./references/relied-on.ts";
import type { NamedByProperty } from "./references/relied-on.ts";
import { reportBrokenRules } from "./rules.ts";
import { applySam } from "./sam/apply.ts";
import { readTemplate } from "./template/template.ts";
import type { Template } from "./template/template.ts";

/** Where a template is deployed to. */
export type Deployment = {
  readonly place: Place;
  /** The deployed stack's name. */
  readonly stack: string | null;
  readonly parameters: ReadonlyMap<string, string>;
  /** A parameter file that could not be read in full: it may give any of the other parameters a value. */
  readonly unread?: string;
};

/** A template has no more problems than a person wants to read. */
const MAX_PROBLEMS = 50;

/** What one template declares for one target. Pure. */
export function declareTemplate(path: string, text: string, written: ParsedTemplate, deployment: Deployment): Declared {
  const unrolled = applyLoops(written, path, deployment);
  const parsed = applySam(unrolled, deployment);
  const { template, problems } = readTemplate(parsed, path);
  const found = [...parsed.problems.map(({ line, message }) => ({ path, line, message })), ...problems];
  if (!template) return nothingDeclared(path, found);
  const { evaluation, problems: evaluated, imported } = startEvaluation({ ...deployment, template });
  const blocks = blocksOf(evaluation, imported, text);
  reportBrokenRules(evaluation);
  const saidAlready = new Set(found.map(({ line }) => line));
  const open = unknowable(template).filter(({ line }) => !saidAlready.has(line));
  const all = [...found, ...open, ...evaluated()];
  const outputs = outputsOf(evaluation);
  return { ...declared(path, blocks, all), ...stackOf(deployment), ...(outputs.length > 0 && { outputs }) };
}

/** The deployed stack; the name of a nested one, which is given as its parent's, only that parent knows. */
function stackOf({ stack, place, parameters }: Deployment): Pick<Declared, "stack"> {
  if (stack === null || stack.includes("/")) return {};
  return { stack: { name: stack, place, parameters } };
}

/** What a file declares that is no template: nothing, and why. */
export function nothingDeclared(path: string, problems: readonly Problem[]): Declared {
  return declared(path, new Map(), problems);
}

function declared(path: string, blocks: ReadonlyMap<string, Block>, problems: readonly Problem[]): Declared {
  const ordered = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return {
    format: "cloudformation",
    writes: "changed",
    blocks,
    problems: ordered.slice(0, MAX_PROBLEMS),
    files: new Set([path]),
  };
}

function blocksOf(
  evaluation: Evaluation,
  imported: () => readonly ImportedAt[],
  text: string,
): ReadonlyMap<string, Block> {
  const { template } = evaluation;
  const fingerprint = fingerprints(withoutBom(text));
  const { parameters, properties } = reliedOn(evaluation);
  const lookups = Map.groupBy(properties, ({ logicalId }) => logicalId);
  const blocks: (Block | undefined)[] = [
    ...each(template.parameters, (entry) => {
      const own = lookups.get(addressIn("Parameters", entry.key)) ?? [];
      return parameterBlock(entry, parameters.get(entry.key), own.map(lookupAddress), evaluation, fingerprint);
    }),
    ...each(template.mappings, (entry) => memberBlock("Mappings", entry, evaluation, fingerprint)),
    ...each(template.conditions, (entry) => conditionBlock(entry, evaluation, fingerprint)),
    ...[...template.resources.values()].map((resource) => {
      const own = lookups.get(resource.logicalId) ?? [];
      return resourceBlock(resource, own.map(lookupAddress), evaluation, fingerprint);
    }),
    ...properties.map((named) => propertyBlock(named, fingerprint)),
    ...template.generators.map((entry) => generatorBlock(entry, evaluation, fingerprint)),
    ...each(template.outputs, (entry) => outputBlock(entry, evaluation, fingerprint)),
  ];
  // What is imported is known once everything else is evaluated.
  const names = importedNames(evaluation);
  for (const found of imported()) {
    blocks.push(importBlock(found, names.get(importAddress(found.value, evaluation)), evaluation, fingerprint));
  }
  const present = blocks.filter((block) => block !== undefined);
  return new Map(present.map((block) => [block.address, withItems(block, lookups)]));
}

/** What leans on a parameter that is a list of ids leans on each of them. */
function withItems(block: Block, lookups: ReadonlyMap<string, readonly NamedByProperty[]>): Block {
  const items = block.leansOn.flatMap((address) => (lookups.get(address) ?? []).map(lookupAddress));
  const missing = items.filter((address) => !block.leansOn.includes(address));
  return missing.length === 0 ? block : { ...block, leansOn: [...block.leansOn, ...missing] };
}

function each(
  entries: ReadonlyMap<string, Entry>,
  toBlock: (entry: Entry) => Block | undefined,
): readonly (Block | undefined)[] {
  return [...entries.values()].map(toBlock);
}

/** Parts of a template that only its deployment expands: a green check may not rest on them unread. */
function unknowable({ path, generators, transforms }: Template): readonly Problem[] {
  const unread = generators.map(({ key, at }) => ({
    path,
    line: at[0],
    message: `what \`${key}\` makes is known only after deploy: its resources are not checked`,
  }));
  // AWS's own transforms add resources and leave the others as they are; anyone's macro may change anything.
  const macros = transforms.filter(({ name }) => !name.startsWith("AWS::"));
  const rewritten = macros.map(({ name, at }) => ({
    path,
    line: at[0],
    message: `the macro \`${name}\` rewrites this template when it is deployed: what it makes of it is not known`,
  }));
  return [...unread, ...rewritten];
}

/** `{file}` is the file's name without its ending, `{dir}` the name of the folder that it is in. */
export function stackName(pattern: string, path: string): string {
  const file = posix.basename(path).replace(/\.[^.]*$/, "");
  const folder = posix.basename(posix.dirname(path));
  return pattern.replaceAll("{file}", () => file).replaceAll("{dir}", () => folder);
}
