import type { AsDeclaredAssumption } from "../model/assumption.ts";
import type { Json } from "../model/json.ts";
import { type Observation, type Observations, type ReadRequest, requestKey } from "../model/observation.ts";
import type { Place } from "../model/target.ts";
import type { PathComparison, UncheckedPath } from "../resources/comparison/compare.ts";
import { find } from "../resources/index.ts";
import type { ResourceType } from "../resources/type.ts";
import { requestFor } from "./requests.ts";
import { reasonOf } from "./unknown.ts";

type Asked = { readonly type: ResourceType; readonly place: Place };
type Present = Extract<Observation, { readonly outcome: "present" }>;

const SCALABLE_TARGET = "AWS::ApplicationAutoScaling::ScalableTarget";

/** IAM actions of asking who scales a type's capacity. */
export function scalerActions(type: ResourceType): readonly string[] {
  return type.scaledBy ? (find(SCALABLE_TARGET)?.read.actions ?? []) : [];
}

/** The reads that tell whether what differs is an autoscaler's to set. */
export function scalerRequests(
  assumption: AsDeclaredAssumption,
  asked: Asked,
  live: Present,
  differing: readonly PathComparison[],
): readonly ReadRequest[] {
  return differing.flatMap(({ path }) => requestOf(assumption, asked, live, path) ?? []);
}

/**
 * What differs without the capacity that lies within an autoscaler's bounds: that is the autoscaler's, whatever code
 * declares. Where its bounds could not be read, it is not known whose it is.
 */
export function withoutScaled(
  assumption: AsDeclaredAssumption,
  asked: Asked,
  live: Present,
  differing: readonly PathComparison[],
  observations: Observations,
): {
  readonly differing: readonly PathComparison[];
  readonly unchecked: readonly UncheckedPath[];
  readonly scalers: readonly Observation[];
} {
  const left: PathComparison[] = [];
  const unchecked: UncheckedPath[] = [];
  const scalers: Observation[] = [];
  for (const path of differing) {
    const own = boundsOf(asked.type, path.path, live);
    const request = requestOf(assumption, asked, live, path.path);
    const scaler = request && observations.get(requestKey(request));
    if (scaler) scalers.push(scaler);
    const bounds = own ?? (scaler?.outcome === "present" ? scaler.properties : undefined);
    if (bounds && isWithin(path.live, bounds["MinCapacity"], bounds["MaxCapacity"])) continue;
    if (request && scaler?.outcome !== "present" && scaler?.outcome !== "absent") unchecked.push(unread(path, scaler));
    else left.push(path);
  }
  return { differing: left, unchecked, scalers };
}

function requestOf(
  assumption: AsDeclaredAssumption,
  { type, place }: Asked,
  live: Present,
  path: string,
): ReadRequest | undefined {
  const scaler = type.scaledBy?.(path, live.identifier);
  const read = find(SCALABLE_TARGET)?.read;
  if (!scaler || !("target" in scaler) || !read) return undefined;
  return requestFor(assumption, place, read, SCALABLE_TARGET, scaler.target);
}

function boundsOf(type: ResourceType, path: string, { identifier, properties }: Present) {
  const scaler = type.scaledBy?.(path, identifier);
  if (!scaler || "target" in scaler) return undefined;
  return { MinCapacity: properties[scaler.min], MaxCapacity: properties[scaler.max] };
}

function isWithin(live: Json | undefined, min: Json | undefined, max: Json | undefined): boolean {
  const [value, least, most] = [live, min, max].map((bound) =>
    typeof bound === "number" || typeof bound === "string" ? Number(bound) : Number.NaN,
  );
  return value !== undefined && least !== undefined && most !== undefined && value >= least && value <= most;
}

function unread({ path }: PathComparison, scaler: Exclude<Observation, { outcome: "present" | "absent" }> | undefined) {
  const reason = scaler ? reasonOf(scaler) : ("deadline" as const);
  const detail = `whether an autoscaler sets it could not be read: ${scaler ? scaler.message : "it was not asked"}`;
  const action = scaler?.outcome === "denied" ? scaler.action : null;
  return { path, reason, detail, decides: true, action };
}
