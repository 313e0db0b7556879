import { verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { failure } from "./http.ts";
import type { Answer, Caller } from "./http.ts";
import { covers } from "./state.ts";
import type { App, Installation, Permissions, Repository, State, Token } from "./state.ts";
import { newToken } from "./state.ts";

/** Seconds that an App's JWT may be valid from now: GitHub refuses more than 10 minutes. */
const JWT_LIMIT = 600;
/** Milliseconds that an installation token is valid. */
const TOKEN_LIFE = 3_600_000;

export type Authenticated =
  | { readonly ok: true; readonly caller: Caller }
  | { readonly ok: false; readonly answer: Answer };

function refused(message: string): Authenticated {
  return { ok: false, answer: failure(401, message) };
}

export function authenticate(state: State, key: KeyObject, header: string | undefined): Authenticated {
  if (header === undefined) return { ok: true, caller: { kind: "anonymous" } };
  const credential = header.replace(/^(bearer|token) /i, "");
  if (credential.split(".").length === 3) return authenticateApp(state.app, key, credential);
  const token = state.tokens.get(credential);
  if (token === undefined || token.expiresAt <= Date.now()) return refused("Bad credentials");
  if (!state.installations.has(token.installation.id)) return refused("Bad credentials");
  if (token.installation.suspendedAt !== null) {
    return { ok: false, answer: failure(403, "This installation has been suspended") };
  }
  return { ok: true, caller: { kind: "installation", token } };
}

function claims(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null; // not JSON: GitHub cannot decode it either
  }
}

/** Messages are GitHub's own. */
function authenticateApp(app: App, key: KeyObject, jwt: string): Authenticated {
  const [head = "", payload = "", signature = ""] = jwt.split(".");
  const undecodable = refused("A JSON web token could not be decoded");
  if (claims(head)?.["alg"] !== "RS256") return undecodable;
  const signed = verify("RSA-SHA256", Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, "base64url"));
  const body = claims(payload);
  if (!signed || body === null) return undecodable;
  const now = Date.now() / 1000;
  const { exp, iat, iss } = body;
  if (typeof exp !== "number" || exp <= now)
    return refused(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp > now + JWT_LIMIT) return refused("'Expiration time' claim ('exp') is too far in the future");
  if (typeof iat !== "number" || iat > now + 1)
    return refused("'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
  if (String(iss) !== String(app.id)) return refused("'Issuer' claim ('iss') must be an Integer");
  return { ok: true, caller: { kind: "app" } };
}

export type Issued = { readonly ok: true; readonly token: Token } | { readonly ok: false; readonly answer: Answer };

/** An installation token, at most as wide as the installation; narrowed by what the body asks for. */
export function issueToken(
  state: State,
  installation: Installation,
  narrowed: { readonly permissions: Permissions | null; readonly repositories: readonly (Repository | null)[] | null },
): Issued {
  if (installation.suspendedAt !== null) {
    return { ok: false, answer: failure(403, "This installation has been suspended") };
  }
  const permissions = narrowed.permissions ?? installation.permissions;
  const exceeds = Object.entries(permissions).some(([name, level]) => {
    const granted = installation.permissions[name];
    return granted !== "write" && granted !== level;
  });
  if (exceeds) {
    return { ok: false, answer: failure(422, "The permissions requested are not granted to this installation.") };
  }
  const chosen =
    narrowed.repositories?.map((one) => (one !== null && covers(installation, one) ? one.id : null)) ?? null;
  if (chosen?.includes(null) === true) {
    const message =
      "There is at least one repository that does not exist or is not accessible to the parent installation.";
    return { ok: false, answer: failure(422, message) };
  }
  const token: Token = {
    token: newToken(),
    installation,
    permissions: { metadata: "read", ...permissions },
    repositories: chosen === null ? null : new Set(chosen.filter((id) => id !== null)),
    expiresAt: Date.now() + TOKEN_LIFE,
  };
  state.tokens.set(token.token, token);
  return { ok: true, token };
}

/** Whether a token reaches a repository with its permissions. What is public, anyone reads, but nobody writes. */
export function reaches(token: Token, repository: Repository): boolean {
  const narrowed = token.repositories === null || token.repositories.has(repository.id);
  return covers(token.installation, repository) && narrowed;
}
