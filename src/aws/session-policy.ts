import type { Permission } from "../model/live.ts";
import { coversAction, dataPlanesBeside, serviceOfAction } from "../model/permissions.ts";

/** STS's limit on a session policy's text, in characters (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html). */
const MAX_LENGTH = 2048;

/** Verbs whose actions read; what is coarser than a list of actions allows these per service. */
const READ_VERBS = ["Get", "Describe", "List", "BatchGet"];

/** Leave for one resource only, or only by way of one service: it has a statement of its own. */
type Bounded = Exclude<Permission, string>;

type Statement = { readonly [member: string]: unknown };

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
    deniedBeside(actions, bounded, () => true),
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
    ...deniedBeside(actions, bounded, (service) => wide.has(service)),
  ]);
}

/** One statement for all resources that the same action is allowed on. */
function allowedBounded(bounded: readonly Bounded[]): readonly Statement[] {
  const groups = Map.groupBy(bounded, ({ action, via = "" }) => `${action}\n${via}`);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const Resource = [...new Set([first, ...others].map(({ resource }) => resource))].toSorted();
    const Condition = first.via === undefined ? {} : { Condition: { StringEquals: { [VIA]: first.via } } };
    return [{ Effect: "Allow", Action: first.action, Resource, ...Condition }];
  });
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
const VIA = "kms:ViaService";

/** Data planes of the wildcarded services, except what is asked for by name: of that, all but what is asked for. */
function deniedBeside(
  actions: readonly string[],
  bounded: readonly Bounded[],
  isWide: (service: string) => boolean,
): readonly Statement[] {
  const denied = dataPlanesBeside(actions).filter((plane) => isWide(serviceOfAction(plane)));
  const parted = denied.filter((plane) => bounded.some(({ action }) => coversAction(plane, action)));
  const wholly = denied.filter((plane) => !parted.includes(plane));
  return [
    ...(wholly.length > 0 ? [{ Effect: "Deny", Action: wholly, Resource: "*" }] : []),
    ...parted.flatMap((plane) =>
      deniedAround(
        plane,
        bounded.filter(({ action }) => coversAction(plane, action)),
      ),
    ),
  ];
}

function deniedAround(Action: string, allowed: readonly Bounded[]): readonly Statement[] {
  const NotResource = allowed.map(({ resource }) => resource);
  const ways = allowed.flatMap(({ via }) => via ?? []);
  const others = NotResource.includes("*") ? [] : [{ Effect: "Deny", Action, NotResource }];
  const otherWays = { Effect: "Deny", Action, Resource: "*", Condition: { StringNotEquals: { [VIA]: ways } } };
  return ways.length < allowed.length ? others : [...others, otherWays];
}

function policy(allowed: readonly string[], others: readonly Statement[]): string {
  const own = allowed.length > 0 ? [{ Effect: "Allow", Action: allowed, Resource: "*" }] : [];
  return JSON.stringify({ Version: "2012-10-17", Statement: [...own, ...others] });
}
