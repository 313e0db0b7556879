import { createHash } from "node:crypto";

import type { FileContent } from "../../../model/files.ts";
import { convert } from "../language/convert.ts";
import { EvaluationError } from "../language/evaluation-error.ts";
import { evaluate } from "../language/expressions.ts";
import type { Frame } from "../language/frame.ts";
import { locate } from "../language/functions/paths.ts";
import { STRING } from "../language/types.ts";
import type { Body } from "../module/source.ts";
import type { Expression } from "../syntax/ast.ts";
import type { CallSyntax } from "../syntax/walk.ts";
import type { Scope } from "./scope.ts";

/** Functions whose result hangs on what a file holds. */
const READS_A_FILE = /^(?:core::)?(?:templatefile|file(?:base64|md5|(?:base64)?sha(?:1|256|512))?)$/;

/**
 * What the files hold that calls read, as text: a value that is not known would not show that one of them changed.
 */
export function contentsRead({ run }: Scope, calls: readonly CallSyntax[], frame: Frame): string {
  const paths = calls.flatMap(({ name, args: [path] }) => (READS_A_FILE.test(name) && path ? [path] : []));
  return paths.map((path) => contentAt(path, frame) ?? run.allRead()).join(" ");
}

/**
 * What the files hold that an archive is made of, as text: of a folder, every file in it by its content's hash.
 * https://registry.terraform.io/providers/hashicorp/archive/latest/docs/data-sources/file
 */
export function contentsArchived({ run }: Scope, body: Body, frame: Frame): string {
  const [file, folder] = ["source_file", "source_dir"].map((name) => body.attributes.get(name)?.attribute.value);
  const ofFile = file ? (contentAt(file, frame) ?? run.allRead()) : "";
  const ofFolder = folder ? (contentsIn(folder, frame) ?? run.allRead()) : "";
  return `${ofFile} ${ofFolder}`;
}

function contentsIn(folder: Expression, frame: Frame): string | undefined {
  const entries = locatedAt(folder, frame, (path) => frame.files.list(path) ?? []);
  return entries && JSON.stringify(entries.map(({ path, hash }) => [path, hash]));
}

/** Undefined where the path is not known here: what a `for` binds may name any of the files that were read. */
function contentAt(path: Expression, frame: Frame): string | undefined {
  const content = locatedAt(path, frame, (located) => [identify(frame.files.read(located))]);
  return content && content.join("");
}

/** What is at a place of the repository; nothing at any other. */
function locatedAt<Found>(
  path: Expression,
  frame: Frame,
  at: (path: string) => readonly Found[],
): readonly Found[] | undefined {
  const name = textOf(path, frame);
  if (name === undefined) return undefined;
  try {
    const location = locate(frame.files.folder, name);
    return location.kind === "inside" ? at(location.path) : [];
  } catch (error) {
    if (error instanceof EvaluationError) return [];
    throw error;
  }
}

function textOf(path: Expression, frame: Frame): string | undefined {
  try {
    const term = convert(evaluate(path, frame), STRING);
    return term.kind === "string" ? term.value : undefined;
  } catch (error) {
    // Where it is evaluated for its value, it is a problem there.
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** The same text for the same content. */
export function identify(content: FileContent | undefined): string {
  if (!content) return "";
  if (content.kind === "text") return content.hash;
  return content.bytes ? createHash("sha256").update(content.bytes).digest("hex") : content.reason;
}
