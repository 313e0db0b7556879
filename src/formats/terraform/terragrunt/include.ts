import type { BlockSyntax } from "../syntax/ast.ts";

export type MergeStrategy = "no_merge" | "shallow" | "deep";

/** An `include` block. */
export type Include = {
  /** Empty for one without a label. */
  readonly name: string;
  readonly block: BlockSyntax;
  readonly path:
    | { readonly kind: "inside"; readonly path: string }
    | { readonly kind: "unknown"; readonly reason: string };
  readonly exposes: boolean;
  readonly strategy: MergeStrategy;
};
