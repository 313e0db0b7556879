import type { AsDeclaredAssumption } from "../model/assumption.ts";
import type { Judgement } from "../model/finding.ts";
import { type Observation, type Observations, type ReadRequest, requestKey } from "../model/observation.ts";
import type { Place } from "../model/target.ts";
import { isLearnable, learnedType } from "../resources/learned/index.ts";
import type { ResourceType } from "../resources/type.ts";
import { askable } from "./askable.ts";
import { type LookUp } from "./look-up.ts";
import { requestFor } from "./requests.ts";
import { blockedJudgement, unknownFrom } from "./unknown.ts";

const DESCRIBE = { api: "cloudformation:DescribeType", actions: ["cloudformation:DescribeType"] } as const;

/** What an assumption's resource is looked at as: a type that has a file, or one that its schema tells. */
export type Asked = {
  readonly type: ResourceType;
  readonly place: Place;
  /** With which live resource it is, where the schema says that declared properties tell. */
  readonly assumption: AsDeclaredAssumption;
  /** What was read to learn the type. */
  readonly learnedFrom: readonly Observation[];
};

/** The type of what is declared, or how far learning it has come; undefined where it cannot be asked for. */
export function askedFor(assumption: AsDeclaredAssumption, observations: Observations): Asked | LookUp | undefined {
  const asked = askable(assumption);
  if (asked) return { ...asked, assumption, learnedFrom: [] };
  const request = schemaRequest(assumption);
  if (!request) return undefined;
  const described = observations.get(requestKey(request));
  if (!described) return { step: "ask", request };
  if (described.outcome !== "present") return { step: "done", observation: described, trail: [described] };
  const type = learnedType(assumption.subject.type, described.properties);
  const { place } = assumption;
  if (!type || !place) return { step: "done", ...notReadable(described, assumption.subject.type) };
  const identity = type.identityOf(assumption.base.properties) ?? assumption.identity;
  return { type, place, assumption: { ...assumption, identity }, learnedFrom: [described] };
}

/** What learning a type takes, before it can be said what reading it does. */
export function learningActions(assumption: AsDeclaredAssumption): readonly string[] {
  if (!schemaRequest(assumption)) return [];
  const stack = assumption.identity.kind === "stack" ? ["cloudformation:ListStackResources"] : [];
  return [...DESCRIBE.actions, ...stack];
}

function schemaRequest(assumption: AsDeclaredAssumption): ReadRequest | undefined {
  const { place, blocked, subject } = assumption;
  if (blocked || !place || !isLearnable(subject.type)) return undefined;
  return requestFor(assumption, place, DESCRIBE, null, subject.type);
}

function notReadable({ request, evidence }: Observation, type: string) {
  const message = `${type} cannot be read through Cloud Control`;
  const observation: Observation = { request, evidence, outcome: "unsupported", message };
  return { observation, trail: [observation] };
}

/** The type's schema could not be had, or says that nothing of the type can be read. */
export function notLearned(learning: LookUp): Judgement {
  if (learning.step === "ask") {
    return blockedJudgement({ reason: "deadline", detail: `${learning.request.api} was not asked` });
  }
  const { observation, trail } = learning;
  if (observation.outcome === "present" || observation.outcome === "absent") throw new Error("it was learned");
  return unknownFrom(observation, trail);
}

/** Neither code nor the type's schema tells which live resource it is. */
export function notIdentified({ identity, subject }: AsDeclaredAssumption): Judgement | undefined {
  if (identity.kind === "unresolved") return blockedJudgement({ reason: "unresolved", detail: identity.value.reason });
  if (identity.kind === "generated") return blockedJudgement({ reason: "no-identity", detail: subject.address });
  return undefined;
}
