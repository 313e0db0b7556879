import type { KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, execute, GraphQLError, parse, specifiedRules, validate } from "graphql";
import type { DocumentNode } from "graphql";
import { authenticate } from "../auth.ts";
import type { Incoming } from "../dispatch.ts";
import { failure, ok } from "../http.ts";
import type { Answer } from "../http.ts";
import type { World } from "../world.ts";
import { mutationFields } from "./mutations.ts";
import { queryFields } from "./queries.ts";

const schema = buildSchema(readFileSync(join(import.meta.dirname, "schema.graphql"), "utf8"));

/**
 * Answers `POST /api/graphql`. Like GitHub it answers 200 with `errors` for nearly everything that is wrong with a
 * query, so that a client which looks at the status alone misses it.
 */
export async function answerGraphql(
  world: World,
  key: KeyObject,
  incoming: Incoming,
): Promise<{ readonly answer: Answer; readonly validated: boolean }> {
  const note = (message: string): void =>
    void world.problems.push({ kind: "graphql", where: "POST /graphql", message });
  const who = authenticate(world.state, key, incoming.authorization);
  if (!who.ok) return { answer: who.answer, validated: false };
  if (who.caller.kind !== "installation") {
    return { answer: failure(401, "This endpoint requires you to be authenticated."), validated: false };
  }
  const body = incoming.body.kind === "json" ? (incoming.body.value as Record<string, unknown>) : {};
  const { query, variables } = body;
  if (typeof query !== "string")
    return { answer: failure(400, "A query attribute must be specified and must be a string."), validated: false };
  const document = parseQuery(query);
  const errors = document instanceof GraphQLError ? [document] : validate(schema, document, specifiedRules);
  if (document instanceof GraphQLError || errors.length > 0) {
    for (const error of errors) note(error.message);
    return { answer: ok({ errors: errors.map((error) => error.toJSON()) }), validated: false };
  }
  const result = await execute({
    schema,
    document,
    rootValue: { ...queryFields(world, who.caller.token), ...mutationFields(world, who.caller.token) },
    variableValues: (variables ?? {}) as Record<string, unknown>,
  });
  for (const error of result.errors ?? []) {
    if (error.originalError !== undefined && error.originalError !== null && !("type" in error.originalError)) {
      world.problems.push({ kind: "emulator", where: "POST /graphql", message: error.stack ?? error.message });
    } else note(error.message);
  }
  const shown = result.errors?.map((error) => withType(error));
  return {
    answer: ok(shown === undefined ? { data: result.data } : { data: result.data, errors: shown }),
    validated: true,
  };
}

function parseQuery(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    return error instanceof GraphQLError ? error : new GraphQLError(String(error));
  }
}

/** GitHub puts its error type beside `message`, not under `extensions`. */
function withType(error: GraphQLError): Record<string, unknown> {
  const original = error.originalError;
  const type = original !== undefined && original !== null && "type" in original ? { type: original.type } : {};
  return { ...type, ...error.toJSON() };
}
