import type { Declared } from "../../../model/declared.ts";
import type { Problem } from "../../../model/source.ts";
import { partitionOf } from "../../../model/target.ts";
import type { Place } from "../../../model/target.ts";
import { asString } from "../../../model/value.ts";
import { cloudformation } from "../../cloudformation/index.ts";
import type { DeclareContext } from "../../format.ts";
import { below, folderOf } from "../files.ts";
import { isForTarget, UNKNOWN_ACCOUNT, UNKNOWN_REGION } from "../targets.ts";
import type { Assembly, AssemblyStack } from "./manifest.ts";

/** Where `cdk` writes down the file of a nested stack's template (aws-cdk-lib/cx-api, `ASSET_RESOURCE_METADATA_PATH_KEY`). */
const ASSET_PATH = "aws:asset:path";
const MAX_DEPTH = 5;

/** A template with the stack that it becomes; a nested one's stack is `<parent>/<logical id>`. */
type Deployed = {
  readonly path: string;
  readonly stack: string;
  readonly place: Place;
  readonly parameters: ReadonlyMap<string, string>;
  readonly holder: Problem;
  readonly depth: number;
};

/** What the stacks of an assembly that go to this target declare, nested stacks included, by template. */
export async function declareStacks(assembly: Assembly, context: DeclareContext): Promise<Map<string, Declared>> {
  const stacks = assembly.stacks.filter(({ environment }) => isForTarget(environment, context));
  const declared = await Promise.all(stacks.map((stack) => declareStack(stack, context)));
  const units = new Map<string, Declared>();
  for (const [index, own] of declared.entries()) {
    // One template may become several stacks: each is a unit of its own.
    for (const [path, unit] of own) units.set(units.has(path) ? `${path} (${stacks[index]?.name ?? ""})` : path, unit);
  }
  return units;
}

async function declareStack(stack: AssemblyStack, context: DeclareContext): Promise<ReadonlyMap<string, Declared>> {
  const units = new Map<string, Declared>();
  const deployed: Deployed = {
    path: stack.template,
    stack: stack.name,
    place: placeOf(stack, context.place),
    parameters: new Map([...stack.parameters, ...context.parameters]),
    holder: { path: stack.manifests.at(-1) ?? "", line: stack.line, message: "" },
    depth: 0,
  };
  await declareDeployed(deployed, stack, context, units);
  return units;
}

function placeOf({ environment }: AssemblyStack, target: Place): Place {
  const account = environment.account === UNKNOWN_ACCOUNT ? target.account : environment.account;
  const region = environment.region === UNKNOWN_REGION ? target.region : environment.region;
  return { partition: partitionOf(region), account, region };
}

async function declareDeployed(
  deployed: Deployed,
  stack: AssemblyStack,
  context: DeclareContext,
  units: Map<string, Declared>,
): Promise<void> {
  const { path, place, parameters, holder, depth } = deployed;
  const name = units.has(path) ? `${path} (${deployed.stack})` : path;
  const own = { root: path, place, stack: deployed.stack, parameters, varFiles: [] };
  const read = await cloudformation.declare({ ...context, ...own });
  const declared = read.get(path);
  if (!declared) {
    const { line, path: file } = holder;
    const message = `the template \`${path}\` of the stack \`${deployed.stack}\` is not there`;
    units.set(name, missingTemplate(stack, [{ path: file, line, message }]));
    return;
  }
  const found = nestedIn(declared, deployed);
  const problems = found.flatMap(({ problem }) => problem ?? []);
  units.set(name, {
    ...declared,
    blocks: withoutRead(declared.blocks, found),
    problems: [...declared.problems, ...problems],
    files: new Set([...declared.files, ...stack.manifests]),
  });
  for (const { nested } of found) {
    if (nested && depth < MAX_DEPTH) await declareDeployed(nested, stack, context, units);
  }
}

function missingTemplate({ manifests }: AssemblyStack, problems: readonly Problem[]): Declared {
  return { format: "cloudformation", writes: "changed", blocks: new Map(), problems, files: new Set(manifests) };
}

/** A nested stack whose template is read is a unit of its own: there is nothing to say of the resource that holds it. */
function withoutRead(blocks: Declared["blocks"], found: readonly Found[]): Declared["blocks"] {
  const read = new Set(found.flatMap(({ nested, address }) => (nested ? [address] : [])));
  return new Map(
    [...blocks].map(([address, block]) => {
      if (!read.has(address)) return [address, block];
      const { source, fingerprint, leansOn, literals } = block;
      return [address, { mode: "other", address, source, fingerprint, leansOn, arguments: block.arguments, literals }];
    }),
  );
}

type Found = { readonly address: string; readonly nested?: Deployed; readonly problem?: Problem };

/** The nested stacks of a template whose own templates are assets of the assembly. */
function nestedIn(declared: Declared, outer: Deployed): readonly Found[] {
  return [...declared.blocks.values()].flatMap((block): readonly Found[] => {
    if (block.mode !== "resource" || block.formatType !== "AWS::CloudFormation::Stack") return [];
    const metadata = block.arguments.entries.get("Metadata");
    const asset = metadata?.kind === "map" ? asString(metadata.entries.get(ASSET_PATH)) : undefined;
    if (asset === undefined) return [];
    const holder = { path: block.source.path, line: block.source.line, message: "" };
    const path = below(folderOf(outer.path), asset);
    if (path === undefined) {
      const message = `the template of the nested stack \`${block.address}\` is not within the assembly: it is not read`;
      return [{ address: block.address, problem: { ...holder, message } }];
    }
    const given = block.properties.entries.get("Parameters");
    const values = given?.kind === "map" ? [...given.entries] : [];
    const parameters = values.flatMap(([name, value]) => {
      const text = asString(value);
      return text === undefined ? [] : [[name, text] as const];
    });
    const { place, depth } = outer;
    const stack = `${outer.stack}/${block.address}`;
    return [
      {
        address: block.address,
        nested: { path, stack, place, parameters: new Map(parameters), holder, depth: depth + 1 },
      },
    ];
  });
}
