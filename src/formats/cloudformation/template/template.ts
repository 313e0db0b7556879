import type { Problem } from "../../../model/source.ts";
import { isGenerator } from "../intrinsics/intrinsic-names.ts";
import { entryOf, scalarText, scalarTexts } from "./nodes.ts";
import type { At, Entry, Node, ParsedTemplate } from "./nodes.ts";

/** One logical id under `Resources`. */
export type TemplateResource = {
  readonly logicalId: string;
  /** From the logical id to the end of its body. */
  readonly entry: Entry;
  readonly type: string;
  readonly properties: Node | undefined;
  readonly condition: string | undefined;
  readonly dependsOn: readonly string[];
  /** Why the text of this resource cannot be trusted; null when it can. */
  readonly broken: string | null;
  /** A transform has made it of another resource. */
  readonly isMade: boolean;
  /** Why its logical id in the stack cannot be told; null where it is the one that it has here. */
  readonly unknownId: string | null;
};

/** A template by its sections; keys are names, logical ids or mapping names. */
export type Template = {
  readonly path: string;
  readonly parameters: ReadonlyMap<string, Entry>;
  readonly mappings: ReadonlyMap<string, Entry>;
  readonly conditions: ReadonlyMap<string, Entry>;
  readonly outputs: ReadonlyMap<string, Entry>;
  readonly rules: ReadonlyMap<string, Entry>;
  readonly resources: ReadonlyMap<string, TemplateResource>;
  /** Sections and loops that make further resources when it is deployed: `Fn::ForEach`, `Fn::Transform`. */
  readonly generators: readonly Entry[];
  /** The transforms and macros that rewrite the template, those aside that change no resource. */
  readonly transforms: readonly { readonly name: string; readonly at: At }[];
  /** What may make resources that the template does not name; null where nothing does. */
  readonly maker: string | null;
};

/** A template, or why the file is none; the problems of a template are of single resources. */
export type ReadTemplate = { readonly template: Template | null; readonly problems: readonly Problem[] };

/** Adds functions and changes no resource. */
const LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions";

/** Finds a template's sections in a parsed file. */
export function readTemplate(parsed: ParsedTemplate, path: string): ReadTemplate {
  const { root } = parsed;
  const section = entryOf(root ?? undefined, "Resources");
  if (!root || root.kind !== "map" || !section) {
    const message = root
      ? "this is no CloudFormation template: it has no `Resources`"
      : "this is no CloudFormation template: the file is empty";
    return { template: null, problems: unlessBroken(parsed, { path, line: root ? root.at[0] : 1, message }) };
  }
  const generators: Entry[] = [];
  const problems: Problem[] = [];
  const resources = new Map<string, TemplateResource>();
  const entries = resourceEntries(section);
  const starts = new Set(entries.filter(({ value }) => typeOf(value) !== undefined).map(({ at: [line] }) => line));
  for (const entry of entries) {
    if (isGenerator(entry.key)) {
      generators.push(entry);
      continue;
    }
    const resource = readResource(entry, parsed, starts);
    const message = `the resource \`${entry.key}\` has no \`Type\``;
    if (resource) resources.set(entry.key, resource);
    else problems.push(...unlessBroken(parsed, { path, line: entry.at[0], message }));
  }
  if (resources.size === 0 && generators.length === 0) {
    const message = "this is no CloudFormation template: nothing under `Resources` has a `Type`";
    return { template: null, problems: unlessBroken(parsed, { path, line: section.at[0], message }) };
  }
  const transforms = transformsOf(root).filter(({ name }) => name !== LANGUAGE_EXTENSIONS);
  const template: Template = {
    path,
    parameters: sectionOf(root, "Parameters"),
    mappings: sectionOf(root, "Mappings"),
    conditions: sectionOf(root, "Conditions"),
    outputs: sectionOf(root, "Outputs"),
    rules: sectionOf(root, "Rules"),
    resources,
    generators,
    transforms,
    maker: transforms[0]?.name ?? makerAmong(resources, generators),
  };
  return { template, problems };
}

/** What is missing from a text that is no YAML in full may stand in what could not be read: that is its problem. */
function unlessBroken({ brokenLines }: ParsedTemplate, problem: Problem): readonly Problem[] {
  return brokenLines.length > 0 ? [] : [problem];
}

/** `Resources` may itself be one call: a template that is nothing but a loop or an include. */
function resourceEntries(section: Entry): readonly Entry[] {
  const { value } = section;
  if (value.kind === "map") return value.entries;
  if (value.kind === "call") return [{ key: `Fn::${value.name}`, at: value.at, value: value.argument }];
  return [];
}

function typeOf(body: Entry["value"]): string | undefined {
  return scalarText(entryOf(body, "Type")?.value);
}

function readResource(
  entry: Entry,
  { brokenLines, made }: ParsedTemplate,
  starts: ReadonlySet<number>,
): TemplateResource | undefined {
  const body = entry.value;
  const type = typeOf(body);
  if (type === undefined) return undefined;
  const [line, , endLine] = entry.at;
  // Text that never ends is noticed on the line after the last one, unless that is where another resource begins.
  const lastLine = starts.has(endLine + 1) ? endLine : endLine + 1;
  const brokenLine = brokenLines.find((broken) => broken >= line && broken <= lastLine);
  return {
    logicalId: entry.key,
    entry,
    type,
    properties: entryOf(body, "Properties")?.value,
    condition: scalarText(entryOf(body, "Condition")?.value),
    dependsOn: scalarTexts(entryOf(body, "DependsOn")?.value),
    broken: brokenLine === undefined ? null : `line ${brokenLine} could not be read`,
    isMade: made?.has(entry.key) ?? false,
    unknownId: made?.get(entry.key)?.unknownId ?? null,
  };
}

function sectionOf(root: Node, name: string): ReadonlyMap<string, Entry> {
  const section = entryOf(root, name)?.value;
  if (section?.kind !== "map") return new Map();
  return new Map(section.entries.map((entry) => [entry.key, entry]));
}

/** The names of macros: texts, or `{ Name, Parameters }`. */
function transformsOf(root: Node): Template["transforms"] {
  const section = entryOf(root, "Transform")?.value;
  const nodes = section?.kind === "seq" ? section.items : section ? [section] : [];
  return nodes.map((node) => ({
    name: scalarText(node) ?? scalarText(entryOf(node, "Name")?.value) ?? "a macro",
    at: node.at,
  }));
}

function makerAmong(resources: ReadonlyMap<string, TemplateResource>, generators: readonly Entry[]): string | null {
  if (generators.length > 0) return "a loop or an include";
  return [...resources.values()].some(({ type }) => isModule(type)) ? "a module" : null;
}

/** Whether a type stands for other resources (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html). */
export function isModule(type: string): boolean {
  return type.endsWith("::MODULE");
}
