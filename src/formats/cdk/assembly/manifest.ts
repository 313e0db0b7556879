import { z } from "zod";

import type { Problem } from "../../../model/source.ts";
import { below, readJson } from "../files.ts";
import type { Reading } from "../files.ts";
import { entryOf, textOf, valueOf } from "../json.ts";
import type { JsonEntry } from "../json.ts";

/** A stack as a cloud assembly's manifest has it. */
export type AssemblyStack = {
  readonly artifact: string;
  readonly name: string;
  readonly template: string;
  /** `111122223333`, or `unknown-account`; and a region, or `unknown-region`. */
  readonly environment: { readonly account: string; readonly region: string };
  readonly parameters: ReadonlyMap<string, string>;
  /** The manifests that say so, the outermost first, with this stack's line in the last. */
  readonly manifests: readonly string[];
  readonly line: number;
};

/** What `cdk synth` wrote: the stacks of an assembly and of those within it. */
export type Assembly = {
  readonly stacks: readonly AssemblyStack[];
  readonly problems: readonly Problem[];
  readonly files: ReadonlySet<string>;
};

/** Stages nest a few levels deep; what goes further is no app of anyone's. */
const MAX_DEPTH = 10;
const MAX_STACKS = 500;

/** As much of an artifact as matters here (aws-cdk-lib/cloud-assembly-schema, `ArtifactManifest`). */
const stackSchema = z.object({
  environment: z.string(),
  properties: z.object({
    templateFile: z.string(),
    stackName: z.string().optional(),
    parameters: z.record(z.string(), z.string()).optional(),
  }),
});
const nestedSchema = z.object({ properties: z.object({ directoryName: z.string() }) });
const ENVIRONMENT = /^aws:\/\/([^/]+)\/([^/]+)$/;

/** Reads the assembly in a folder; null where there is none. */
export async function readAssembly(reading: Reading, folder: string): Promise<Assembly | null> {
  const found: Collected = { stacks: [], problems: [], files: new Set(), folders: new Set([folder]) };
  const isThere = await collect(reading, folder, [], found);
  return isThere ? found : null;
}

type Collected = {
  readonly stacks: AssemblyStack[];
  readonly problems: Problem[];
  readonly files: Set<string>;
  readonly folders: Set<string>;
};

async function collect(reading: Reading, folder: string, outer: readonly string[], found: Collected): Promise<boolean> {
  const path = folder === "" ? "manifest.json" : `${folder}/manifest.json`;
  const file = await readJson(reading, path);
  if (!file) return false;
  found.files.add(path);
  if ("problem" in file) {
    found.problems.push(file.problem);
    return true;
  }
  const artifacts = entryOf(file.node, "artifacts");
  if (artifacts?.value.kind !== "map") {
    found.problems.push({ path, line: file.node.at[0], message: "this is no cloud assembly: it has no `artifacts`" });
    return true;
  }
  const missing = entryOf(file.node, "missing");
  if (missing?.value.kind === "list" && missing.value.items.length > 0) {
    const message = "the app was synthesized before all its look-ups were made: what depends on them is a dummy";
    found.problems.push({ path, line: missing.at[0], message });
  }
  const manifests = [...outer, path];
  for (const artifact of artifacts.value.entries) {
    const type = textOf(entryOf(artifact.value, "type")?.value);
    if (type === "aws:cloudformation:stack") addStack(artifact, folder, manifests, found);
    if (type === "cdk:cloud-assembly") await addNested(reading, artifact, folder, manifests, found);
  }
  return true;
}

function addStack(artifact: JsonEntry, folder: string, manifests: readonly string[], found: Collected): void {
  const path = manifests.at(-1) ?? "";
  const [line] = artifact.at;
  const problem = (message: string): void => void found.problems.push({ path, line, message });
  const read = stackSchema.safeParse(valueOf(artifact.value));
  if (!read.success) return problem(`the stack \`${artifact.key}\` has no \`templateFile\` or no \`environment\``);
  const { environment, properties } = read.data;
  const [, account, region] = ENVIRONMENT.exec(environment) ?? [];
  if (account === undefined || region === undefined) {
    return problem(`the stack \`${artifact.key}\` has an environment that is none: \`${environment}\``);
  }
  const template = below(folder, properties.templateFile);
  if (template === undefined) {
    return problem(`the template of the stack \`${artifact.key}\` is not within the assembly: it is not read`);
  }
  if (found.stacks.length === MAX_STACKS) return problem(`only the first ${MAX_STACKS} stacks are read`);
  if (found.stacks.length > MAX_STACKS) return;
  found.stacks.push({
    artifact: artifact.key,
    name: properties.stackName ?? artifact.key,
    template,
    environment: { account, region },
    parameters: new Map(Object.entries(properties.parameters ?? {})),
    manifests,
    line,
  });
}

async function addNested(
  reading: Reading,
  artifact: JsonEntry,
  folder: string,
  manifests: readonly string[],
  found: Collected,
): Promise<void> {
  const path = manifests.at(-1) ?? "";
  const [line] = artifact.at;
  const read = nestedSchema.safeParse(valueOf(artifact.value));
  const nested = read.success ? below(folder, read.data.properties.directoryName) : undefined;
  if (nested === undefined) {
    const message = `the folder of the nested assembly \`${artifact.key}\` is not within this one: it is not read`;
    found.problems.push({ path, line, message });
    return;
  }
  if (found.folders.has(nested) || manifests.length > MAX_DEPTH) {
    const message = `the nested assembly \`${artifact.key}\` leads back to one that holds it, or is nested too deep`;
    found.problems.push({ path, line, message });
    return;
  }
  found.folders.add(nested);
  if (await collect(reading, nested, manifests, found)) return;
  const message = `the nested assembly \`${artifact.key}\` has no \`manifest.json\`: its stacks are not checked`;
  found.problems.push({ path, line, message });
}
