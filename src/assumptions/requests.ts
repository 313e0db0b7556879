import type { Assumption } from "../model/assumption.ts";
import type { Identity } from "../model/declared.ts";
import type { Observation, ReadApi, ReadRequest } from "../model/observation.ts";
import { partitionOf, type Place } from "../model/target.ts";
import { stateAttributes } from "../resources/index.ts";
import type { ReadableType, Within } from "../resources/type.ts";

type Call = { readonly api: ReadApi; readonly actions: readonly string[]; readonly learned?: readonly string[] };

/** One read, made through the assumption's target. */
export function requestFor(
  assumption: Pick<Assumption, "target">,
  place: Place,
  call: Call,
  type: string | null,
  identifier: string,
): ReadRequest {
  const { target } = assumption;
  return {
    api: call.api,
    target,
    account: place.account,
    region: place.region,
    type,
    identifier,
    actions: call.actions,
    ...(call.learned && { learned: call.learned }),
  };
}

/** The read of one resource by its identifier: its own, or that of what holds it. */
export function readRequest(
  assumption: Pick<Assumption, "target">,
  { read, type, within }: ReadableType,
  place: Place,
  identifier: string,
): ReadRequest {
  if (!within) return requestFor(assumption, place, read, type, identifier);
  return requestFor(assumption, place, read, null, within.holderOf(identifier));
}

/** What is found in what its holder's read gives. A holder that is not there holds nothing. */
export function partOf(within: Within, identifier: string, seen: Observation): Observation {
  const { request, evidence } = seen;
  const part = seen.outcome === "present" ? within.partsOf(seen).get(identifier) : undefined;
  if (part) return { request, evidence, outcome: "present", properties: part, identifier };
  const isHolderMissing = seen.outcome === "failed" && seen.reason === "stack-missing";
  if (seen.outcome !== "present" && !isHolderMissing) return seen;
  const message = seen.outcome === "present" ? `there is no ${identifier}` : seen.message;
  return { request, evidence: { ...evidence, outcome: "absent" }, outcome: "absent", message };
}

/** The state is read where its bucket is, by the target that it is of. */
export function stateRequest(
  assumption: Pick<Assumption, "target">,
  { state: { bucket, key, region }, reader }: Extract<Identity, { kind: "state" }>,
): ReadRequest {
  const call = { api: "s3:GetObject", actions: ["s3:GetObject"] } as const;
  const place = { partition: partitionOf(region), account: reader.account, region };
  return {
    ...requestFor(assumption, place, call, null, `${bucket}/${key}`),
    target: reader.target,
    attributes: stateAttributes,
  };
}
