import type { ReadyAssumption } from "../model/assumption.ts";
import type { Judgement } from "../model/finding.ts";
import { type Observations, type ReadRequest, requestKey } from "../model/observation.ts";
import { coverPlace } from "./coverage.ts";
import { claimId } from "./identity.ts";
import type { AssumptionSpec, DeriveContext } from "./kind.ts";
import { requestFor } from "./requests.ts";
import { compareContents, contentsOf } from "./stack-contents.ts";
import { blockedJudgement, evidenceOf, unknownFrom } from "./unknown.ts";

const DESCRIBE = { api: "cloudformation:DescribeStacks", actions: ["cloudformation:DescribeStacks"] } as const;
const LIST = { api: "cloudformation:ListStackResources", actions: ["cloudformation:ListStackResources"] } as const;
const STACK = "AWS::CloudFormation::Stack";

/** States in which CloudFormation takes an update (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html). */
const READY: ReadonlySet<string> = new Set([
  "CREATE_COMPLETE",
  "IMPORT_COMPLETE",
  "IMPORT_ROLLBACK_COMPLETE",
  "UPDATE_COMPLETE",
  "UPDATE_ROLLBACK_COMPLETE",
]);

/** The stack that a change is deployed to is there, and nothing keeps it from being updated. */
export const ready: AssumptionSpec<ReadyAssumption> = {
  kind: "ready",
  claims: "the deployed stack that a change goes to can take an update, and holds what base declares",
  findings: [
    {
      kind: "drifted",
      says: "a resource in the slice differs live from what base declares, and this change would leave it so",
      severity: "warn",
    },
    { kind: "already-applied", says: "live already equals head", severity: "info" },
    {
      kind: "not-ready",
      says: "an index, function, table, stack … exists and is not in a usable state",
      severity: "block",
    },
  ],
  derive,
  reads: (assumption) => requestsOf(assumption),
  actions: (assumption) => requestsOf(assumption).flatMap(({ actions }) => actions),
  judge,
};

/** One claim per unit whose stack base names, on the first thing that the change touches in it. */
function derive({ slice, target, targets }: DeriveContext): readonly ReadyAssumption[] {
  const stack = slice.base?.stack;
  const touched = slice.items.filter((item) => item.touched && (item.head ?? item.base)?.mode === "resource");
  const [first] = touched.toSorted((one, other) => lineOf(one) - lineOf(other));
  const block = first?.head ?? first?.base;
  if (!slice.base || !stack || !block || !first) return [];
  const covered = coverPlace(stack.place, target, targets, "any");
  return [
    {
      kind: "ready",
      id: claimId(["ready", target.name, slice.unit, stack.name]),
      target: covered.target,
      unit: slice.unit,
      subject: { address: `stack.${stack.name}`, type: STACK, identifier: stack.name, name: stack.name },
      source: { ...block.source, side: first.head ? "head" : "base" },
      place: covered.place,
      identity: { kind: "identifier", identifier: stack.name, name: stack.name },
      awaited: new Map(),
      blocked: covered.blocked,
      base: contentsOf(slice.base),
      head: slice.head && contentsOf(slice.head),
    },
  ];
}

function lineOf({ base, head }: DeriveContext["slice"]["items"][number]): number {
  return (head ?? base)?.source.line ?? 0;
}

/** The stack's status, and what it holds. */
function requestsOf(assumption: ReadyAssumption): readonly ReadRequest[] {
  const { blocked, place, subject } = assumption;
  const { identifier } = subject;
  if (blocked || !place || identifier === null) return [];
  return [DESCRIBE, LIST].map((call) => requestFor(assumption, place, call, null, identifier));
}

function judge(assumption: ReadyAssumption, observations: Observations): Judgement {
  if (assumption.blocked) return blockedJudgement(assumption.blocked);
  const [observation, listing] = requestsOf(assumption).map((request) => observations.get(requestKey(request)));
  if (!observation) return blockedJudgement({ reason: "deadline", detail: `${DESCRIBE.api} was not asked` });
  if (observation.outcome === "absent") {
    return blockedJudgement({ reason: "stack-missing", detail: observation.message });
  }
  if (observation.outcome !== "present") return unknownFrom(observation, [observation]);
  const { StackStatus: status } = observation.properties;
  const state = typeof status === "string" ? status : "an unknown state";
  const evidence = evidenceOf([observation]);
  if (READY.has(state)) return compareContents(assumption, listing, evidence);
  return {
    verdict: "stale",
    finding: "not-ready",
    state,
    differences: [],
    unchecked: [],
    evidence,
    closest: [],
    takenIn: null,
  };
}
