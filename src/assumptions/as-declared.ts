import type { AsDeclaredAssumption, Blocked } from "../model/assumption.ts";
import type { ResourceBlock } from "../model/declared.ts";
import { type Difference, type Effect, findingOf, type Judgement } from "../model/finding.ts";
import type { Permission } from "../model/live.ts";
import { type Observation, type Observations, type ReadRequest, requestKey } from "../model/observation.ts";
import type { Slice, SliceItem } from "../model/slice.ts";
import type { Place } from "../model/target.ts";
import { compare, type PathComparison } from "../resources/comparison/compare.ts";
import { sameDocument } from "../resources/comparison/same-value.ts";
import { sameness } from "../resources/comparison/whole.ts";
import type { ResourceType } from "../resources/type.ts";
import { awaitedBy, blockedByAwaited, settled } from "./awaited.ts";
import { scalerActions, scalerRequests, withoutScaled } from "./autoscaled.ts";
import { coverPlace } from "./coverage.ts";
import { assumedParameters, deployedOtherwise, parametersRequest } from "./deployed-parameters.ts";
import { identified } from "./identified.ts";
import { claimId, keyOfBlock, subjectOf } from "./identity.ts";
import { importRequests, isNamedByImport, withImports } from "./imported.ts";
import type { AssumptionSpec, DeriveContext } from "./kind.ts";
import { itemsOfOthers } from "./others.ts";
import { askedFor, learningActions, notIdentified, notLearned } from "./learned.ts";
import { askable } from "./askable.ts";
import { type LookUp, lookUp, lookUpPermissions } from "./look-up.ts";
import { isUnseen, lacksItsPart } from "./part.ts";
import { isGone } from "./presence.ts";
import { isKeptOnRemoval, replacedBy } from "./replaced.ts";
import { blockedJudgement, evidenceOf, unknownFrom, unknownPath } from "./unknown.ts";
import { whoActions, whoRequest, withWho } from "./who.ts";

/** A resource that base declares is live, and as base declares it. The heart: base, head and live side by side. */
export const asDeclared: AssumptionSpec<AsDeclaredAssumption> = {
  kind: "as-declared",
  claims: "a resource that the base branch declares is live, as declared",
  findings: [
    { kind: "missing", says: "something the change relies on is not there", severity: "block" },
    {
      kind: "would-revert",
      says: "live differs from base, and deploying this change would overwrite what is live",
      severity: "block",
    },
    {
      kind: "drifted",
      says: "a resource in the slice differs live from what base declares, and this change would leave it so",
      severity: "warn",
    },
    { kind: "already-applied", says: "live already equals head", severity: "info" },
    {
      kind: "undeployed",
      says: "live equals what an earlier commit of base declared: merged, not deployed, rather than changed by hand",
      severity: "warn",
    },
  ],
  derive,
  reads,
  actions,
  judge,
};

function derive(context: DeriveContext): readonly AsDeclaredAssumption[] {
  return context.slice.items.flatMap((item) => fromItem(item, context));
}

function fromItem(item: SliceItem, context: DeriveContext): readonly AsDeclaredAssumption[] {
  const { slice, target, targets } = context;
  const base = item.base;
  if (base?.mode !== "resource") return [];
  const head = item.head?.mode === "resource" ? item.head : movedTo(base, slice);
  const covered = coverPlace(base.place, target, targets, "any");
  const parameters = slice.base && assumedParameters(slice.base, base);
  const { identity, blocked } = identified(base, slice, target);
  const awaited = awaitedBy([base, head], slice, target, covered.place);
  const replaced = head && replacedBy(base, head, slice);
  return [
    {
      kind: "as-declared",
      id: claimId(["as-declared", target.name, slice.unit, base.address]),
      target: covered.target,
      unit: slice.unit,
      subject: subjectOf(base.identity.kind === "unresolved" ? { ...base, identity } : base),
      source: head ? { ...head.source, side: "head" } : { ...base.source, side: "base" },
      place: covered.place,
      identity,
      blocked: item.undecided
        ? { reason: "problem", detail: item.undecided }
        : ((isNamedByImport(base) ? null : blocked) ??
          unevaluated(head) ??
          covered.blocked ??
          blockedByAwaited(identity, awaited)),
      base,
      head,
      touched: item.touched,
      ...(item.isForgotten && !head ? { isForgotten: true as const } : {}),
      ...(replaced ? { replaced } : {}),
      ...(parameters ? { parameters } : {}),
      awaited,
      others: itemsOfOthers(base, [slice.base, slice.head]),
      ...(targets.some(({ name, changedBy }) => name === covered.target && changedBy)
        ? { asksWho: true as const }
        : {}),
      declaredFor: target.name,
      writes: (slice.head ?? slice.base)?.writes ?? "declared",
      format: (slice.head ?? slice.base)?.format ?? "",
    },
  ];
}

/**
 * A block that could not be evaluated at all, such as one whose text is broken, has neither an identity nor properties:
 * compared, it would look as if the change took all of them away.
 */
function unevaluated(head: ResourceBlock | null): Blocked | null {
  if (head?.identity.kind !== "unresolved" || head.properties.entries.size > 0) return null;
  return { reason: "unresolved", detail: head.identity.value.reason };
}

/** The same live resource under another address: a move in code is not a removal. */
function movedTo(base: ResourceBlock, { head }: Slice): ResourceBlock | null {
  const key = keyOfBlock(base);
  if (key === null || !head) return null;
  for (const block of head.blocks.values()) {
    if (block.mode === "resource" && keyOfBlock(block) === key) return block;
  }
  return null;
}

function reads(assumption: AsDeclaredAssumption, observations: Observations): readonly ReadRequest[] {
  const asked = askedFor(assumption, observations);
  if (!asked) return [];
  if ("step" in asked) return asked.step === "ask" ? [asked.request] : [];
  const { type, place } = asked;
  const filled = withImports(asked.assumption, place, observations);
  const parameters = parametersRequest(assumption, place);
  const others = [...importRequests(assumption, place), ...(parameters ? [parameters] : [])];
  if (filled.identity.kind === "unresolved") return others;
  const found = lookUp(filled, type, place, observations);
  if (found.step === "ask") return [...others, found.request];
  const open = openOf(filled, found.observation, observations);
  const scalers = open.length > 0 ? [] : scalersOpen(filled, asked, found.observation, observations);
  const next =
    open.length > 0 || scalers.length > 0
      ? [...open, ...scalers]
      : whoReads(filled, asked, found.observation, observations);
  return [...others, ...next];
}

/** Only what is there is compared. */
function openOf(assumption: AsDeclaredAssumption, { outcome }: Observation, observations: Observations) {
  return outcome === "present" ? settled(assumption, observations).open : [];
}

/** Who scales it is only asked where its capacity differs. */
function scalersOpen(
  assumption: AsDeclaredAssumption,
  asked: { readonly type: ResourceType; readonly place: Place },
  seen: Observation,
  observations: Observations,
): readonly ReadRequest[] {
  if (seen.outcome !== "present" || !asked.type.scaledBy) return [];
  const { differing } = comparedWith(settled(assumption, observations).assumption, asked, seen);
  const requests = scalerRequests(assumption, asked, seen, differing);
  return requests.filter((request) => !observations.has(requestKey(request)));
}

/** Who changed it is only asked of what has been seen to differ, so that this costs as much as there is drift. */
function whoReads(
  assumption: AsDeclaredAssumption,
  asked: { readonly type: ResourceType; readonly place: Place },
  seen: Observation,
  observations: Observations,
): readonly ReadRequest[] {
  const request = whoRequest(assumption, asked, seen, observations);
  return request && judge(assumption, observations).verdict === "stale" ? [request] : [];
}

function actions(assumption: AsDeclaredAssumption): readonly Permission[] {
  const asked = askable(assumption);
  if (!asked) return learningActions(assumption);
  const others = [parametersRequest(assumption, asked.place) ?? [], importRequests(assumption, asked.place)].flat();
  return [
    ...lookUpPermissions(assumption, asked.type),
    ...others.flatMap((request) => request.actions),
    ...scalerActions(asked.type),
    ...whoActions(assumption.asksWho),
  ];
}

function judge(written: AsDeclaredAssumption, observations: Observations): Judgement {
  if (written.blocked) return blockedJudgement(written.blocked);
  const asked = askedFor(written, observations);
  if (!asked) return blockedJudgement({ reason: "unsupported-type", detail: written.subject.type });
  if ("step" in asked) return notLearned(asked);
  const assumption = withImports(asked.assumption, asked.place, observations);
  const untold = notIdentified(assumption);
  if (untold) return untold;
  const found = lookUp(assumption, asked.type, asked.place, observations);
  if (found.step === "ask")
    return blockedJudgement({ reason: "deadline", detail: `${found.request.api} was not asked` });
  const imports = importRequests(written, asked.place).flatMap(
    (request) => observations.get(requestKey(request)) ?? [],
  );
  const seen = { ...found, trail: [...asked.learnedFrom, ...imports, ...found.trail] };
  const judgement = judgeSeen(assumption, asked, seen, observations);
  if (judgement.verdict !== "stale") return judgement;
  return withWho(judgement, assumption, asked, found.observation, observations);
}

function judgeSeen(
  assumption: AsDeclaredAssumption,
  asked: { readonly type: ResourceType; readonly place: Place },
  { observation, trail }: Extract<LookUp, { step: "done" }>,
  observations: Observations,
): Judgement {
  const request = parametersRequest(assumption, asked.place);
  const other = deployedOtherwise(assumption, request && observations.get(requestKey(request)));
  if (other !== undefined && observation.outcome === "present") {
    const detail = `the stack was deployed with another value of the parameter \`${other}\` than the one known here: add it under \`parameters\``;
    return { ...blockedJudgement({ reason: "unresolved", detail }), evidence: evidenceOf(trail) };
  }
  if (observation.outcome === "present" && !isGone(asked.type, observation)) {
    return compareWithLive(settled(assumption, observations).assumption, asked, observation, trail, observations);
  }
  if (observation.outcome !== "present" && observation.outcome !== "absent") return unknownFrom(observation, trail);
  const pending = observation.outcome === "present" ? { pendingDeletion: true as const } : {};
  return { ...gone(assumption, trail), ...pending };
}

/** What base declares is not there: missing, or what the change was going to do anyway. */
function gone({ head }: AsDeclaredAssumption, trail: readonly Observation[]): Extract<Judgement, { verdict: "stale" }> {
  return {
    verdict: "stale",
    finding: head ? "missing" : "already-applied",
    differences: [],
    unchecked: [],
    evidence: evidenceOf(trail),
    closest: [],
    takenIn: null,
  };
}

function comparedWith(
  { base, head, format, others }: AsDeclaredAssumption,
  { type, place }: { readonly type: ResourceType; readonly place: Place },
  { properties: live }: Extract<Observation, { outcome: "present" }>,
): ReturnType<typeof compare> {
  return compare(type, {
    base: base.properties,
    head: head?.properties ?? null,
    live,
    format,
    place,
    ignored: (head ?? base).ignored,
    others,
  });
}

function compareWithLive(
  assumption: AsDeclaredAssumption,
  asked: { readonly type: ResourceType; readonly place: Place },
  observation: Extract<Observation, { outcome: "present" }>,
  found: readonly Observation[],
  observations: Observations,
): Judgement {
  const compared = comparedWith(assumption, asked, observation);
  const {
    differing,
    unchecked: unread,
    scalers,
  } = withoutScaled(assumption, asked, observation, compared.differing, observations);
  const unchecked = [...compared.unchecked, ...unread];
  const trail = [...scalers, ...found];
  if (lacksItsPart(asked.type, assumption.base, differing)) return gone(assumption, trail);
  const differences = differing.map((path) => toDifference(path, effectOf(path, assumption)));
  if (differences.length > 0) {
    const finding = findingOf(differences);
    return {
      verdict: "stale",
      finding,
      differences,
      unchecked,
      evidence: evidenceOf(trail),
      closest: [],
      takenIn: null,
    };
  }
  const deciding =
    unchecked.find(({ decides }) => decides) ?? (isUnseen(asked.type, assumption.base) ? unchecked[0] : undefined);
  if (deciding) return unknownPath(deciding, unchecked, trail);
  return { verdict: "holds", unchecked, evidence: evidenceOf(trail) };
}

/** What deploying head would do to a path where live differs from base. */
function effectOf(path: PathComparison, assumption: AsDeclaredAssumption): Effect {
  const { base, head, touched, writes, replaced, isForgotten } = assumption;
  if (path.headIsLive === true && head) return "applied";
  if (!touched || isForgotten || replaced?.isKept || isKeptOnRemoval(assumption)) return "drift";
  if (!head) return "revert";
  const writesAll = writes === "declared" || replaced !== undefined;
  const isWritten = path.headIsLive === false && (writesAll || isRewritten(path, base, head));
  return isWritten ? "revert" : "drift";
}

/**
 * CloudFormation updates a property as a whole: what changes anywhere in it overwrites all that is live in it. Tags are
 * the exception: services set and take them away key by key.
 */
function isRewritten({ path, headIsBase }: PathComparison, base: ResourceBlock, head: ResourceBlock): boolean {
  if (headIsBase === false) return true;
  const [property = ""] = path.split("/");
  if (property === "Tags") return false;
  const [before, after] = [base, head].map(({ properties }) => properties.entries.get(property));
  return sameness(before, after, sameDocument) === "different";
}

function toDifference(path: PathComparison, effect: Effect): Difference {
  const { headIsLive: _headIsLive, headIsBase: _headIsBase, ...shown } = path;
  return { ...shown, effect };
}
