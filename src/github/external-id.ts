import { createHmac } from "node:crypto";

/** The server's secrets for ExternalIds: while one is being replaced, roles may still trust what the previous one gives. */
export type ExternalIdSecrets = { readonly current: string; readonly previous?: string };

/**
 * The ExternalIds of a GitHub owner, the one to use first: each owner has its own, so that one tenant's configuration
 * cannot make the App use another tenant's role
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). It follows from the owner's id, as
 * installation ids change on re-installation and names change hands.
 * @returns 64 hexadecimal digits each, within AWS's limit of 1,224 characters of a narrow alphabet
 */
export function externalIds(ownerId: number, secrets: ExternalIdSecrets): readonly string[] {
  return [secrets.current, secrets.previous]
    .filter((secret) => secret !== undefined)
    .map((secret) => externalId(ownerId, secret));
}

function externalId(ownerId: number, secret: string): string {
  return createHmac("sha256", secret).update(String(ownerId)).digest("hex");
}
