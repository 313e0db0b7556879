import { convert } from "../language/convert.ts";
import { EvaluationError } from "../language/evaluation-error.ts";
import { STRING } from "../language/types.ts";
import type { Expression, TemplatePart, TerraformFile } from "../syntax/ast.ts";
import { PLACE_DECIDES } from "./agreement.ts";
import { valueIn } from "./scope.ts";
import type { ConfigScope } from "./scope.ts";

/** A stretch of a text, or why that stretch is not known. */
export type Piece = string | { readonly reason: string };

/** A template's text part by part, so that what is not known of it stays local; undefined where it cannot be parted. */
export function piecesOf(scope: ConfigScope, expression: Expression): readonly Piece[] | undefined {
  if (expression.kind !== "template") return undefined;
  const pieces = expression.parts.map((part) => pieceOf(scope, expression, part));
  return pieces.every((piece) => piece !== undefined) ? pieces : undefined;
}

function pieceOf(scope: ConfigScope, template: Expression, part: TemplatePart): Piece | undefined {
  if (typeof part === "string") return part;
  if (part.kind !== "interpolation") {
    const term = valueIn(scope, { ...template, kind: "template", wrap: false, parts: [part] });
    return term.kind === "string" ? term.value : undefined;
  }
  const term = valueIn(scope, part.value);
  if (term.kind === "unknown") return { reason: term.reason };
  try {
    const written = convert(term, STRING);
    return written.kind === "string" ? written.value : undefined;
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return undefined;
  }
}

/** What two evaluations agree on that differ in where the repository is taken to lie. */
export function agreedPieces(here: readonly Piece[], there: readonly Piece[]): readonly Piece[] {
  return here.map((piece, index) => {
    const other = there[index];
    return typeof piece !== "string" || piece === other ? piece : { reason: PLACE_DECIDES };
  });
}

/** A text with names of variables in the place of what is not known, and why each is not. */
export type Patched = { readonly text: string; readonly unknowns: ReadonlyMap<string, string> };

/** Puts a name of its own in the place of each stretch that is not known. `prefix` makes the names differ between texts. */
export function patched(pieces: readonly Piece[], prefix: string): Patched {
  const unknowns = new Map<string, string>();
  const text = pieces.map((piece, index) => {
    if (typeof piece === "string") return piece;
    const name = `terragrunt_unknown_${prefix}_${index}_`;
    unknowns.set(name, piece.reason);
    return name;
  });
  return { text: text.join(""), unknowns };
}

/**
 * The file with references to variables where those names are in its texts and expressions, and with those variables
 * declared; undefined where one is somewhere else: in a name, in a block's label.
 */
export function withReferences(file: TerraformFile, { unknowns }: Patched): TerraformFile | undefined {
  const names = [...unknowns.keys()];
  const isLeft = (text: string) => names.some((name) => text.includes(name));
  const pattern = new RegExp(`(${names.join("|")})`);

  function reference(name: string, place: Place): Placed {
    return { ...place, kind: "traversal", root: "var", steps: [name] };
  }

  function textParts(text: string, place: Place): unknown[] {
    const parts = text.split(pattern).filter((part) => part !== "");
    return parts.map((part) => (unknowns.has(part) ? { kind: "interpolation", value: reference(part, place) } : part));
  }

  function visit(node: unknown): unknown {
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== "object" || node === null) return node;
    const { at, end } = node as Place;
    const place = { at, end };
    const { kind, value, root, parts } = node as Partial<Shape>;
    if (kind === "string" && typeof value === "string" && isLeft(value)) {
      return { ...place, kind: "template", wrap: unknowns.has(value), parts: textParts(value, place) };
    }
    if (kind === "traversal" && root !== undefined && unknowns.has(root)) return reference(root, place);
    if (kind === "template" && parts) {
      const filled = parts.flatMap((part) => (typeof part === "string" ? textParts(part, place) : [visit(part)]));
      return { ...node, parts: filled };
    }
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, visit(child)]));
  }

  const blocks = visit(file.blocks) as TerraformFile["blocks"];
  const attributes = visit(file.attributes) as TerraformFile["attributes"];
  const rest = JSON.stringify([blocks, attributes], (key, child: unknown) => (isReference(child) ? null : child));
  if (isLeft(rest)) return undefined;
  const declared = names.map((name) => ({
    at: 0,
    end: 0,
    type: "variable",
    labels: [name],
    hash: "",
    attributes: [],
    blocks: [],
  }));
  return { ...file, blocks: [...blocks, ...declared], attributes };
}

type Place = { readonly at: number; readonly end: number };
type Placed = Place & { readonly kind: string; readonly root: string; readonly steps: readonly string[] };
type Shape = {
  readonly kind: string;
  readonly value: unknown;
  readonly root: string;
  readonly parts: readonly TemplatePart[];
};

function isReference(node: unknown): boolean {
  return typeof node === "object" && node !== null && (node as Partial<Shape>).root === "var";
}
