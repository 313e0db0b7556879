import {
  boolean,
  ifReturned,
  inAnyCase,
  json,
  kmsKey,
  mapOf,
  neverRead,
  number,
  object,
  set,
  tags,
  whole,
} from "../comparison/rules.ts";
import type { PropertyRule, PropertyRules } from "../comparison/rules.ts";
import { isOfType, isUnordered, sameBySchema, sameTextOrJson } from "./same-by-schema.ts";
import type { Skipped } from "./same-by-schema.ts";
import { pathOf, resolved } from "./schema.ts";
import type { SchemaNode, TypeSchema } from "./schema.ts";

/** Names of properties that may hold a secret, of which a type that nobody has looked at says nothing. */
const SECRET = /password|passphrase|secret(?!s?manager|arn|id)|token|private_?key|credential/i;
const KMS_KEY = /^kms(?:master)?key(?:id|arn)?$/i;
/** The one kind of transform that is worked out: JSONata is a language of its own. */
const CHANGED_CASE = /^\s*\$(?:lower|upper)case\(\s*[\w.]+\s*\)\s*$/;
const MAX_DEPTH = 8;

/**
 * How a type that has no file is compared, by its schema alone. What a read leaves out is never taken for absent: nobody
 * has written down what reads of this type always return.
 */
export function rulesOf(schema: TypeSchema): PropertyRules {
  const never = new Map([
    ...schema.readOnlyProperties.map((pointer) => [pathOf(pointer), "AWS sets it"] as const),
    ...schema.writeOnlyProperties.map(
      (pointer) => [pathOf(pointer), "the type's schema says that no read returns it"] as const,
    ),
  ]);
  const context: Context = {
    schema,
    never,
    skipped: (path) => never.has(path),
    transforms: new Map(Object.entries(schema.propertyTransform).map(([pointer, text]) => [pathOf(pointer), text])),
    tagProperty: schema.tagging.tagProperty === undefined ? "Tags" : pathOf(schema.tagging.tagProperty),
    rules: new Map(),
  };
  for (const [name, node] of Object.entries(schema.properties)) addRules(name, name, node, context);
  return context.rules;
}

type Context = {
  readonly schema: TypeSchema;
  readonly never: ReadonlyMap<string, string>;
  readonly skipped: Skipped;
  readonly transforms: ReadonlyMap<string, string>;
  readonly tagProperty: string;
  readonly rules: Map<string, PropertyRule>;
};

function addRules(path: string, name: string, written: SchemaNode, context: Context): void {
  const node = resolved(written, context.schema);
  context.rules.set(path, ruleAt(path, name, node, written, context));
  if (context.rules.get(path)?.shape !== "object" || path.split("/").length > MAX_DEPTH) return;
  for (const [key, child] of Object.entries(node.properties ?? {})) addRules(`${path}/${key}`, key, child, context);
}

function ruleAt(path: string, name: string, node: SchemaNode, written: SchemaNode, context: Context): PropertyRule {
  const never = context.never.get(path);
  if (never !== undefined) return neverRead(never);
  const options = { ...ifReturned(), ...(SECRET.test(name) && { sensitive: true as const }) };
  const transform = context.transforms.get(path);
  if (transform !== undefined) return transformed(transform, options);
  if (path === context.tagProperty) return tags(ifReturned());
  if (KMS_KEY.test(name)) return kmsKey(options);
  if (isOfType(node, "array") || node.items) return listRule(path, node, written, context, options);
  if (node.properties) return options.sensitive ? byParts(path, written, context, options) : object(options);
  if (node.patternProperties) {
    const [value = {}] = Object.values(node.patternProperties).map((part) => resolved(part, context.schema));
    return value.properties || value.items ? byParts(path, written, context, options) : mapOf(options);
  }
  if (isOfType(node, "object")) return json(options);
  if (isOfType(node, "boolean")) return boolean(options);
  if (isOfType(node, "integer") || isOfType(node, "number")) return number(options);
  return whole(sameTextOrJson, options);
}

type Options = ReturnType<typeof ifReturned> & { readonly sensitive?: true };

/** Live may be what AWS made of what is declared: a difference then says nothing, equality still does. */
function transformed(text: string, options: Options): PropertyRule {
  const parts = text.split(" $OR ");
  if (parts.every((part) => CHANGED_CASE.test(part))) return inAnyCase(options);
  const unobservable =
    "AWS returns it in another form than it is written in (a transform of the type's schema that is not worked out)";
  return whole(
    (declared, live) =>
      sameTextOrJson(declared, live) === "different" ? "unobservable" : sameTextOrJson(declared, live),
    {
      ...options,
      unobservable,
    },
  );
}

function listRule(
  path: string,
  node: SchemaNode,
  written: SchemaNode,
  context: Context,
  options: Options,
): PropertyRule {
  const items = resolved(node.items ?? {}, context.schema);
  const areScalars = !items.properties && !items.items && !items.patternProperties && !isOfType(items, "object");
  if (areScalars && isUnordered(node)) return set(options);
  const isSecret = options.sensitive === true || holdsSecret(items, context.schema, 0);
  return byParts(path, written, context, { ...options, ...(isSecret && { sensitive: true as const }) });
}

function holdsSecret(node: SchemaNode, schema: TypeSchema, depth: number): boolean {
  if (depth > 4) return false;
  return Object.entries(node.properties ?? {}).some(
    ([name, child]) => SECRET.test(name) || holdsSecret(resolved(child, schema), schema, depth + 1),
  );
}

function byParts(path: string, written: SchemaNode, context: Context, options: Options): PropertyRule {
  return whole((declared, live) => sameBySchema(declared, live, written, path, context), {
    ...options,
    unobservable: "the read leaves a part of it out, which may mean anything",
  });
}
