import type { CheckMemory } from "../model/check-memory.ts";
import { locatorSchema, type Locator, type PullLocator } from "./locator.ts";
import type { Replies } from "./replies.ts";

/** What events lead to. */
export type EventPorts = {
  readonly requestCheck: (locator: Locator) => Promise<void>;
  /** Whether a check of the same thing waits or runs. */
  readonly isPending: (locator: Locator) => Promise<boolean>;
  /** Gives up what waits or runs, and ends what is open on GitHub. */
  readonly cancelCheck: (locator: Locator) => Promise<void>;
  readonly memory: CheckMemory;
  readonly replies: Replies;
};

/** The parts of an event that say where it happened; events of organizations without an installation have no use here. */
type Place = {
  readonly id: string;
  readonly payload: {
    readonly repository: {
      readonly id: number;
      readonly name: string;
      readonly owner: { readonly id: number; readonly login: string };
    };
    readonly installation?: { readonly id: number } | undefined;
  };
};

/** A repository as far as a locator needs it. */
export type RepositoryPlace = Pick<
  Locator,
  "owner" | "ownerId" | "repo" | "repositoryId" | "installationId" | "deliveredBy"
>;

export function repositoryOf({ id, payload: { repository, installation } }: Place): RepositoryPlace {
  return {
    owner: repository.owner.login,
    ownerId: repository.owner.id,
    repo: repository.name,
    repositoryId: repository.id,
    installationId: installation?.id ?? 0,
    deliveredBy: id,
  };
}

/** @throws when the event lacks what a locator needs, such as the installation: it was not sent to an App */
export function pullLocator(
  place: RepositoryPlace,
  pull: { readonly number: number; readonly head: { readonly sha: string } },
): PullLocator {
  const subject = { kind: "pull", number: pull.number } as const;
  const locator = { ...place, subject, headSha: pull.head.sha, requestedAt: new Date().toISOString() };
  locatorSchema.parse(locator);
  return locator;
}
