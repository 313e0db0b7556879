import type { ReadyAssumption, StackContents } from "../model/assumption.ts";
import type { Block, Declared } from "../model/declared.ts";
import { type Difference, findingOf, type Judgement } from "../model/finding.ts";
import type { Evidence, ListedItem, Observation } from "../model/observation.ts";
import { unknownFrom } from "./unknown.ts";

/** Types that stand for others when they are deployed. */
const MAKES_OTHERS = /^AWS::Serverless::|::MODULE$/;
/** Where a template's loops and includes are declared. */
const GENERATOR = /^Resources\.Fn::/;

type Declaration = StackContents["resources"] extends ReadonlyMap<string, infer Value> ? Value : never;

/** What a unit declares, to be held against what its stack holds. */
export function contentsOf({ blocks, problems }: Declared): StackContents {
  const resources = [...blocks.values()].flatMap((block): readonly (readonly [string, Declaration])[] => {
    const type = isRenamed(block) ? null : typeOf(block);
    // A condition may hang on parameters that the deployment was given.
    const isCertain = block.mode === "resource" && !block.arguments.entries.has("Condition");
    return type === null ? [] : [[block.address, { type, source: block.source, isCertain }]];
  });
  const isOpen =
    problems.length > 0 ||
    [...blocks.values()].some(isRenamed) ||
    [...blocks.keys()].some((address) => GENERATOR.test(address)) ||
    resources.some(([, { type }]) => MAKES_OTHERS.test(type));
  return { resources: new Map(resources), isOpen };
}

/** Whether the stack has a block's resource under a logical id that cannot be told. */
function isRenamed(block: Block): boolean {
  return block.mode === "resource" && block.isRenamed === true;
}

/** Custom resources and nested stacks are resources of the stack too, whatever they are here. */
function typeOf({ arguments: { entries }, ...block }: Block): string | null {
  if (block.mode === "resource") return block.formatType;
  const type = entries.get("Type");
  const isResource = block.mode === "other" && !block.address.includes(".");
  return isResource && type?.kind === "known" && typeof type.value === "string" ? type.value : null;
}

/**
 * Holds what a stack holds against what base declares: where they differ, base was never deployed, or something else
 * was since, and every comparison with base is to be read so.
 */
export function compareContents(
  assumption: ReadyAssumption,
  listing: Observation | undefined,
  evidence: readonly Evidence[],
): Judgement {
  const seen = listing ? [...evidence, listing.evidence] : evidence;
  if (listing?.outcome !== "present") {
    if (!listing || listing.outcome === "absent") return { verdict: "holds", unchecked: [], evidence: seen };
    const { reason, detail } = unknownFrom(listing, [listing]);
    const unchecked = [{ path: "Resources", reason, detail, decides: false }];
    return { verdict: "holds", unchecked, evidence: seen };
  }
  const live = new Map((listing.items ?? []).filter(isThere).map((item) => [idOf(item), typeIn(item)]));
  const differences = differencesOf(assumption, live);
  if (differences.length === 0) return { verdict: "holds", unchecked: [], evidence: seen };
  const finding = findingOf(differences);
  return { verdict: "stale", finding, differences, unchecked: [], evidence: seen, closest: [], takenIn: null };
}

function differencesOf({ base, head }: ReadyAssumption, live: ReadonlyMap<string, string>): readonly Difference[] {
  const missing = [...base.resources].filter(
    ([id, { type, isCertain }]) => isCertain && !MAKES_OTHERS.test(type) && live.get(id) !== type,
  );
  const extra = base.isOpen ? [] : [...live].filter(([id]) => !base.resources.has(id));
  const ids = [...new Set([...missing.map(([id]) => id), ...extra.map(([id]) => id)])].toSorted();
  return ids.map((id) => differenceOf(id, base.resources.get(id), head?.resources.get(id), live.get(id)));
}

function differenceOf(
  id: string,
  before: Declaration | undefined,
  after: Declaration | undefined,
  live: string | undefined,
): Difference {
  const span = after ?? before;
  return {
    path: `Resources/${id}`,
    attribute: id,
    ...(before && { base: before.type }),
    ...(after && { head: after.type }),
    ...(live !== undefined && { live }),
    effect: after?.type === live ? "applied" : "drift",
    source: span ? { ...span.source, side: after ? "head" : "base" } : null,
  };
}

/** Stacks keep listing what they have deleted, and what they failed to create has no physical id. */
function isThere({ identifier, properties }: ListedItem): boolean {
  return identifier !== "" && properties["ResourceStatus"] !== "DELETE_COMPLETE";
}

function idOf({ properties }: ListedItem): string {
  return textOf(properties["LogicalResourceId"]);
}

function typeIn({ properties }: ListedItem): string {
  return textOf(properties["ResourceType"]);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
