import type { FunctionSpec, FunctionTable } from "../language/functions/function.ts";
import { functions } from "../language/functions/index.ts";
import { text } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { relativePath, pathInRepository } from "./paths.ts";
import type { UnitRun } from "./scope.ts";

/** Terraform's functions that take a path first. */
const READING = [
  "file",
  "filebase64",
  "filemd5",
  "filesha1",
  "filesha256",
  "filesha512",
  "filebase64sha256",
  "filebase64sha512",
  "fileexists",
  "fileset",
  "templatefile",
];

/** Terraform's functions of files, which find files of the repository under the absolute paths that Terragrunt gives too. */
export function fileFunctions({ root }: UnitRun): FunctionTable {
  return Object.fromEntries(
    READING.flatMap((name) => {
      const spec = functions.get(name);
      return spec?.kind === "function" ? [[name, relativized(spec, root)] as const] : [];
    }),
  );
}

function relativized(spec: FunctionSpec, root: string): FunctionSpec {
  return {
    ...spec,
    call: ([path, ...others], call) => {
      const seen = path && seenFrom(path, call.frame.files.folder, root);
      return spec.call(seen ? [seen, ...others] : others, call);
    },
  };
}

function seenFrom(path: Term, folder: string, root: string): Term {
  const inside = path.kind === "string" ? pathInRepository(root, path.value) : undefined;
  return inside === undefined ? path : { ...path, ...text(relativePath(folder, inside)) };
}
