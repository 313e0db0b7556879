import type { Permission } from "../model/live.ts";
import {
  allowedBounded,
  type Bounded,
  dataPlanesDenied,
  serviceOfAction,
  type Statement,
} from "../model/permissions.ts";

/** STS's limit on a session policy's text, in characters (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html). */
const MAX_LENGTH = 2048;

/** Verbs whose actions read; what is coarser than a list of actions allows these per service. */
const READ_VERBS = ["Get", "Describe", "List", "BatchGet"];

/**
 * Session policies that allow the permissions, the narrowest first. The exact list where it fits; then with the services
 * that take most room as `service:Get*` and so on, as few of them as fit; then all of them; then everything but the
 * data planes. STS's packed size has its own limit, hence a choice. Each is at most 2,048 characters. What is allowed of
 * one resource only stays so in each of them.
 */
export function sessionPolicies(permissions: readonly Permission[]): readonly string[] {
  const bounded = permissions.filter((permission) => typeof permission !== "string");
  const actions = permissions.filter((permission) => typeof permission === "string");
  const byService = groupByService(actions.length + bounded.length > 0 ? actions : ALWAYS_ALLOWED);
  const largestFirst = [...byService.keys()].toSorted(
    (a, b) => saving(byService, b) - saving(byService, a) || a.localeCompare(b),
  );
  const exact = policy([...byService.values()].flat(), allowedBounded(bounded));
  const widened = largestFirst.map((_, index) =>
    withWide(byService, new Set(largestFirst.slice(0, index + 1)), actions, bounded),
  );
  const coarse = [widened.find(fits), widened.at(-1)].filter((text) => text !== undefined);
  const everything = policy(
    ["*"],
    dataPlanesDenied(actions, bounded, () => true),
  );
  return [...new Set([exact, ...(fits(exact) ? coarse.slice(1) : coarse), everything])].filter(fits);
}

function fits(text: string): boolean {
  return text.length <= MAX_LENGTH;
}

/** A policy needs an action: this one is what every identity may do anyway. */
const ALWAYS_ALLOWED = ["sts:GetCallerIdentity"];

function groupByService(actions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return Map.groupBy([...new Set(actions)].toSorted(), serviceOfAction);
}

/** Characters that a service's wildcards save. */
function saving(byService: ReadonlyMap<string, readonly string[]>, service: string): number {
  const exact = byService.get(service) ?? [];
  return JSON.stringify(exact).length - JSON.stringify(widen(exact)).length;
}

/** The actions of one service with every reading verb among them as a wildcard; IAM ignores case. */
function widen(actions: readonly string[]): readonly string[] {
  return [
    ...new Set(
      actions.map((action) => {
        const [service, name = ""] = action.split(":");
        const verb = READ_VERBS.find((candidate) => name.toLowerCase().startsWith(candidate.toLowerCase()));
        return verb ? `${service}:${verb}*` : action;
      }),
    ),
  ];
}

function withWide(
  byService: ReadonlyMap<string, readonly string[]>,
  wide: ReadonlySet<string>,
  actions: readonly string[],
  bounded: readonly Bounded[],
): string {
  const allowed = [...byService].flatMap(([service, exact]) => (wide.has(service) ? widen(exact) : exact));
  return policy(allowed, [
    ...allowedBounded(bounded),
    ...dataPlanesDenied(actions, bounded, (service) => wide.has(service)),
  ]);
}

function policy(allowed: readonly string[], others: readonly Statement[]): string {
  const own = allowed.length > 0 ? [{ Effect: "Allow", Action: allowed, Resource: "*" }] : [];
  return JSON.stringify({ Version: "2012-10-17", Statement: [...own, ...others] });
}
