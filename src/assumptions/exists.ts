import type { AssumptionSource, Blocked, ExistsAssumption } from "../model/assumption.ts";
import type { Block } from "../model/declared.ts";
import type { Judgement } from "../model/finding.ts";
import type { Permission } from "../model/live.ts";
import {
  type Evidence,
  type Observation,
  type Observations,
  type ReadRequest,
  requestKey,
} from "../model/observation.ts";
import type { SliceItem } from "../model/slice.ts";
import type { Place } from "../model/target.ts";
import { map } from "../model/value.ts";
import { type Arn, parseArn } from "../resources/arn.ts";
import { closestNames } from "../resources/closest.ts";
import { findByArn } from "../resources/index.ts";
import type { ReadableType } from "../resources/type.ts";
import { awaitedBy, blockedByAwaited } from "./awaited.ts";
import { coverPlace } from "./coverage.ts";
import { blockedByIdentity, claimId, keyOfArn, keyOfBlock, placeOf, resourceKey, subjectOf } from "./identity.ts";
import { compareKept } from "./kept.ts";
import type { AssumptionSpec, DeriveContext } from "./kind.ts";
import { readable } from "./askable.ts";
import { lookUp, lookUpPermissions } from "./look-up.ts";
import { readRequest, requestFor } from "./requests.ts";
import { namedPermissions, namedLive } from "./named-live.ts";
import { isGone } from "./presence.ts";
import { blockedJudgement, evidenceOf, unknownFrom } from "./unknown.ts";

/** Code refers to something that it does not declare: a look-up that must succeed, an id written down. */
export const exists: AssumptionSpec<ExistsAssumption> = {
  kind: "exists",
  claims: "something that code refers to and does not declare is there",
  findings: [
    { kind: "missing", says: "something the change relies on is not there", severity: "block" },
    { kind: "ambiguous", says: "a look-up that must match one thing matches several", severity: "block" },
    {
      kind: "drifted",
      says: "a resource in the slice differs live from what base declares, and this change would leave it so",
      severity: "warn",
    },
  ],
  derive,
  reads,
  actions,
  judge,
};

function derive(context: DeriveContext): readonly ExistsAssumption[] {
  const lookups = context.slice.items.flatMap((item) => fromLookup(item, context));
  const imports = context.slice.items.flatMap((item) => fromImport(item, context));
  const literals = context.slice.items.filter(({ touched }) => touched).flatMap((item) => fromLiterals(item, context));
  const byId = new Map<string, ExistsAssumption>();
  for (const assumption of [...lookups, ...imports, ...literals]) {
    const earlier = byId.get(assumption.id);
    byId.set(assumption.id, earlier ? { ...earlier, usedBy: [...earlier.usedBy, ...assumption.usedBy] } : assumption);
  }
  return [...byId.values()];
}

function fromLookup(item: SliceItem, context: DeriveContext): readonly ExistsAssumption[] {
  const block = item.head;
  if (block?.mode !== "lookup") return [];
  if (isCreatedHere(keyOfBlock(block), context)) return [];
  const covered = coverPlace(block.place, context.target, context.targets, block.placeIsText ? "covered" : "any");
  const subject = subjectOf(block);
  const awaited = awaitedBy([block], context.slice, context.target, covered.place);
  const before = item.base?.mode === "lookup" ? item.base.kept : undefined;
  const blocked = item.undecided
    ? ({ reason: "problem", detail: item.undecided } as const)
    : (blockedByIdentity(block) ?? covered.blocked ?? blockedByAwaited(block.identity, awaited));
  return [
    {
      kind: "exists",
      id: claimId(["exists", context.target.name, context.slice.unit, block.address, subject.type, subject.name ?? ""]),
      target: covered.target,
      unit: context.slice.unit,
      subject,
      source: { ...block.source, side: "head" },
      place: covered.place,
      identity: block.identity,
      awaited,
      blocked,
      by: "lookup",
      ...(block.names !== undefined && { names: block.names }),
      ...(block.isAnyones && { isAnyones: true as const }),
      ...(block.isAdvisory && { isAdvisory: true as const }),
      ...(block.kept && { kept: { base: before ?? null, head: block.kept } }),
      usedBy: usersOf(block.address, context),
    },
  ];
}

/** What is taken over must be there. Once base declares it too, it has been taken over. */
function fromImport({ base, head, undecided }: SliceItem, context: DeriveContext): readonly ExistsAssumption[] {
  if (head?.mode !== "resource" || head.imported !== "certain" || base?.mode === "resource") return [];
  const key = resourceKey(head.type, placeOf(head), head.identity);
  if (key !== null && context.declaredAtBase.has(key)) return [];
  const covered = coverPlace(head.place, context.target, context.targets, "any");
  const subject = subjectOf(head);
  const awaited = awaitedBy([{ ...head, properties: map(new Map()) }], context.slice, context.target, covered.place);
  return [
    {
      kind: "exists",
      id: claimId(["exists", context.target.name, context.slice.unit, head.address, subject.type, subject.name ?? ""]),
      target: covered.target,
      unit: context.slice.unit,
      subject,
      source: { ...head.source, side: "head" },
      place: covered.place,
      identity: head.identity,
      awaited,
      blocked: undecided
        ? { reason: "problem", detail: undecided }
        : (blockedByIdentity(head) ?? covered.blocked ?? blockedByAwaited(head.identity, awaited)),
      by: "import",
      usedBy: usersOf(head.address, context),
    },
  ];
}

function usersOf(address: string, { slice }: DeriveContext): ExistsAssumption["usedBy"] {
  const blocks = [...(slice.head?.blocks.values() ?? [])];
  return blocks
    .filter((block) => block.mode !== "other" && block.leansOn.includes(address))
    .map((block) => ({ address: block.address, source: block.source }));
}

function fromLiterals(item: SliceItem, context: DeriveContext): readonly ExistsAssumption[] {
  const block = item.head;
  if (!block) return [];
  return block.literals.flatMap((literal) => {
    const arn = parseArn(literal.arn);
    return arn ? fromArn(arn, literal.arn, { ...literal.source, side: "head" }, block, context) : [];
  });
}

function fromArn(
  arn: Arn,
  text: string,
  source: AssumptionSource,
  block: Block,
  context: DeriveContext,
): readonly ExistsAssumption[] {
  const named = findByArn(arn);
  const place = placeOfArn(arn, block, context);
  const covered = coverPlace(place, context.target, context.targets, arn.region === "" ? "any" : "covered");
  const key = keyOfArn(arn, named?.type.type ?? null, named?.identity);
  if (isCreatedHere(key, context)) return [];
  if (looksUp(block, text, covered.place, named)) return [];
  return [
    {
      kind: "exists",
      id: claimId(["exists", context.target.name, text]),
      target: covered.target,
      unit: context.slice.unit,
      subject: {
        address: block.address,
        type: named?.type.type ?? arn.service,
        identifier: named?.identity.kind === "identifier" ? named.identity.identifier : null,
        name: named && "name" in named.identity ? named.identity.name : text,
      },
      source,
      place: covered.place,
      identity: named?.identity ?? { kind: "generated" },
      awaited: new Map(),
      blocked: covered.blocked ?? blockedByArn(named, `${arn.service} (${text})`),
      by: "literal",
      arn: text,
      ...(key !== null && context.declaredAtHead.has(key) && { isDeclared: true as const }),
      usedBy: [{ address: block.address, source: block.source }],
    },
  ];
}

/** Why an ARN alone does not say what to read; null where it does. */
function blockedByArn(named: ReturnType<typeof findByArn>, text: string): Blocked | null {
  if (!named) return { reason: "unsupported-type", detail: text };
  const { identity } = named;
  return identity.kind === "unresolved" ? { reason: "unresolved", detail: identity.value.reason } : null;
}

/** A look-up by ARN is one reference, not two. */
function looksUp(block: Block, text: string, place: Place | null, named: ReturnType<typeof findByArn>): boolean {
  if (block.mode !== "lookup") return false;
  if (block.byArn === text) return true;
  const own = keyOfBlock(block);
  return named !== undefined && own !== null && own === resourceKey(named.type.type, place, named.identity);
}

/** ARNs of global services name no region, those of S3 not even an account: they are then the holder's own. */
function placeOfArn(arn: Arn, block: Block, { target }: DeriveContext): Place {
  const holder = block.mode === "other" ? null : placeOf(block);
  return {
    partition: arn.partition,
    account: arn.account || holder?.account || target.account,
    region: arn.region || target.region,
  };
}

/** What the same pull request creates is never missing. */
function isCreatedHere(key: string | null, { declaredAtBase, declaredAtHead }: DeriveContext): boolean {
  return key !== null && declaredAtHead.has(key) && !declaredAtBase.has(key);
}

function reads(assumption: ExistsAssumption, observations: Observations): readonly ReadRequest[] {
  const asked = readable(assumption);
  if (!asked) return [];
  const found = lookUp(assumption, asked.type, asked.place, observations);
  if (found.step === "ask") return [found.request];
  const { observation } = found;
  if (observation.outcome === "present") {
    return namedLive(assumption, asked.place, observation).flatMap((named) => reads(named, observations));
  }
  if (observation.outcome !== "absent") return [];
  return listingFor(assumption, asked.type, asked.place);
}

/** One page of names, to say which are closest to one that is missing. A hint: what becomes of it decides nothing. */
function listingFor(assumption: ExistsAssumption, type: ReadableType, place: Place): readonly ReadRequest[] {
  if (!type.list) return [];
  const call = { api: "cloudcontrol:ListResources", actions: type.list.actions } as const;
  return [{ ...requestFor(assumption, place, call, type.type, ""), firstPage: true }];
}

function actions(assumption: ExistsAssumption): readonly Permission[] {
  const asked = readable(assumption);
  if (!asked) return [];
  return [
    ...lookUpPermissions(assumption, asked.type),
    ...(asked.type.list?.actions ?? []),
    ...namedPermissions(assumption),
  ];
}

function judge(assumption: ExistsAssumption, observations: Observations): Judgement {
  if (assumption.blocked) return blockedJudgement(assumption.blocked);
  const asked = readable(assumption);
  if (!asked) return blockedJudgement({ reason: "unsupported-type", detail: assumption.subject.type });
  const found = lookUp(assumption, asked.type, asked.place, observations);
  if (found.step === "ask")
    return blockedJudgement({ reason: "deadline", detail: `${found.request.api} was not asked` });
  const { observation, trail, matches } = found;
  if (matches) return { ...missing(trail, []), finding: "ambiguous", matches };
  if (observation.outcome === "present" && !isGone(asked.type, observation)) {
    const instead = otherThanNamed(assumption, asked.type, observation);
    if (instead) return missing(trail, instead);
    const named = namedLive(assumption, asked.place, observation);
    const judged = judgeNamed(named, observations);
    const evidence = [...evidenceOf(trail), ...judged.evidence];
    return { ...(judged.amiss ?? compareKept(assumption, observation.properties, trail)), evidence };
  }
  if (observation.outcome !== "present" && observation.outcome !== "absent") return unknownFrom(observation, trail);
  if (observation.outcome === "present") return { ...missing(trail, []), pendingDeletion: true };
  if (takesNone(assumption.identity) && observation.request.api === asked.type.finder?.api)
    return { verdict: "holds", unchecked: [], evidence: evidenceOf(trail) };
  if (asked.type.within) return missing(trail, closestPart(assumption, asked.type, asked.place, observations));
  const [listing] = listingFor(assumption, asked.type, asked.place);
  return missing(trail, closestTo(assumption, asked.type, listing && observations.get(requestKey(listing))));
}

/** A look-up of any number succeeds where nothing matches, unless what it looks for hangs on what is not there. */
function takesNone(identity: ExistsAssumption["identity"]): boolean {
  return identity.kind === "natural-key" && identity.several === true;
}

/** What a live value names is judged as if code named it; `amiss` is null where all of it is there. */
function judgeNamed(
  named: readonly ExistsAssumption[],
  observations: Observations,
): { readonly amiss: Judgement | null; readonly evidence: Judgement["evidence"] } {
  const evidence: Evidence[] = [];
  for (const { subject, ...each } of named) {
    const judgement = judge({ ...each, subject }, observations);
    evidence.push(...judgement.evidence);
    if (judgement.verdict === "unknown") return { amiss: judgement, evidence };
    const { type, name, identifier } = subject;
    const shown = { type, name: name ?? identifier ?? type };
    if (judgement.verdict === "stale") return { amiss: { ...judgement, named: shown }, evidence };
  }
  return { amiss: null, evidence };
}

/** An ARN may say more than what its resource is found by: a role's path, one of a table's indexes. */
function otherThanNamed(
  { arn: text, isDeclared }: ExistsAssumption,
  type: ReadableType,
  { properties }: Extract<Observation, { outcome: "present" }>,
): readonly string[] | null {
  const arn = text === undefined || isDeclared ? undefined : parseArn(text);
  return (arn && type.otherThan?.(arn, properties)) ?? null;
}

function missing(trail: readonly Observation[], closest: readonly string[]): Extract<Judgement, { verdict: "stale" }> {
  return {
    verdict: "stale",
    finding: "missing",
    differences: [],
    unchecked: [],
    evidence: evidenceOf(trail),
    closest,
    takenIn: null,
  };
}

/** Names of what the same holder holds; nothing more is asked for them. */
function closestPart(
  assumption: ExistsAssumption,
  type: ReadableType,
  place: Place,
  observations: Observations,
): readonly string[] {
  const { identifier } = assumption.subject;
  const holder = identifier === null ? undefined : readRequest(assumption, type, place, identifier);
  const seen = holder && observations.get(requestKey(holder));
  if (identifier === null || !type.within || seen?.outcome !== "present") return [];
  return closestNames(identifier, [...type.within.partsOf(seen).keys()]);
}

function closestTo(
  assumption: ExistsAssumption,
  type: ReadableType,
  listing: ReturnType<Observations["get"]>,
): readonly string[] {
  if (listing?.outcome !== "present" || assumption.subject.name === null) return [];
  const names = (listing.items ?? []).map((item) => type.nameOf(item.identifier));
  return closestNames(assumption.subject.name, names);
}
