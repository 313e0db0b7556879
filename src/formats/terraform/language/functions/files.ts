import { createHash } from "node:crypto";

import { EvaluationError } from "../evaluation-error.ts";
import { withMarks } from "../marks.ts";
import { setOf } from "../sets.ts";
import { bool, text, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { BOOL, setType, STRING } from "../types.ts";
import { argumentAt } from "./arguments.ts";
import { matchingFiles } from "./file-set.ts";
import type { Call, FunctionSpec, FunctionTable, Parameter } from "./function.ts";
import { decoded, readRepositoryFile, refuseMissing, shownPath } from "./repository-reading.ts";

/** Marked, so that a path that is sensitive is not shown in an error. */
const PATH: Parameter = { name: "path", type: STRING, allowMarked: true };
const PATTERN: Parameter = { name: "pattern", type: STRING, allowMarked: true };

/** Functions that read files of the repository, at the revision that is looked at. */
export const files: FunctionTable = {
  file: reading((bytes, path) => decoded(bytes, path)),
  filebase64: reading((bytes) => Buffer.from(bytes).toString("base64")),
  filemd5: hashing("md5", "hex"),
  filesha1: hashing("sha1", "hex"),
  filesha256: hashing("sha256", "hex"),
  filesha512: hashing("sha512", "hex"),
  filebase64sha256: hashing("sha256", "base64"),
  filebase64sha512: hashing("sha512", "base64"),
  fileexists: {
    kind: "function",
    parameters: [PATH],
    returns: BOOL,
    call: (args, call) => whetherExists(argumentAt(args, 0), call),
  },
  fileset: {
    kind: "function",
    parameters: [PATH, PATTERN],
    returns: setType(STRING),
    call: (args, call) => fileSet(argumentAt(args, 0), argumentAt(args, 1), call),
  },
};

function hashing(algorithm: string, encoding: "hex" | "base64"): FunctionSpec {
  return reading((bytes) => createHash(algorithm).update(bytes).digest(encoding));
}

function reading(make: (bytes: Uint8Array, path: Term) => string): FunctionSpec {
  return {
    kind: "function",
    parameters: [PATH],
    returns: STRING,
    call: (args, call) => {
      const path = argumentAt(args, 0);
      const found = readRepositoryFile(filesFor(call), pathOf(path));
      if (found.kind === "open") return unknown(STRING, found.reason, path);
      if (found.kind === "missing") return refuseMissing(path);
      call.frame.budget.characters += found.bytes.length;
      return withMarks(text(make(found.bytes, path)), path);
    },
  };
}

function pathOf(term: Term): string {
  return term.kind === "string" ? term.value : "";
}

/** The files that a function may read. Throws an `EvaluationError` in a template that `templatestring` renders, as Terraform does. */
function filesFor({ frame }: Call): Call["frame"]["files"] {
  if (frame.template === "string") throw new EvaluationError("a template of `templatestring` cannot read files");
  return frame.files;
}

function whetherExists(path: Term, call: Call): Term {
  const readable = filesFor(call);
  const found = readRepositoryFile(readable, pathOf(path));
  if (found.kind === "open" && !found.there) return unknown(BOOL, found.reason, path);
  if (found.kind !== "missing") return withMarks(bool(true), path);
  const below = readable.list(found.path === "." ? "" : found.path);
  if (!below) return unknown(BOOL, `\`${found.path}\` is being read`, path);
  call.frame.budget.characters += below.length;
  if (below.length > 0) throw new EvaluationError(`${shownPath(path)} is a folder, not a file`);
  return withMarks(bool(false), path);
}

function fileSet(path: Term, pattern: Term, call: Call): Term {
  const found = matchingFiles(filesFor(call), pathOf(path), pathOf(pattern), call.frame.budget);
  if (found.kind === "open") return withMarks(unknown(setType(STRING), found.reason), path, pattern);
  const names = found.paths.map((name) => text(name));
  return withMarks(setOf(STRING, names), path, pattern);
}
