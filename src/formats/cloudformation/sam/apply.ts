import type { At, Entry, LineProblem, Node, ParsedTemplate } from "../template/nodes.ts";
import type { Data, Dict } from "./data/data.ts";
import type { Expanded, MadeFrom, SamPlace } from "./expand.ts";
import { entriesOf, get, has, isDict, isSame, placeOf, textOf } from "./data/data.ts";
import { entryOf, scalarText } from "../template/nodes.ts";
import { expandSam } from "./expand.ts";
import { placesFor } from "./places.ts";
import { toData } from "./from-nodes.ts";
import { toNode } from "./to-nodes.ts";

const TRANSFORM = "AWS::Serverless-2016-10-31";

/** The transform of SAM takes so many events of APIs: each makes a resource, and a template has 500 at most. */
const MAX_API_EVENTS = 500;

/** What a template is deployed with, as far as the transform asks for it. */
type Given = {
  readonly place: SamPlace;
  readonly parameters: ReadonlyMap<string, string>;
  readonly unread?: string;
};

/** Whether a template asks for SAM's transform. */
function isSamTemplate(root: Node): boolean {
  return namesOf(entryOf(root, "Transform")?.value).includes(TRANSFORM);
}

function namesOf(node: Node | undefined): readonly string[] {
  const nodes = node?.kind === "seq" ? node.items : node ? [node] : [];
  return nodes.flatMap((each) => scalarText(each) ?? scalarText(entryOf(each, "Name")?.value) ?? []);
}

/**
 * A template with what SAM makes of its resources in their place. What a resource or an event of it makes stands where
 * that is written. A resource that SAM refuses stays, with a problem at its line.
 * @param given values of parameters that the target gives; defaults count where it gives none, unless a file that may
 * give one could not be read
 */
export function applySam(parsed: ParsedTemplate, given: Given): ParsedTemplate {
  const { root } = parsed;
  const template = root && isSamTemplate(root) ? toData(root) : null;
  if (!root || !isDict(template) || !isDict(get(template, "Resources"))) return parsed;
  if (apiEvents(template) > MAX_API_EVENTS) {
    const message = `more than ${MAX_API_EVENTS} events of APIs: no stack may have so many resources`;
    return { ...parsed, problems: [...parsed.problems, { line: root.at[0], message }] };
  }
  const expanded = expandSam(template, parameterValues(root, given), given.place);
  const problems = expanded.refusals.map((refusal) => problemOf(refusal, root));
  const origins = [...expanded.origins].map(([id, { unknownId }]) => [id, { unknownId }] as const);
  const made = new Map([...(parsed.made ?? []), ...origins]);
  const isComplete = problems.length === 0;
  return {
    ...parsed,
    root: withSections(root, expanded, isComplete),
    problems: [...parsed.problems, ...problems],
    made,
  };
}

function apiEvents(template: Dict): number {
  return entriesOf(get(template, "Resources")).reduce((count, [, resource]) => {
    const events = entriesOf(get(get(resource, "Properties"), "Events"));
    return count + events.filter(([, event]) => /^(?:Http)?Api$/.test(textOf(get(event, "Type")) ?? "")).length;
  }, 0);
}

function problemOf({ logicalId, message }: Expanded["refusals"][number], root: Node): LineProblem {
  const resources = entryOf(root, "Resources")?.value;
  const entry =
    logicalId === null ? entryOf(root, "Globals") : (entryOf(resources, logicalId) ?? embeddedIn(resources, logicalId));
  const about = logicalId === null ? "SAM" : `SAM, \`${logicalId}\``;
  return { line: (entry ?? root).at[0], message: `${about}: ${message}` };
}

/** The resource whose own connector has the logical id. */
function embeddedIn(resources: Node | undefined, logicalId: string): Entry | undefined {
  if (resources?.kind !== "map") return undefined;
  return resources.entries.find(
    ({ key, value }) => logicalId.startsWith(key) && entryOf(value, "Connectors") !== undefined,
  );
}

/**
 * Values that the transform may look at. Those that must not be shown stay references, as do those that only a
 * deployment looks up and those that are lists.
 */
function parameterValues(root: Node, { parameters, unread }: Given): ReadonlyMap<string, Data> {
  const section = entryOf(root, "Parameters")?.value;
  const entries = section?.kind === "map" ? section.entries : [];
  return new Map(
    entries.flatMap(({ key, value }) => {
      const type = scalarText(entryOf(value, "Type")?.value) ?? "String";
      const isSecret = scalarText(entryOf(value, "NoEcho")?.value) === "true";
      const byDefault = unread === undefined ? scalarText(entryOf(value, "Default")?.value) : undefined;
      const text = parameters.get(key) ?? byDefault;
      if (text === undefined || isSecret || text.includes("{{resolve:")) return [];
      if (type.startsWith("AWS::SSM::Parameter::Value<") || type.startsWith("List<") || type === "CommaDelimitedList")
        return [];
      return [[key, text] as const];
    }),
  );
}

function withSections(root: Node, { template, origins }: Expanded, isComplete: boolean): Node {
  if (root.kind !== "map") return root;
  const kept = root.entries.filter(({ key }) => key !== "Globals" && !(key === "Transform" && isComplete));
  const entries = kept.map((entry): Entry => {
    if (entry.key === "Resources") return { ...entry, value: resourcesNode(entry, root, template, origins) };
    if (entry.key !== "Conditions" && entry.key !== "Outputs") return entry;
    return { ...entry, value: unlessSame(entry.value, get(template, entry.key), entry.at) };
  });
  const conditions = get(template, "Conditions");
  if (!isDict(conditions) || kept.some(({ key }) => key === "Conditions")) return { ...root, entries };
  return { ...root, entries: [...entries, { key: "Conditions", at: root.at, value: toNode(conditions, root.at) }] };
}

/** What the transform left as it was keeps all of its places. */
function unlessSame(node: Node, data: Data, at: At): Node {
  return isSame(toData(node), data) ? node : toNode(data, at);
}

function resourcesNode(section: Entry, root: Node, template: Dict, origins: ReadonlyMap<string, MadeFrom>): Node {
  const resources = get(template, "Resources");
  if (!isDict(resources)) return section.value;
  const entries = inOrder(resources, section, origins).map((id): Entry => {
    const resource = get(resources, id);
    const origin = origins.get(id);
    const written = entryOf(section.value, id);
    if (!origin && written) return { key: id, at: written.at, value: unlessSame(written.value, resource, written.at) };
    const at = origin
      ? placesFor(origin, section, root)
      : { whole: placeOf(resources, id) ?? section.at, of: () => undefined };
    return { key: id, at: at.whole, value: withPlaces(toNode(resource, at.whole), at.of) };
  });
  return { kind: "map", at: section.value.at, entries };
}

/** The author's resources in the order of the text, then what is made of them. */
function inOrder(resources: Dict, section: Entry, origins: ReadonlyMap<string, MadeFrom>): readonly string[] {
  const written = section.value.kind === "map" ? section.value.entries.map(({ key }) => key) : [];
  const all = [...written, ...origins.keys(), ...entriesOf(resources).map(([key]) => textOf(key) ?? "")];
  return [...new Set(all)].filter((id) => has(resources, id));
}

/** A made resource whose properties stand where the author wrote what they come from. */
function withPlaces(resource: Node, placeOfProperty: (name: string) => At | undefined): Node {
  if (resource.kind !== "map") return resource;
  const placed = (entry: Entry): Entry => {
    const at = placeOfProperty(entry.key);
    return at ? { key: entry.key, at, value: entry.value } : entry;
  };
  const inPlace = (entry: Entry): Entry => {
    const { key, at, value } = entry;
    if (key !== "Properties" || value.kind !== "map") return entry;
    return { key, at, value: { kind: "map", at: value.at, entries: value.entries.map(placed) } };
  };
  return { kind: "map", at: resource.at, entries: resource.entries.map(inPlace) };
}
