import type { LookupBlock, OtherBlock } from "../../../model/declared.ts";
import type { TreeEntry } from "../../../model/files.ts";
import type { Problem } from "../../../model/source.ts";
import { partitionOf } from "../../../model/target.ts";
import type { Place } from "../../../model/target.ts";
import { map } from "../../../model/value.ts";
import type { App } from "../app.ts";
import type { DeclareContext } from "../../format.ts";
import { spanOf } from "../json.ts";
import type { SourceFile } from "./calls.ts";
import { blocksOfCall, nameOf } from "./references.ts";
import type { App as AppContext } from "./references.ts";

/** What the app's source refers to: a look-up for each call, and a block for each file that makes some. */
export type Sources = {
  readonly lookups: readonly LookupBlock[];
  readonly files: readonly OtherBlock[];
  readonly problems: readonly Problem[];
};

/** A file that has nothing of CDK in it needs no parsing. */
const CDK = /aws-cdk-lib|@aws-cdk\/|aws_cdk/;

type Parsed = { readonly entry: TreeEntry; readonly file: SourceFile };

/** Finds what the source files of an app refer to. */
export async function readSources(
  { sources }: App,
  { tree, parsers, place }: Pick<DeclareContext, "tree" | "parsers" | "place">,
  known: Omit<AppContext, "target">,
): Promise<Sources> {
  const problems: Problem[] = [];
  const contents = await tree.read(sources.map(({ path }) => path));
  const parsed = await Promise.all(
    sources.map(async (entry): Promise<readonly Parsed[]> => {
      const content = contents.get(entry.path);
      if (content?.kind !== "text") {
        if (content && content.reason !== "missing")
          problems.push({ path: entry.path, line: null, message: content.message });
        return [];
      }
      if (!CDK.test(content.text)) return [];
      const outcome = await parsers.parse<SourceFile>("cdk", entry.path, content.text, content.hash);
      if (outcome.kind === "parsed") return [{ entry, file: outcome.file }];
      problems.push(outcome.problem);
      return [];
    }),
  );
  const files = parsed.flat();
  const app: AppContext = { ...known, target: place, places: [...known.places, ...environmentsOf(files, place)] };
  const read = files.map((each) => blocksOf(each, app));
  return {
    lookups: read.flatMap(({ lookups }) => lookups),
    files: read.flatMap(({ file }) => file),
    problems: [...problems, ...files.flatMap(brokenIn)].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function environmentsOf(files: readonly Parsed[], target: Place): readonly Place[] {
  return files.flatMap(({ file }) =>
    file.environments.map((environment) => {
      const region = environment.region ?? target.region;
      return { partition: partitionOf(region), account: environment.account ?? target.account, region };
    }),
  );
}

function brokenIn({ entry: { path }, file }: Parsed): readonly Problem[] {
  if (file.brokenLine === null) return [];
  return [
    { path, line: file.brokenLine, message: "the source could not be read in full: what it refers to may be missed" },
  ];
}

/** Addresses hold the call and the construct's id, so that they stay when lines move. */
function blocksOf(
  { entry: { path, hash }, file }: Parsed,
  app: AppContext,
): { readonly lookups: readonly LookupBlock[]; readonly file: readonly OtherBlock[] } {
  const lookups = new Map<string, LookupBlock>();
  for (const call of file.calls) {
    for (const block of blocksOfCall(call, path, app)) {
      const named = call.named.find(([name]) => name === "id")?.[1];
      const label = [named, call.args[1], call.args[0]].find((argument) => argument?.kind === "text");
      const id = label?.kind === "text" ? JSON.stringify(label.value) : "";
      const address = freeAddress(`${path}:${nameOf(call)}(${id})`, lookups);
      lookups.set(address, { ...block, address });
    }
  }
  if (lookups.size === 0) return { lookups: [], file: [] };
  const holder: OtherBlock = {
    mode: "other",
    address: path,
    source: spanOf(path, [1, 1, 1, 1]),
    fingerprint: hash,
    leansOn: [...lookups.keys()],
    arguments: map(new Map()),
    literals: [],
  };
  return { lookups: [...lookups.values()], file: [holder] };
}

function freeAddress(address: string, taken: ReadonlyMap<string, unknown>): string {
  let number = 2;
  let free = address;
  while (taken.has(free)) free = `${address}[${number++}]`;
  return free;
}
