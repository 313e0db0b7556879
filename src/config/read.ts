import { LineCounter, parseDocument, type Document, isNode, visit } from "yaml";
import type { z } from "zod";
import { UserError } from "../model/errors.ts";
import { MAX_FILE_BYTES } from "../model/files.ts";
import { findingKinds, type FindingKind, type Policy } from "../model/finding.ts";
import { CONFIG_PATH, type Config, type TargetConfig } from "./config.ts";
import { configSchema, knownKeys, type ConfigFile } from "./schema.ts";

/**
 * Reads the configuration file.
 * @param text the file's content
 * @param path where it came from, for messages
 * @throws UserError `bad-config` naming the key, the line and, for an unknown key, the nearest known one
 */
export function readConfig(text: string, path: string = CONFIG_PATH): Config {
  try {
    return readText(text, path);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError("bad-config", TOO_DEEP, { path, line: 1 }, { cause: error });
  }
}

const TOO_DEEP = "the configuration is nested too deeply";

function readText(text: string, path: string): Config {
  if (Buffer.byteLength(text) > MAX_FILE_BYTES) {
    throw new UserError("bad-config", `the configuration is larger than ${MAX_FILE_BYTES / 1024} KiB`, {
      path,
      line: 1,
    });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const syntax = document.errors[0] ?? aliasOfNothing(document);
  // What is missing at the end is noticed behind it.
  const lineOf = (offset: number): number =>
    lines.linePos(Math.min(offset, Math.max(0, text.trimEnd().length - 1))).line;
  if (syntax) throw new UserError("bad-config", firstLine(syntax.message), { path, line: lineOf(syntax.pos[0]) });
  const plain = toPlain(document, path);
  const result = configSchema.safeParse(plain);
  if (result.success) {
    return toConfig(result.data, path, (key) => lineAt(document, lines, key));
  }
  const { issues } = result.error;
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  if (!issue) throw new UserError("bad-config", "the configuration could not be read", { path });
  const place = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
  throw new UserError("bad-config", describe(issue, plain), { path, line: lineAt(document, lines, place) });
}

type SyntaxProblem = { readonly message: string; readonly pos: readonly [number, number] };

function aliasOfNothing(document: Document): SyntaxProblem | undefined {
  let found: SyntaxProblem | undefined;
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document)) return undefined;
      const offset = alias.range?.[0] ?? 0;
      found = { message: `the alias \`*${alias.source}\` has no anchor`, pos: [offset, offset] };
      return visit.BREAK;
    },
  });
  return found;
}

function toPlain(document: Document, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new UserError(
      "bad-config",
      "the configuration refers to itself too often",
      { path, line: 1 },
      { cause: error },
    );
  }
}

type LineAt = (key: readonly PropertyKey[]) => number;

function toConfig(file: ConfigFile, path: string, lineAt: LineAt): Config {
  const policy = new Map<FindingKind, Policy>();
  for (const kind of findingKinds) {
    const chosen = file.policy[kind];
    if (chosen) policy.set(kind, chosen);
  }
  return {
    path,
    targets: Object.entries(file.targets).map(([name, target]) =>
      toTarget(name, target, lineAt(["targets", name, "root"])),
    ),
    policy,
    unknown: file.unknown,
    unreachable: file.unreachable,
    waivers: file.waivers.map((waiver) => ({ ...waiver, expires: waiver.expires ?? null })),
  };
}

function toTarget(name: string, target: ConfigFile["targets"][string], line: number): TargetConfig {
  return {
    name,
    line,
    account: target.account,
    region: target.region,
    role: target.role,
    changedBy: target.changed_by,
    root: target.root,
    varFiles: target.var_files,
    variables: new Map(Object.entries(target.variables)),
    workspace: target.workspace,
    state: target.state,
    stack: target.stack ?? null,
    parameters: new Map(Object.entries(target.parameters).map(([key, value]) => [key, String(value)])),
    providers: new Map(Object.entries(target.providers).map(([alias, place]) => [alias, definedOnly(place)])),
  };
}

function definedOnly(place: { account?: string | undefined; region?: string | undefined }): {
  account?: string;
  region?: string;
} {
  return { ...(place.account ? { account: place.account } : {}), ...(place.region ? { region: place.region } : {}) };
}

function describe(issue: z.core.$ZodIssue, plain: unknown): string {
  const where = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    const nearest = nearestKey(key, keysAt(issue.path));
    const hint = nearest ? `: did you mean \`${nearest}\`?` : "";
    return `unknown key \`${key}\`${where ? ` under \`${where}\`` : ""}${hint}`;
  }
  if (!where) return "the file holds no configuration: it starts with `version: 1`";
  if (valueAt(plain, issue.path) === undefined) return `\`${where}\` is missing`;
  return `\`${where}\` ${asPredicate(issue)}`;
}

function asPredicate(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `must be one of: ${issue.values.map(String).join(", ")}`;
  if (issue.message.startsWith("must ")) return issue.message;
  return `is not valid: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
}

function valueAt(plain: unknown, path: readonly PropertyKey[]): unknown {
  let value = plain;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function keysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return knownKeys[""];
  if (path.includes("providers")) return knownKeys.providers;
  const section = path[0];
  return section === "targets" || section === "policy" || section === "waivers" ? knownKeys[section] : [];
}

function nearestKey(key: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates.map((candidate) => ({ candidate, distance: editDistance(key, candidate) }));
  ranked.sort((left, right) => left.distance - right.distance || left.candidate.localeCompare(right.candidate));
  const best = ranked[0];
  return best && best.distance <= Math.max(2, Math.floor(key.length / 2)) ? best.candidate : undefined;
}

/** Levenshtein's distance. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, substitution));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}

/** The line of a key, or of the nearest one above it that is there. */
function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const offset = keyOffset(document, path.slice(0, length));
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}

function keyOffset(document: Document, path: readonly PropertyKey[]): number | undefined {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isNode(parent) || !("items" in parent)) return undefined;
  const last = path.at(-1);
  for (const [index, item] of (parent.items as readonly unknown[]).entries()) {
    if (isNode(item) && index === last) return item.range?.[0];
    const key = (item as { key?: unknown }).key;
    if (isNode(key) && (key as { value?: unknown }).value === last) return key.range?.[0];
  }
  return undefined;
}

function firstLine(message: string): string {
  // The package turns every error into one of the document, the engine's own included.
  if (message.startsWith("Maximum call stack size exceeded")) return TOO_DEEP;
  return (message.split("\n")[0] ?? message).replace(/ at line \d+, column \d+:?$/, "");
}
