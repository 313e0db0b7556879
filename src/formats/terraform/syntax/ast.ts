/**
 * What a Terraform file says, as plain JSON: the worker makes it, the evaluation reads it. Positions are offsets into
 * the text (UTF-16 units, `end` exclusive); `TerraformFile.lines` turns them into lines.
 */
export type TerraformFile = {
  readonly blocks: readonly BlockSyntax[];
  /** Top-level attributes: what a tfvars file consists of. */
  readonly attributes: readonly AttributeSyntax[];
  /** Offset at which each line starts. */
  readonly lines: readonly number[];
};

type Located = { readonly at: number; readonly end: number };

export type BlockSyntax = Located & {
  readonly type: string;
  readonly labels: readonly string[];
  /** Of the block's text; empty for nested blocks. */
  readonly hash: string;
  readonly attributes: readonly AttributeSyntax[];
  readonly blocks: readonly BlockSyntax[];
};

export type AttributeSyntax = Located & {
  readonly name: string;
  /** Of the attribute's text; empty except in `locals`, whose attributes are blocks of their own. */
  readonly hash: string;
  readonly value: Expression;
};

export type Expression = Located & ExpressionNode;

export type ExpressionNode =
  | { readonly kind: "string"; readonly value: string }
  /** The text as written: leading zeros and digits beyond a double's are kept. */
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  /** A string with parts to evaluate. `wrap`: it is one interpolation and nothing else, whose value keeps its type. */
  | { readonly kind: "template"; readonly wrap: boolean; readonly parts: readonly TemplatePart[] }
  | { readonly kind: "traversal"; readonly root: string; readonly steps: readonly Step[] }
  | { readonly kind: "access"; readonly of: Expression; readonly steps: readonly Step[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[]; readonly expand: boolean }
  | {
      readonly kind: "conditional";
      readonly condition: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
    }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression }
  | { readonly kind: "tuple"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly items: readonly ObjectItem[] }
  | ForNode;

export type ForNode = {
  readonly kind: "for";
  readonly result: "list" | "map";
  readonly keyName: string | null;
  readonly valueName: string;
  readonly collection: Expression;
  /** Null for lists. */
  readonly key: Expression | null;
  readonly value: Expression;
  readonly condition: Expression | null;
  /** `...`: values of equal keys are gathered into lists. */
  readonly group: boolean;
};

export type ObjectItem = { readonly key: Expression; readonly value: Expression };

/** A name is an attribute access. A splat applies its `each` to every element. */
export type Step =
  | string
  | { readonly kind: "index"; readonly key: Expression }
  | { readonly kind: "splat"; readonly each: readonly Step[] };

/** Literal text has its escapes, indentation and strip markers applied already. */
export type TemplatePart =
  | string
  | { readonly kind: "interpolation"; readonly value: Expression }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly whenTrue: readonly TemplatePart[];
      readonly whenFalse: readonly TemplatePart[];
    }
  | {
      readonly kind: "for";
      readonly keyName: string | null;
      readonly valueName: string;
      readonly collection: Expression;
      readonly body: readonly TemplatePart[];
    };
