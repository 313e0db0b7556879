import type { AsDeclaredAssumption } from "../model/assumption.ts";
import type { ChangedBy, ChangeEvent } from "../model/change-event.ts";
import type { Judgement } from "../model/finding.ts";
import { type Observation, type Observations, type ReadRequest, requestKey } from "../model/observation.ts";
import type { Place } from "../model/target.ts";
import { type Trail, trailOf } from "../resources/trail.ts";
import type { ResourceType } from "../resources/type.ts";
import { requestFor } from "./requests.ts";
import { evidenceOf, reasonOf } from "./unknown.ts";

type Stale = Extract<Judgement, { verdict: "stale" }>;
type Asked = { readonly type: ResourceType; readonly place: Place };

const LOOK_UP = { api: "cloudtrail:LookupEvents", actions: ["cloudtrail:LookupEvents"] } as const;

/** As many calls as one finding may name. */
const MAX_CALLS = 3;

/** The IAM action that asking who changed something needs; none where the target does not ask. */
export function whoActions(asks: boolean | undefined): readonly string[] {
  return asks ? LOOK_UP.actions : [];
}

/**
 * The next look-up that tells who made live differ from what is declared, until all names were asked for; none where
 * the target does not ask, or once one has failed: without it, which call was the last is not known.
 */
export function whoRequest(
  assumption: AsDeclaredAssumption,
  asked: Asked,
  seen: Observation,
  observations: Observations,
): ReadRequest | undefined {
  const looks = looksOf(assumption, asked, seen);
  const next = looks.find((request) => !observations.has(requestKey(request)));
  const hasFailed = looks.some(
    (request) => (observations.get(requestKey(request))?.outcome ?? "present") !== "present",
  );
  return hasFailed ? undefined : next;
}

/** The judgement with who made it so. Whatever became of the look-ups, nothing else of it changes. */
export function withWho(
  judgement: Stale,
  assumption: AsDeclaredAssumption,
  asked: Asked,
  seen: Observation,
  observations: Observations,
): Stale {
  const looks = looksOf(assumption, asked, seen).flatMap((request) => observations.get(requestKey(request)) ?? []);
  if (looks.length === 0) return judgement;
  return {
    ...judgement,
    changedBy: changedBy(pathsOf(judgement, assumption), asked.type, trail(asked, seen), looks),
    evidence: [...judgement.evidence, ...evidenceOf(looks)],
  };
}

function looksOf(assumption: AsDeclaredAssumption, asked: Asked, seen: Observation): readonly ReadRequest[] {
  if (!assumption.asksWho) return [];
  const { region, names } = trail(asked, seen);
  return names.map((name) => requestFor(assumption, { ...asked.place, region }, LOOK_UP, null, name));
}

function trail({ type, place }: Asked, seen: Observation): Trail {
  if (seen.outcome === "present") return trailOf(type, seen.identifier, seen.properties, place);
  return trailOf(type, seen.request.identifier, {}, place);
}

/** The paths that differ: what is a part of something else and is gone is that part's path. None where all is gone. */
function pathsOf({ differences }: Stale, { base }: AsDeclaredAssumption): readonly string[] {
  if (differences.length > 0) return differences.map(({ path }) => path);
  return base.part ? [base.part.path] : [];
}

/** Only all look-ups together tell which call was the last. */
function changedBy(
  paths: readonly string[],
  type: ResourceType,
  { source }: Trail,
  looks: readonly Observation[],
): ChangedBy {
  const events: ChangeEvent[] = [];
  let complete = true;
  for (const look of looks) {
    if (look.outcome !== "present") return unread(look);
    events.push(...(look.events ?? []));
    complete &&= look.complete !== false;
  }
  const own = events
    .filter((event) => event.source.split(".")[0] === source)
    .toSorted((left, right) => Date.parse(right.at) - Date.parse(left.at));
  const calls = paths.length > 0 ? changing(paths, own) : deleting(type, own);
  return calls.length > 0 ? { kind: "calls", calls } : { kind: "none", complete };
}

function unread(look: Exclude<Observation, { outcome: "present" }>): ChangedBy {
  const action = look.outcome === "denied" ? look.action : null;
  const reason = look.outcome === "absent" ? "failed" : reasonOf(look);
  return { kind: "unread", reason, detail: look.message, action };
}

/** For each path the newest call that names it; for what none names, the last call that changed the resource. */
function changing(differing: readonly string[], events: readonly ChangeEvent[]): Calls {
  const [last] = events;
  const byCall = new Map<ChangeEvent, string[]>();
  for (const path of differing) {
    const naming = events.find((event) => names(event, path));
    const event = naming ?? last;
    if (!event) continue;
    const paths = byCall.get(event) ?? [];
    byCall.set(event, naming ? [...paths, path] : paths);
  }
  return [...byCall].map(([event, paths]) => ({ event, paths })).slice(0, MAX_CALLS);
}

type Calls = Extract<ChangedBy, { kind: "calls" }>["calls"];

/** `DeleteQueue` deletes a queue, `DeleteQueuePolicy` does not. */
function deleting({ type }: ResourceType, events: readonly ChangeEvent[]): Calls {
  const last = plain(type.split("::").at(-1) ?? "");
  const deletion = events.find(({ call }) => {
    const [, what = ""] = /^(?:Delete|Terminate|Remove|Schedule)([A-Za-z]+)/.exec(call) ?? [];
    return [last, `${last}s`, `${last}deletion`].some((end) => plain(what).endsWith(end));
  });
  return deletion ? [{ event: deletion, paths: [] }] : [];
}

/** A shorter name could be part of anything. */
const TELLING = 6;

/**
 * Whether a call evidently concerns a property: a parameter of it has the property's name, or the call itself does
 * (`PutBucketEncryption`, `TagQueue`). That it sets it to what is live is not said by that.
 */
function names({ call, names: parameters }: ChangeEvent, path: string): boolean {
  const property = plain(path.split("/")[0] ?? "").replace(/e?s$/, "");
  const subject = plain(call.replace(/\d+(v\d+)?$/, "").replace(/^[A-Z][a-z]+/, ""));
  if (property === "tag") return /tag/i.test(call) || parameters.some((name) => /^tags?(set)?$/i.test(name));
  if (property.length > 3 && subject.endsWith(property)) return true;
  return [subject, ...parameters.map(plain)].some((name) => {
    if (name.replace(/e?s$/, "") === property) return true;
    const [short, long] = name.length < property.length ? [name, property] : [property, name];
    return short.length >= TELLING && (long.startsWith(short) || long.endsWith(short));
  });
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
