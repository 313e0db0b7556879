import { createHash } from "node:crypto";
import type { CallerKey } from "../world.ts";
import type { Permissions, Statement } from "./policy.ts";
import type { State } from "./state.ts";

/** Who calls: an IAM user, or a session of a role with its session policy. */
export type Identity = {
  readonly arn: string;
  readonly account: string;
  readonly userId: string;
} & (
  | { readonly kind: "user"; readonly permissions: Permissions }
  | {
      readonly kind: "session";
      readonly role: string;
      readonly roleArn: string;
      readonly policy: readonly Statement[] | null;
      readonly policyText: string | null;
    }
);

/** An access key that can sign; sessions have a token and an end (milliseconds since 1970). */
export type Credential = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly token: string | null;
  readonly expiresAt: number | null;
  readonly identity: Identity;
};

/** The access keys of the world's callers, and those of the sessions that were issued. */
export type Identities = {
  find(accessKeyId: string): Credential | undefined;
  issue(identity: Identity, expiresAt: number): Credential;
};

/** The emulated STS's memory. Keys and tokens are counted, so that the same calls get the same ones. */
export function createIdentities(callers: readonly CallerKey[]): Identities {
  const credentials = new Map<string, Credential>(
    callers.map((caller) => [caller.accessKeyId, callerCredential(caller)]),
  );
  let issued = 0;
  return {
    find: (accessKeyId) => credentials.get(accessKeyId),
    issue(identity, expiresAt) {
      issued += 1;
      const accessKeyId = `ASIA${String(issued).padStart(16, "0")}`;
      const credential = {
        accessKeyId,
        secretAccessKey: made(`secret of ${accessKeyId}`),
        token: `${made(`token of ${accessKeyId}`)}${made(identity.arn)}`,
        expiresAt,
        identity,
      };
      credentials.set(accessKeyId, credential);
      return credential;
    },
  };
}

/** What an identity's own policies allow now; a session's role may have changed, or gone, since. */
export function permissionsOf(identity: Identity, state: State): Permissions {
  if (identity.kind === "user") return identity.permissions;
  return state.role(identity.account, identity.role) ?? { allow: [], deny: [] };
}

function callerCredential(caller: CallerKey): Credential {
  const [, , , , account = "", name = ""] = caller.arn.split(":");
  const userId =
    name === "root"
      ? account
      : `AIDA${made(caller.arn)
          .replaceAll(/[^A-Z]/g, "")
          .padEnd(17, "A")
          .slice(0, 17)}`;
  const { accessKeyId, secretAccessKey, arn, allow, deny } = caller;
  return {
    accessKeyId,
    secretAccessKey,
    token: null,
    expiresAt: null,
    identity: { kind: "user", arn, account, userId, permissions: { allow, deny } },
  };
}

function made(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
