import type { Finding, TargetState } from "../../model/finding.ts";
import type { UnknownReason } from "../../model/unknown.ts";
import { join, name, ours, say, type Phrase, verbatim } from "../phrase.ts";
import { stateStatement, statementFor } from "./statement.ts";
import { accountInGroups, literalIdOf, nounOf, regionName, type Voice } from "../terms.ts";

/** Why something could not be checked. Findings with the same `key` share their reason and its remedy. */
export type WordedUnknown = {
  readonly key: string;
  readonly reason: Phrase;
  /** The one thing that would make it checkable; empty where the reason already says it. */
  readonly remedy: Phrase;
};

/** What is known about one thing that could not be checked. `detail` is foreign text. */
type Unknown = {
  readonly reason: UnknownReason;
  readonly detail: string;
  readonly action: string | null;
  readonly finding: Finding;
};

/** Words for an unknown: what kept it from being checked, then the one thing that would make it checkable. */
export function wordUnknown(unknown: Unknown, voice: Voice): WordedUnknown {
  const { finding, reason } = unknown;
  const target = voice.targets.find((candidate) => candidate.name === finding.assumption.target);
  const words = WORDS[reason](unknown, target, voice);
  return {
    key: [reason, unknown.finding.assumption.target, ...words.apart].join("\n"),
    reason: words.reason,
    remedy: words.remedy,
  };
}

type Words = {
  readonly reason: Phrase;
  readonly remedy: Phrase;
  /** What keeps two unknowns of one reason apart. */
  readonly apart: readonly string[];
};

type Wording = (unknown: Unknown, target: TargetState | undefined, voice: Voice) => Words;

const WORDS: { readonly [reason in UnknownReason]: Wording } = {
  denied: ({ action, detail, finding }, target) => {
    const role = roleOf(target);
    if (action !== null)
      return {
        reason: say`AWS denied ${name(action)} to ${role}`,
        remedy: say`Add to the role's policy: ${verbatim(stateStatement(action, finding) ?? statementFor([action]))}`,
        apart: [action, stateStatement(action, finding) ?? ""],
      };
    const api = finding.judgement.evidence.at(-1)?.api;
    return {
      reason: join([
        say`AWS denied ${api ? name(api) : ours("the read")} to ${role} without naming the action:`,
        quoted(detail),
      ]),
      remedy: say`Allow ${role} what reading ${name(finding.assumption.subject.type)} needs.`,
      apart: [finding.assumption.subject.type],
    };
  },
  throttled: (_unknown, _target, { again }) => ({
    reason: say`AWS throttled the read, also when it was repeated`,
    remedy: say`${again} in a few minutes.`,
    apart: [],
  }),
  timeout: (_unknown, _target, { again }) => ({
    reason: say`AWS did not answer in time`,
    remedy: say`${again}.`,
    apart: [],
  }),
  deadline: (_unknown, _target, { again }) => ({
    reason: say`the time for this run was over before it was read`,
    remedy: say`${again}; if that keeps happening, split the change.`,
    apart: [],
  }),
  failed: ({ detail, finding }, _target, { again }) => ({
    reason: join([say`the read failed:`, quoted(detail)]),
    // What is wrong with a state does not pass by itself.
    remedy: finding.judgement.evidence.at(-1)?.api === "s3:GetObject" ? [] : say`${again}.`,
    apart: [detail],
  }),
  "unsupported-type": ({ finding }) => {
    const { type } = finding.assumption.subject;
    const isLiteral = literalIdOf(finding) !== null;
    return {
      reason: isLiteral
        ? say`references to this kind of resource (${name(type)}) cannot be checked yet`
        : say`${name(type)} is a type that Plumbline cannot read yet`,
      remedy: isLiteral ? say`Look at it by hand.` : say`Look at it by hand, or add the type to Plumbline.`,
      apart: [isLiteral ? "reference" : "block", type],
    };
  },
  unobservable: ({ detail }) => ({
    reason: quoted(detail),
    remedy: [],
    apart: [detail],
  }),
  unresolved: ({ detail }) => ({ reason: quoted(detail), remedy: [], apart: [detail] }),
  ambiguous: ({ detail, finding }, _target, voice) => ({
    reason: join([say`which ${nounOf(finding, voice)} is meant cannot be told:`, quoted(detail)]),
    remedy: say`Name the one that is meant.`,
    apart: [detail],
  }),
  "no-target": ({ finding, detail }) => {
    const { place } = finding.assumption;
    if (!place)
      return { reason: quoted(detail), remedy: say`Add a target that covers it to ${CONFIG}.`, apart: [detail] };
    return {
      reason: say`no target covers account ${accountInGroups(place.account)} in ${regionName(place.region)}`,
      remedy: say`Add one to ${CONFIG}.`,
      apart: [place.account, place.region],
    };
  },
  "target-unreachable": ({ detail, finding }, target) => ({
    reason: join([
      say`the target ${name(finding.assumption.target)} could not be reached:`,
      quoted(target?.reason ?? detail),
    ]),
    // What opens a target says what to look at, as only it knows what went wrong.
    remedy: [],
    apart: [],
  }),
  "wrong-account": ({ detail, finding }, target) => ({
    reason: join([
      say`the role of ${name(finding.assumption.target)} leads to another account:`,
      quoted(target?.reason ?? detail),
    ]),
    remedy: say`Correct ${name("account")} or ${name("role")} of the target in ${CONFIG}.`,
    apart: [],
  }),
  "stack-missing": ({ detail, finding }) => ({
    reason: join([say`the deployed stack was not found:`, quoted(detail)]),
    remedy: say`Set ${name("stack")} of the target ${name(finding.assumption.target)} in ${CONFIG} to the deployed stack's name.`,
    apart: [detail],
  }),
  problem: ({ detail }) => ({
    reason: join([say`a file could not be read in full:`, quoted(detail)]),
    remedy: say`Put the file right.`,
    apart: [detail],
  }),
  "module-unavailable": ({ detail }) => ({
    reason: join([say`a module could not be had:`, quoted(detail)]),
    remedy: say`Look at what it declares by hand.`,
    apart: [detail],
  }),
  "no-identity": ({ detail, finding }, _target, voice) => ({
    reason: isOfState(finding)
      ? join([say`which live ${nounOf(finding, voice)} it is cannot be told:`, quoted(detail)])
      : join([say`which live ${nounOf(finding, voice)} it is cannot be told from code:`, quoted(detail)]),
    remedy: identityRemedy(detail, finding),
    apart: [detail],
  }),
};

const CONFIG = name(".github/plumbline.yml");

function identityRemedy(detail: string, finding: Finding): Phrase {
  const { target, subject } = finding.assumption;
  // The state says itself what it lacks.
  if (isOfState(finding)) return [];
  if (isOfStack(finding))
    return say`Set ${name("stack")} of the target ${name(target)} in ${CONFIG} to the deployed stack's name, or give it a name in code.`;
  // Nothing but its address is said where nobody has the state read.
  return isOfTerraform(finding) && detail === subject.address
    ? say`Set ${name("state: true")} on the target ${name(target)} in ${CONFIG}, so that its id is read from the state, or give it a name in code.`
    : say`Give it a name in code.`;
}

function isOfState({ assumption }: Finding): boolean {
  return assumption.identity.kind === "state";
}

function isOfTerraform({ assumption }: Finding): boolean {
  return assumption.kind === "as-declared" && assumption.format === "terraform";
}

/** Of what a stack deploys, the stack knows the name, once the target says which stack it is. */
function isOfStack({ assumption }: Finding): boolean {
  return assumption.kind === "as-declared" && assumption.format === "cloudformation";
}

/** "the role `plumbline-read`" */
function roleOf(target: TargetState | undefined): Phrase {
  const role = target?.role.split("/").at(-1);
  return role ? say`the role ${name(role)}` : say`the role`;
}

/** A foreign sentence without its full stop, so that ours can follow. */
function quoted(detail: string): Phrase {
  return say`${detail.trim().replace(/\.$/, "")}`;
}
