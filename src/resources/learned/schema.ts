import { z } from "zod";
import type { Json } from "../../model/json.ts";

/**
 * A part of a type's schema (https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html).
 * What is not understood is left out, never refused: the schemas of some thousand types are not all alike.
 */
export type SchemaNode = {
  readonly type?: string | readonly string[] | undefined;
  readonly $ref?: string | undefined;
  readonly properties?: { readonly [name: string]: SchemaNode } | undefined;
  readonly patternProperties?: { readonly [pattern: string]: SchemaNode } | undefined;
  readonly items?: SchemaNode | undefined;
  readonly insertionOrder?: boolean | undefined;
  readonly uniqueItems?: boolean | undefined;
  readonly oneOf?: readonly SchemaNode[] | undefined;
  readonly anyOf?: readonly SchemaNode[] | undefined;
  readonly allOf?: readonly SchemaNode[] | undefined;
};

const nodeSchema: z.ZodType<SchemaNode> = z.object({
  type: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
  $ref: z.string().optional().catch(undefined),
  properties: z.lazy(() => nodes.optional().catch(undefined)),
  patternProperties: z.lazy(() => nodes.optional().catch(undefined)),
  items: z.lazy(() => nodeSchema.optional().catch(undefined)),
  insertionOrder: z.boolean().optional().catch(undefined),
  uniqueItems: z.boolean().optional().catch(undefined),
  oneOf: z.lazy(() => z.array(nodeSchema).optional().catch(undefined)),
  anyOf: z.lazy(() => z.array(nodeSchema).optional().catch(undefined)),
  allOf: z.lazy(() => z.array(nodeSchema).optional().catch(undefined)),
});

const nodes = z.record(z.string(), nodeSchema);
const pointers = z.array(z.string()).catch([]).default([]);
const handler = z.object({ permissions: pointers }).optional().catch(undefined);

const typeSchema = z.object({
  properties: nodes.catch({}).default({}),
  definitions: nodes.catch({}).default({}),
  primaryIdentifier: z.array(z.string()).min(1),
  readOnlyProperties: pointers,
  writeOnlyProperties: pointers,
  propertyTransform: z.record(z.string(), z.string()).catch({}).default({}),
  tagging: z
    .object({ tagProperty: z.string().optional().catch(undefined) })
    .catch({})
    .default({}),
  handlers: z.object({ read: handler, list: handler }).catch({}).default({}),
});

export type TypeSchema = z.output<typeof typeSchema>;

/** A type's schema as DescribeType gives it; undefined for what says no identifier: nothing of that can be read. */
export function parseSchema(json: Json): TypeSchema | undefined {
  return typeSchema.safeParse(json).data;
}

// `/properties/Rules/items/Name` and `/properties/Rules/*/Name` are `Rules/*/Name` to rules.
/** A JSON pointer as the paths of rules are written. */
export function pathOf(pointer: string): string {
  return pointer
    .replace(/^\/properties\//, "")
    .split("/")
    .map((step) => (step === "items" ? "*" : step))
    .filter((step) => step !== "properties")
    .join("/");
}

/** Schemas may refer to themselves: a definition is followed this often below itself. */
const MAX_DEPTH = 12;

/** A node with what it refers to put in, and with all that its alternatives may have. */
export function resolved(node: SchemaNode, { definitions }: TypeSchema, depth = 0): SchemaNode {
  if (depth > MAX_DEPTH) return {};
  if (node.$ref !== undefined) {
    const target = definitions[node.$ref.split("/").at(-1) ?? ""];
    return target ? resolved(target, { definitions } as TypeSchema, depth + 1) : {};
  }
  const parts = [...(node.oneOf ?? []), ...(node.anyOf ?? []), ...(node.allOf ?? [])];
  if (parts.length === 0) return node;
  const all = parts.map((part) => resolved(part, { definitions } as TypeSchema, depth + 1));
  const properties = Object.assign({}, ...all.map((part) => part.properties ?? {}), node.properties ?? {}) as Record<
    string,
    SchemaNode
  >;
  const types = [...new Set([node.type, ...all.map(({ type }) => type)].flatMap((type) => type ?? []))];
  return {
    ...node,
    ...(types.length > 0 && { type: types }),
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(node.items ? {} : { items: all.find(({ items }) => items)?.items }),
  };
}
