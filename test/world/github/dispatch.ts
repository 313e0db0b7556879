import type { KeyObject } from "node:crypto";
import { authenticate, reaches } from "./auth.ts";
import { acceptedPermissions, failure, forbidden, grants, notFound } from "./http.ts";
import type { Answer, Caller, PlainCall, Route } from "./http.ts";
import { routes } from "./routes/index.ts";
import type { ServedOperation } from "./served.ts";
import { repositoryNamed } from "./state.ts";
import type { Repository } from "./state.ts";
import type { Validator } from "./validate.ts";
import type { Problem, World } from "./world.ts";

/** A request as it came in, its body parsed. */
export interface Incoming {
  readonly method: string;
  /** Without `/api/v3` and the query, still encoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
  readonly accept: string;
  /** Undefined when there is none, `invalid` when it is not JSON. */
  readonly body:
    | { readonly kind: "none" }
    | { readonly kind: "invalid" }
    | { readonly kind: "json"; readonly value: unknown };
}

export interface Dispatched {
  readonly answer: Answer;
  /** Whether the request passed GitHub's OpenAPI. */
  readonly validated: boolean;
}

interface Matcher {
  readonly route: Route;
  readonly method: string;
  readonly names: readonly string[];
  readonly pattern: RegExp;
  readonly literals: number;
}

/** Parameters that may hold slashes, written as such or encoded. */
const SPANS_SEGMENTS = new Set(["path", "ref", "branch", "basehead"]);

const matchers: readonly Matcher[] = routes.map(matcherOf).toSorted((a, b) => b.literals - a.literals);

function matcherOf(route: Route): Matcher {
  const [method = "", template = ""] = route.operation.split(" ");
  const names: string[] = [];
  const segments = template
    .split("/")
    .slice(1)
    .map((segment) => {
      const name = /^\{(.+)\}$/.exec(segment)?.[1];
      if (name === undefined) return `/${segment}`;
      names.push(name);
      if (name === "path") return "/?(.*)"; // the root folder has an empty path
      return SPANS_SEGMENTS.has(name) ? "/(.+)" : "/([^/]+)";
    });
  const literals = template.split("/").filter((segment) => !segment.startsWith("{")).length;
  return { route, method, names, pattern: new RegExp(`^${segments.join("")}$`), literals };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a lone percent sign stands for itself
  }
}

function match(method: string, path: string): { route: Route; params: Record<string, string> } | null {
  for (const matcher of matchers) {
    if (matcher.method !== method) continue;
    const found = matcher.pattern.exec(path);
    if (found === null) continue;
    const params = Object.fromEntries(matcher.names.map((name, index) => [name, decode(found[index + 1] ?? "")]));
    return { route: matcher.route, params };
  }
  return null;
}

/** The operation that a request asks for, or null for an endpoint that is not served. */
export function operationOf(method: string, path: string): ServedOperation | null {
  return match(method, path)?.route.operation ?? null;
}

/** Answers a REST request as GitHub would: who calls, may they, is it valid, then the route's own work. */
export async function dispatch(
  world: World,
  validator: Validator,
  key: KeyObject,
  incoming: Incoming,
): Promise<Dispatched> {
  const where = `${incoming.method} ${incoming.path}`;
  const note = (kind: Problem["kind"], message: string): void => void world.problems.push({ kind, where, message });
  const found = match(incoming.method, incoming.path);
  if (found === null) {
    note("unknown-endpoint", "the emulated GitHub does not serve this");
    return { answer: failure(501, `The emulated GitHub does not serve ${where}`), validated: false };
  }
  const { route, params } = found;

  const who = authenticate(world.state, key, incoming.authorization);
  if (!who.ok) {
    note("authentication", messageOf(who.answer));
    return refusal(who.answer);
  }
  const stranger = callerProblem(route, who.caller);
  if (stranger !== null) {
    note("authentication", messageOf(stranger));
    return refusal(stranger);
  }
  const access = accessTo(world, route, who.caller, params);
  if ("answer" in access) {
    if (access.answer.status === 403) note("permission", `needs ${JSON.stringify(route.needs)}`);
    return refusal(access.answer);
  }
  if (incoming.body.kind === "invalid") return refusal(failure(400, "Problems parsing JSON"));
  const body = incoming.body.kind === "json" ? incoming.body.value : undefined;
  const invalid = validator.request(route.operation, { params, query: incoming.query, body });
  if (invalid !== null) {
    note("invalid-request", invalid);
    return refusal(failure(422, `Invalid request.\n\n${invalid}`));
  }
  const call: PlainCall = {
    world,
    caller: who.caller,
    method: incoming.method,
    path: incoming.path,
    params,
    query: incoming.query,
    body: typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {},
    accept: incoming.accept,
  };
  return { answer: await answerTo(call, access.repository, route, validator, note), validated: true };
}

function refusal(answer: Answer): Dispatched {
  return { answer, validated: false };
}

async function answerTo(
  call: PlainCall,
  repository: Repository | null,
  route: Route,
  validator: Validator,
  note: (kind: Problem["kind"], message: string) => void,
): Promise<Answer> {
  try {
    const answer = await handle(route, call, repository);
    const wrong = answer.raw === undefined ? validator.answer(route.operation, answer.status, answer.body) : null;
    if (wrong === null) return { ...answer, headers: { ...acceptedPermissions(route.needs), ...answer.headers } };
    note("emulator", `the answer is not GitHub's: ${wrong}`);
    return failure(500, `The emulated GitHub made an invalid answer: ${wrong}`);
  } catch (error) {
    note("emulator", error instanceof Error ? (error.stack ?? error.message) : String(error));
    return failure(500, `The emulated GitHub failed: ${String(error)}`);
  }
}

function handle(route: Route, call: PlainCall, repository: Repository | null): Answer | Promise<Answer> {
  if ("handlePlain" in route) return route.handlePlain(call);
  if (repository === null) throw new Error(`${route.operation} has no repository in its path`);
  return route.handle({ ...call, repository });
}

function callerProblem(route: Route, caller: Caller): Answer | null {
  const wanted = route.caller ?? "installation";
  if (caller.kind === "anonymous") return failure(401, "Requires authentication");
  if (wanted === "either" || caller.kind === wanted) return null;
  if (wanted === "app") return failure(401, "A JSON web token could not be decoded");
  return failure(403, "Resource not accessible by integration");
}

type Access = { readonly repository: Repository | null } | { readonly answer: Answer };

function accessTo(world: World, route: Route, caller: Caller, params: Readonly<Record<string, string>>): Access {
  if (params["repo"] === undefined) return { repository: null };
  const repository = repositoryNamed(world.state, `${params["owner"] ?? ""}/${params["repo"]}`);
  if (repository === undefined) return { answer: notFound() };
  if (caller.kind !== "installation") return { repository };
  if (!reaches(caller.token, repository)) {
    // What is public, any token reads; what is private does not exist for it.
    if (repository.isPrivate) return { answer: notFound() };
    return route.operation.startsWith("GET ") ? { repository } : { answer: forbidden(route.needs) };
  }
  return grants(caller.token.permissions, route.needs) ? { repository } : { answer: forbidden(route.needs) };
}

function messageOf(answer: Answer): string {
  const body = answer.body;
  return typeof body === "object" && body !== null && "message" in body ? String(body.message) : "";
}
