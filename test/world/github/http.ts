import type { ServedOperation } from "./served.ts";
import type { Installation, Permissions, PermissionLevel, Repository, Token } from "./state.ts";
import type { World } from "./world.ts";

/** Who calls: the App itself (JWT), one of its installations, or nobody. */
export type Caller =
  | { readonly kind: "app" }
  | { readonly kind: "installation"; readonly token: Token }
  | { readonly kind: "anonymous" };

/** A request that passed all checks. */
export interface PlainCall {
  readonly world: World;
  readonly caller: Caller;
  readonly method: string;
  readonly path: string;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** The media type asked for, as in the Accept header. */
  readonly accept: string;
}

/** A request for something within a repository. */
export interface Call extends PlainCall {
  /** The repository in the path, already looked up and allowed. */
  readonly repository: Repository;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** For answers that are not JSON, such as a file's raw content. */
  readonly raw?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Permission sets, any one of which is enough; empty for what every token may do. */
export type Needs = readonly Readonly<Record<string, PermissionLevel>>[];

interface RouteBasics {
  readonly operation: ServedOperation;
  /** `app` takes the App's JWT only; `installation` (the default) an installation's token. */
  readonly caller?: "app" | "installation" | "either";
  readonly needs: Needs;
}

/** What answers an operation: within a repository, or elsewhere. */
export type Route =
  | (RouteBasics & { readonly handle: (call: Call) => Answer | Promise<Answer> })
  | (RouteBasics & { readonly handlePlain: (call: PlainCall) => Answer | Promise<Answer> });

export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, body, headers };
}

export function failure(status: number, message: string, errors?: readonly unknown[]): Answer {
  const body = { message, documentation_url: "https://docs.github.com/rest", status: String(status) };
  return { status, body: errors === undefined ? body : { ...body, errors } };
}

export function notFound(): Answer {
  return failure(404, "Not Found");
}

/** 422 as GitHub words it for one field of one resource. */
export function invalidField(resource: string, field: string, code: string, message?: string): Answer {
  const error = message === undefined ? { resource, field, code } : { resource, field, code, message };
  return failure(422, "Validation Failed", [error]);
}

export function forbidden(needs: Needs): Answer {
  const answer = failure(403, "Resource not accessible by integration");
  return { ...answer, headers: acceptedPermissions(needs) };
}

/** GitHub lists the permission sets that would do on every answer to a GitHub App. */
export function acceptedPermissions(needs: Needs): Readonly<Record<string, string>> {
  const sets = needs.map((set) => Object.entries(set).map(([name, level]) => `${name}=${level}`));
  return { "x-accepted-github-permissions": sets.map((set) => set.join(",")).join("; ") };
}

export function grants(permissions: Permissions, needs: Needs): boolean {
  if (needs.length === 0) return true;
  return needs.some((set) =>
    Object.entries(set).every(([name, level]) => {
      const given = name === "metadata" ? (permissions[name] ?? "read") : permissions[name];
      return given === "write" || given === level;
    }),
  );
}

export function installationOfCaller(caller: Caller): Installation | null {
  return caller.kind === "installation" ? caller.token.installation : null;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/** One page of a list and the Link header that leads to the others; `per_page` is 30, at most 100, as on GitHub. */
export function paginate<T>(call: PlainCall, all: readonly T[], limit = Number.POSITIVE_INFINITY): Page<T> {
  const perPage = Math.min(Math.max(Number(call.query["per_page"] ?? 30) || 30, 1), 100);
  const page = Math.max(Number(call.query["page"] ?? 1) || 1, 1);
  const shown = Math.min(all.length, limit);
  const last = Math.max(Math.ceil(shown / perPage), 1);
  const items = all.slice(0, shown).slice((page - 1) * perPage, page * perPage);
  const link = (to: number, relation: string): string => {
    const query = new URLSearchParams({ ...call.query, page: String(to) });
    return `<${call.world.urls.api}${call.path}?${query}>; rel="${relation}"`;
  };
  const links: string[] = [];
  if (page > 1) links.push(link(Math.min(page - 1, last), "prev"));
  if (page < last) links.push(link(page + 1, "next"), link(last, "last"));
  if (page > 1) links.push(link(1, "first"));
  return { items, headers: links.length === 0 ? {} : { link: links.join(", ") } };
}

export function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

export function integer(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) ? value : null;
}

/** A file as the raw media type gives it. GitHub calls it UTF-8 whatever it is, so that clients read it as text. */
export function rawFile(content: Buffer): Answer {
  return { status: 200, raw: content, headers: { "content-type": "application/vnd.github.raw+json; charset=utf-8" } };
}
