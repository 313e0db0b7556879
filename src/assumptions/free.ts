import type { FreeAssumption } from "../model/assumption.ts";
import type { ResourceBlock } from "../model/declared.ts";
import type { Permission } from "../model/live.ts";
import type { Judgement } from "../model/finding.ts";
import { type Observation, type Observations, type ReadRequest, requestKey } from "../model/observation.ts";
import type { SliceItem } from "../model/slice.ts";
import type { Place } from "../model/target.ts";
import { map } from "../model/value.ts";
import { find } from "../resources/index.ts";
import type { ResourceType } from "../resources/type.ts";
import { awaitedBy, blockedByAwaited } from "./awaited.ts";
import { coverPlace } from "./coverage.ts";
import { blockedByIdentity, claimId, keyOfBlock, placeOf, subjectOf } from "./identity.ts";
import type { AssumptionSpec, DeriveContext } from "./kind.ts";
import { askable } from "./askable.ts";
import { type LookUp, lookUp, lookUpPermissions } from "./look-up.ts";
import { requestFor } from "./requests.ts";
import { isGone } from "./presence.ts";
import { replacedInPlace } from "./replaced.ts";
import { blockedJudgement, evidenceOf, unknownFrom } from "./unknown.ts";

/** A name that the change creates is still free. */
export const free: AssumptionSpec<FreeAssumption> = {
  kind: "free",
  claims: "a name that first appears with the change is not taken",
  findings: [{ kind: "taken", says: "the change creates a name that is taken", severity: "block" }],
  derive,
  reads: (assumption, observations) => {
    const found = observationOf(assumption, observations);
    return found?.step === "ask" ? [found.request] : [];
  },
  actions,
  judge,
};

function derive(context: DeriveContext): readonly FreeAssumption[] {
  return context.slice.items.flatMap((item) => fromItem(item, context));
}

function fromItem(item: SliceItem, context: DeriveContext): readonly FreeAssumption[] {
  const block = item.head;
  if (!item.touched || block?.mode !== "resource" || isNameless(block) || block.imported || block.part) return [];
  const covered = coverPlace(block.place, context.target, context.targets, "any");
  const key = keyOfBlock(block);
  // At base, a module that head's version of cannot be had is no more than a call.
  const isAtBase = item.base !== null && item.base.mode !== "other";
  const replaces = item.base?.mode === "resource" ? replacedInPlace(item.base, block, context.slice) : [];
  const isNew = key === null ? !isAtBase : !context.declaredAtBase.has(key) && !wasNamedUnknown(item);
  if (!isNew && replaces.length === 0) return [];
  if (block.identity.kind === "stack" || mayBeShared(block)) return [];
  const subject = subjectOf(block);
  const awaited = awaitedBy([{ ...block, properties: map(new Map()) }], context.slice, context.target, covered.place);
  // What is created in something that is created with it cannot be there yet.
  if (blockedByAwaited(block.identity, awaited)) return [];
  return [
    {
      kind: "free",
      id: claimId(["free", context.target.name, context.slice.unit, block.address, subject.type, subject.name ?? ""]),
      target: covered.target,
      unit: context.slice.unit,
      subject,
      source: { ...block.source, side: "head" },
      place: covered.place,
      identity: block.identity,
      awaited,
      blocked: item.undecided
        ? { reason: "problem", detail: item.undecided }
        : (blockedByIdentity(block) ?? covered.blocked),
      head: block,
      ...(replaces.length > 0 && { replaces }),
    },
  ];
}

/** Other resources may have the same key, so that it cannot be taken. */
function mayBeShared({ type, identity }: ResourceBlock): boolean {
  const known = type === null ? undefined : find(type);
  return identity.kind === "natural-key" && !known?.composed && !known?.finder?.isUnique;
}

/** AWS makes the name up, or the project does not know the type's names. What a module would create may well have one. */
function isNameless({ type, identity, unavailable }: ResourceBlock): boolean {
  return unavailable === undefined && (type === null || identity.kind === "generated");
}

/** Base declares it, under a name that could not be worked out: that is said of the declared resource, and may be this name. */
function wasNamedUnknown({ base }: SliceItem): boolean {
  return base?.mode === "resource" && (base.identity.kind === "unresolved" || placeOf(base) === null);
}

/** What is there under the name, or the next read that tells. */
function observationOf(assumption: FreeAssumption, observations: Observations): LookUp | undefined {
  const asked = askable(assumption);
  if (asked && assumption.identity.kind === "natural-key")
    return lookUp(assumption, asked.type, asked.place, observations);
  const request = requestOf(assumption);
  if (!request) return undefined;
  const observation = observations.get(requestKey(request));
  return observation ? { step: "done", observation, trail: [observation] } : { step: "ask", request };
}

function actions(assumption: FreeAssumption): readonly Permission[] {
  const asked = askable(assumption);
  if (asked && assumption.identity.kind === "natural-key") return lookUpPermissions(assumption, asked.type);
  return requestOf(assumption)?.actions ?? [];
}

function requestOf(assumption: FreeAssumption): ReadRequest | undefined {
  const asked = askable(assumption);
  if (!asked || assumption.subject.name === null) return undefined;
  const { type, place } = asked;
  if (type.nameIsGlobal) return requestFor(assumption, place, type.nameIsGlobal, type.type, assumption.subject.name);
  return requestFor(assumption, place, type.read, type.type, assumption.subject.identifier ?? assumption.subject.name);
}

function judge(assumption: FreeAssumption, observations: Observations): Judgement {
  if (assumption.blocked) return blockedJudgement(assumption.blocked);
  const asked = askable(assumption);
  const found = observationOf(assumption, observations);
  if (!asked || !found) return blockedJudgement({ reason: "unsupported-type", detail: assumption.subject.type });
  if (found.step === "ask")
    return blockedJudgement({ reason: "deadline", detail: `${found.request.api} was not asked` });
  const { observation, trail } = found;
  if (observation.outcome === "absent") return { verdict: "holds", unchecked: [], evidence: evidenceOf(trail) };
  if (observation.outcome !== "present") return unknownFrom(observation, trail);
  return {
    verdict: "stale",
    finding: "taken",
    differences: [],
    unchecked: [],
    evidence: evidenceOf(trail),
    closest: [],
    ...(isGone(asked.type, observation) ? { pendingDeletion: true as const } : {}),
    takenIn: takenIn(asked.type, asked.place, observation),
  };
}

/** For a name that is unique worldwide: the region of whoever has it, where that is not this one. */
function takenIn(
  type: ResourceType,
  place: Place,
  observation: Extract<Observation, { outcome: "present" }>,
): string | null {
  const region = type.nameIsGlobal ? observation.properties["BucketRegion"] : undefined;
  return typeof region === "string" && region !== place.region ? region : null;
}
