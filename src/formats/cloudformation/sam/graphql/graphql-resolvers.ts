import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamResource } from "../context.ts";
import { SamError } from "../error.ts";
import { asItems, dict, entriesOf, get, isText, isTruthy, textOf } from "../data/data.ts";
import { assign, idOf, make } from "../data/made.ts";
import { getAtt } from "../data/intrinsics.ts";

/** What a resolver without code does: it hands on what its functions give. */
const PASS_ON =
  "\nexport function request(ctx) {\n    return {};\n}\n\nexport function response(ctx) {\n    return ctx.prev.result;\n}\n";

type Functions = { readonly resources: readonly Made[]; readonly ids: ReadonlyMap<string, Data> };

/** The functions of a GraphQL API, and the source that does nothing, if one of them uses it. */
export function graphQlFunctions(resource: SamResource, apiId: Dict, sources: ReadonlyMap<string, Data>): Functions {
  const { logicalId, properties, attributes, dependsOn } = resource;
  const ids = new Map<string, Data>();
  const resources: Made[] = [];
  const nothing = make("AWS::AppSync::DataSource", idOf(logicalId, "NoneDataSource"), {}, attributes, dependsOn);
  assign(nothing, { ApiId: apiId, Name: nothing.logicalId, Type: "NONE" });
  let usesNothing = false;
  for (const [key, config] of entriesOf(get(properties, "Functions"))) {
    const name = textOf(key) ?? "";
    if (isTruthy(get(config, "Id"))) {
      ids.set(name, get(config, "Id"));
      continue;
    }
    const source = get(config, "DataSource");
    const isNothing = isText(source) && textOf(source)?.toLowerCase() === "none";
    usesNothing ||= isNothing;
    const made = make("AWS::AppSync::FunctionConfiguration", idOf(logicalId, name), {}, attributes, dependsOn);
    const given = get(config, "Name");
    const sync = get(config, "Sync");
    assign(made, {
      ApiId: apiId,
      Name: isTruthy(given) ? given : name,
      ...codeOf(config, name),
      DataSourceName: isNothing ? getAtt(nothing.logicalId, "Name") : sourceName(source, name, sources),
      MaxBatchSize: get(config, "MaxBatchSize"),
      Description: get(config, "Description"),
      Runtime: runtimeOf(config, name),
      SyncConfig: isTruthy(sync) ? sync : null,
    });
    ids.set(name, getAtt(made.logicalId, "FunctionId"));
    resources.push(made);
  }
  return { resources: usesNothing ? [...resources, nothing] : resources, ids };
}

function sourceName(source: Data, name: string, sources: ReadonlyMap<string, Data>): Data {
  if (!isTruthy(source)) throw new SamError(`the function \`${name}\` needs a \`DataSource\``);
  if (!isText(source)) return source;
  const known = sources.get(textOf(source) ?? "");
  if (known === undefined) throw new SamError(`the function \`${name}\` names a source that is not in \`DataSources\``);
  return known;
}

function codeOf(config: Data, name: string): Readonly<Record<string, Data>> {
  const inline = get(config, "InlineCode");
  const uri = get(config, "CodeUri");
  if (isTruthy(inline) === isTruthy(uri)) throw new SamError(`\`${name}\` has either \`InlineCode\` or \`CodeUri\``);
  return isTruthy(inline) ? { Code: inline } : { CodeS3Location: uri };
}

function runtimeOf(config: Data, name: string): Dict {
  const runtime = get(config, "Runtime");
  if (!isTruthy(runtime)) throw new SamError(`\`${name}\` needs a \`Runtime\``);
  return dict({ Name: get(runtime, "Name"), RuntimeVersion: get(runtime, "Version") });
}

/** The resolvers of a GraphQL API: each hands a field on to its functions, one after the other. */
export function graphQlResolvers(
  { logicalId, properties, attributes }: SamResource,
  apiId: Dict,
  schema: Made,
  functions: ReadonlyMap<string, Data>,
): readonly Made[] {
  return entriesOf(get(properties, "Resolvers")).flatMap(([type, resolvers]) =>
    entriesOf(resolvers).map(([key, config]) => {
      const name = textOf(key) ?? "";
      const resolver = make("AWS::AppSync::Resolver", idOf(logicalId, type, name), {}, attributes, [schema.logicalId]);
      const hasCode = isTruthy(get(config, "InlineCode")) || isTruthy(get(config, "CodeUri"));
      const field = get(config, "FieldName");
      const caching = get(config, "Caching");
      const size = get(config, "MaxBatchSize");
      assign(resolver, {
        ...(hasCode ? codeOf(config, name) : { Code: PASS_ON }),
        Runtime: hasCode ? runtimeOf(config, name) : dict({ Name: "APPSYNC_JS", RuntimeVersion: "1.0.0" }),
        ApiId: apiId,
        FieldName: isTruthy(field) ? field : name,
        TypeName: textOf(type) ?? "",
        Kind: "PIPELINE",
        PipelineConfig: dict({ Functions: pipelineOf(config, name, functions) }),
        CachingConfig: isTruthy(caching) ? caching : null,
        MaxBatchSize: isTruthy(size) ? size : null,
      });
      return resolver;
    }),
  );
}

function pipelineOf(config: Data, name: string, functions: ReadonlyMap<string, Data>): Data[] {
  const pipeline = get(config, "Pipeline");
  if (!isTruthy(pipeline)) throw new SamError(`the resolver \`${name}\` needs a \`Pipeline\``);
  return asItems(pipeline).map((each) => {
    const id = functions.get(textOf(each) ?? "");
    if (id === undefined) throw new SamError(`the resolver \`${name}\` names a function that is not in \`Functions\``);
    return id;
  });
}
