import type { Block, Declared, LookupBlock, OtherBlock } from "../../model/declared.ts";
import type { FileTree } from "../../model/files.ts";
import type { Problem } from "../../model/source.ts";
import type { Place } from "../../model/target.ts";
import { map } from "../../model/value.ts";
import type { DeclareContext, Format } from "../format.ts";
import { fingerprintOf, isApp, readApp } from "./app.ts";
import type { App } from "./app.ts";
import { readAssembly } from "./assembly/manifest.ts";
import type { Assembly } from "./assembly/manifest.ts";
import { declareStacks } from "./assembly/stacks.ts";
import { parseKey } from "./context/key.ts";
import { readContext } from "./context/index.ts";
import type { KeptContext } from "./context/index.ts";
import { readAhead } from "./ahead.ts";
import { normalized, readJson } from "./files.ts";
import { entryOf, spanOf } from "./json.ts";
import { readSources } from "./source/index.ts";
import { isLookupForTarget, UNKNOWN_ACCOUNT, UNKNOWN_REGION } from "./targets.ts";

/**
 * CDK apps: the stacks of a synthesized assembly, each a unit by its template's path, and the app itself, whose unit
 * holds the look-ups that it keeps and those that its source makes.
 */
export const cdk: Format = { name: "cdk", recognizes, declare };

function recognizes(root: string, tree: FileTree): Promise<boolean> {
  return isApp(normalized(root), tree);
}

async function declare(asked: DeclareContext): Promise<ReadonlyMap<string, Declared>> {
  const folder = normalized(asked.root);
  const context = { ...asked, tree: await readAhead(asked.tree, folder) };
  const reading = { tree: context.tree, parsers: context.parsers };
  const app = await readApp(reading, folder);
  const assembly = await readAssembly(reading, app.output);
  const units = assembly ? await declareStacks(assembly, context) : new Map<string, Declared>();
  const kept = await readKept(reading, app);
  const sources = await readSources(app, context, {
    places: distinct([
      context.place,
      ...(context.siblings ?? []),
      ...kept.places,
      ...placesOf(assembly, context.place),
    ]),
    providers: new Set(kept.blocks.flatMap((block) => providerOf(block) ?? [])),
    isSynthesized: assembly !== null,
  });
  // Several targets may have this root: each look-up is made once, for the one that it is about.
  const lookups = [...kept.blocks, ...sources.lookups].filter((block) => isLookupForTarget(block, context));
  const blocks = [appBlock(app, kept.blocks), ...sources.files, ...lookups];
  const files = new Set([...app.files.map(({ path }) => path), ...kept.files, ...(assembly?.files ?? [])]);
  units.set(context.root, unit(blocks, [], files));
  // A problem of one file says nothing of what the others hold: it is a unit's of its own.
  const problems = [...app.problems, ...kept.problems, ...sources.problems, ...unsynthesized(app, assembly)];
  units.set(`${context.root} (problems)`, unit([], [...problems, ...(assembly?.problems ?? [])], files));
  return units;
}

function unit(blocks: readonly Block[], problems: readonly Problem[], files: ReadonlySet<string>): Declared {
  const byAddress = new Map(blocks.map((block) => [block.address, block]));
  return { format: "cdk", writes: "changed", blocks: byAddress, problems, files };
}

type Kept = KeptContext & { readonly files: readonly string[] };

/** The look-ups of `cdk.context.json`, and those that someone wrote into `cdk.json`. */
async function readKept(reading: Parameters<typeof readJson>[0], { folder, settings }: App): Promise<Kept> {
  const path = folder === "" ? "cdk.context.json" : `${folder}/cdk.context.json`;
  const file = await readJson(reading, path);
  const written = entryOf(settings?.node, "context");
  const read: KeptContext[] = [];
  if (file && "node" in file) read.push(readContext(file.node, path, true));
  if (file && "problem" in file) read.push({ blocks: [], places: [], problems: [file.problem] });
  if (settings && written) read.push(readContext(written.value, settings.path, false));
  return {
    blocks: read.flatMap(({ blocks }) => blocks),
    places: read.flatMap(({ places }) => places),
    problems: read.flatMap(({ problems }) => problems),
    files: file ? [path] : [],
  };
}

/** Everything that the app makes leans on what it keeps: which file uses which value only running it would tell. */
function appBlock(app: App, kept: readonly LookupBlock[]): OtherBlock {
  const path = app.settings?.path ?? `${app.output}/manifest.json`;
  return {
    mode: "other",
    address: "app",
    source: spanOf(path, [1, 1, 1, 1]),
    fingerprint: fingerprintOf(app),
    leansOn: kept.map(({ address }) => address),
    arguments: map(new Map()),
    literals: [],
  };
}

function providerOf({ address }: LookupBlock): string | undefined {
  const key = /^context\["(.*)"\]/.exec(address)?.[1];
  return key === undefined ? undefined : parseKey(key)?.provider;
}

function placesOf(assembly: Assembly | null, target: Place): readonly Place[] {
  return (assembly?.stacks ?? []).map(({ environment: { account, region } }) => ({
    partition: target.partition,
    account: account === UNKNOWN_ACCOUNT ? target.account : account,
    region: region === UNKNOWN_REGION ? target.region : region,
  }));
}

function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [`${place.account} ${place.region}`, place])).values()];
}

/** What an app declares is known once it ran, and it is never run here. */
function unsynthesized({ settings }: App, assembly: Assembly | null): readonly Problem[] {
  if (assembly || !settings) return [];
  const message =
    "what this app declares is known only after `cdk synth`: commit `cdk.out`, or give its folder as `root`, to have its stacks checked";
  return [{ path: settings.path, line: null, message }];
}
