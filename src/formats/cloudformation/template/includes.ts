import { posix } from "node:path";

import { entryOf, scalarText } from "./nodes.ts";
import type { At, Entry, LineProblem, Node } from "./nodes.ts";

/** A file of the repository that a template includes; `location` is as it is written, `path` from the repository's root. */
export type Include = { readonly location: string; readonly path: string };

const INCLUDE = "AWS::Include";
const TRANSFORM_KEY = "Fn::Transform";

/** The files of the repository that a template includes: those in S3 are out of reach. */
export function includesOf(root: Node, templatePath: string): readonly Include[] {
  const found = new Map<string, Include>();
  const visit = (node: Node): void => {
    if (node.kind === "seq") node.items.forEach(visit);
    if (node.kind === "map") {
      for (const { key, value } of node.entries) {
        if (key === TRANSFORM_KEY || key === "Transform") note(value);
        visit(value);
      }
    }
    if (node.kind === "call") {
      if (node.name === "Transform") note(node.argument);
      visit(node.argument);
    }
  };
  const note = (transform: Node): void => {
    const location = locationOf(transform);
    const path = location === undefined ? undefined : repositoryPath(location, templatePath);
    if (location !== undefined && path !== undefined) found.set(location, { location, path });
  };
  visit(root);
  return [...found.values()];
}

/** A path of the repository, as the tools that package a template take it; undefined for a URL and for what leaves the tree. */
export function repositoryPath(location: string, templatePath: string): string | undefined {
  if (/^[a-z0-9]+:\/\//i.test(location) || location.startsWith("/") || location.includes("\\")) return undefined;
  const path = posix.normalize(posix.join(posix.dirname(templatePath), location));
  return path.startsWith("../") || path === ".." ? undefined : path;
}

function locationOf(transform: Node): string | undefined {
  if (scalarText(entryOf(transform, "Name")?.value) !== INCLUDE) return undefined;
  return scalarText(entryOf(entryOf(transform, "Parameters")?.value, "Location")?.value);
}

export type Included = { readonly root: Node; readonly problems: readonly LineProblem[] };

/**
 * A template with the files that it includes in their place, each at the line of its inclusion. What is not among
 * `files` stays (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html).
 * @param files by location: a file's content, or why there is none
 */
export function include(root: Node, files: ReadonlyMap<string, Node | string>): Included {
  const problems: LineProblem[] = [];

  function contentOf(transform: Node, at: At): Node | undefined {
    const location = locationOf(transform);
    const file = location === undefined ? undefined : files.get(location);
    if (file === undefined) return undefined;
    if (typeof file !== "string") return movedTo(file, at);
    problems.push({ line: at[0], message: `the included file \`${location ?? ""}\` could not be read: ${file}` });
    return undefined;
  }

  function within(node: Node): Node {
    if (node.kind === "seq") return { ...node, items: node.items.map(within) };
    if (node.kind === "map") return { ...node, entries: node.entries.flatMap(entries) };
    if (node.kind !== "call") return node;
    const content = node.name === "Transform" ? contentOf(node.argument, node.at) : undefined;
    return content ?? { ...node, argument: within(node.argument) };
  }

  function entries(entry: Entry): readonly Entry[] {
    const isInclude = entry.key === TRANSFORM_KEY || (entry.key === "Transform" && entry.value.kind === "map");
    const content = isInclude ? contentOf(entry.value, entry.at) : undefined;
    return content?.kind === "map" ? content.entries : [{ ...entry, value: within(entry.value) }];
  }

  return { root: within(root), problems };
}

/** What another file says has no place in the template but the one where it is included. */
function movedTo(node: Node, at: At): Node {
  const moved = (child: Node): Node => movedTo(child, at);
  if (node.kind === "seq") return { ...node, at, items: node.items.map(moved) };
  if (node.kind === "call") return { ...node, at, argument: moved(node.argument) };
  if (node.kind !== "map") return { ...node, at };
  return { ...node, at, entries: node.entries.map(({ key, value }) => ({ key, at, value: moved(value) })) };
}
