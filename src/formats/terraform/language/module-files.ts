import type { FileContent, TreeEntry } from "../../../model/files.ts";
import type { Expression } from "../syntax/ast.ts";

/**
 * Files of the repository as functions read them. Evaluation does not wait: what is not there yet is `undefined`, is
 * asked for, and the configuration is evaluated again when it has come. Paths are relative to the repository's root.
 */
export type ModuleFiles = {
  /** The folder that relative paths begin at: the root module's. */
  readonly folder: string;
  read(path: string): FileContent | undefined;
  /** Everything below a folder, at any depth. */
  list(folder: string): readonly TreeEntry[] | undefined;
  /** A text read as a template. */
  template(text: string): ParsedText | undefined;
  /** A text read as an expression, as `-var` gives values. */
  expression(text: string): ParsedText | undefined;
};

export type ParsedText =
  | { readonly kind: "parsed"; readonly expression: Expression; readonly lines: readonly number[] }
  | { readonly kind: "broken"; readonly message: string };
