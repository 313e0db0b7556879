import type { Actor, ChangedBy, ChangeEvent, Tool } from "../../model/change-event.ts";
import type { Difference, Finding } from "../../model/finding.ts";
import { labelOf } from "../differing.ts";
import { enumerate, join, name, ours, say, type Phrase } from "../phrase.ts";
import { accountInGroups, dayAndTime, nounOf, type Voice } from "../terms.ts";
import { type Worded, sentences } from "./worded.ts";

/** The finding's words with who made it so, after what is there and before what it means. */
export function withWho(worded: Worded, finding: Finding, differences: readonly Difference[], voice: Voice): Worded {
  const { judgement } = finding;
  if (judgement.verdict !== "stale" || !judgement.changedBy) return worded;
  const who = wordWho(judgement.changedBy, differences, nounOf(finding, voice));
  if (who.length === 0) return worded;
  const values = worded.blocks.findIndex(({ kind }) => kind === "values");
  const at = values < 0 ? 1 : values + 1;
  return { ...worded, blocks: [...worded.blocks.slice(0, at), sentences(who), ...worded.blocks.slice(at)] };
}

function wordWho(changedBy: ChangedBy, differences: readonly Difference[], noun: string): Phrase {
  const isGone = differences.length === 0;
  if (changedBy.kind === "unread")
    return join([
      say`Who ${isGone ? "deleted" : "changed"} it could not be read: ${whyUnread(changedBy)}.`,
      changedBy.reason === "denied" ? say`Everything else was checked.` : [],
    ]);
  if (changedBy.kind === "none") return wordNone(changedBy.complete, isGone);
  return join(changedBy.calls.map(({ event, paths }) => wordCall(event, paths, differences, noun)));
}

function wordCall(
  event: ChangeEvent,
  paths: readonly string[],
  differences: readonly Difference[],
  noun: string,
): Phrase {
  if (differences.length === 0 && paths.length === 0)
    return say`Deleted by ${byWhom(event)}, with ${name(event.call)}.`;
  if (paths.length === 0)
    return say`The ${noun} was last changed by ${byWhom(event)}, with ${name(event.call)}; CloudTrail does not tell whether that changed this.`;
  const concerned = differences.filter(({ path }) => paths.includes(path));
  if (concerned.length === 0 && differences.length > 0) return [];
  const what = differences.length <= 1 ? ours("it") : enumerate(concerned.map((each) => name(labelOf(each))));
  return say`The last recorded call that concerns ${what} is ${name(event.call)}, by ${byWhom(event)}.`;
}

function byWhom({ by, with: tool, at }: ChangeEvent): Phrase {
  return join([wordActor(by), tool ? wordTool(tool) : [], say`on ${ours(dayAndTime(at))}`]);
}

function wordActor(by: Actor): Phrase {
  switch (by.kind) {
    case "user":
      return say`the IAM user ${name(by.name)}`;
    case "role":
      return say`the role ${name(by.role)} (session ${name(by.session)})`;
    case "sso":
      return say`${name(by.name)} (IAM Identity Center, ${name(by.permissionSet)})`;
    case "root":
      return say`the root user`;
    case "service":
      return say`the service ${name(by.name)}`;
    case "account":
      return say`account ${accountInGroups(by.account)}`;
    case "other":
      break;
  }
  return by.name === "" ? say`someone whom CloudTrail does not name` : name(by.name);
}

const TOOLS = {
  console: "in the AWS console",
  cli: "with the AWS CLI",
  terraform: "with Terraform",
  pulumi: "with Pulumi",
  cloudformation: "through CloudFormation",
  cdk: "with the AWS CDK",
};

function wordTool(tool: Tool): Phrase {
  if (tool.kind === "sdk") return say`with an SDK (${name(tool.name)})`;
  return tool.kind === "service" ? say`through ${name(tool.name)}` : ours(TOOLS[tool.kind]);
}

/** Events arrive within 15 minutes, and are kept for 90 days (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html). */
function wordNone(complete: boolean, isGone: boolean): Phrase {
  const what = isGone ? "deletion" : "change";
  if (!complete)
    return say`CloudTrail has more calls on it than were looked through; none of the newest is a ${ours(what)}.`;
  return say`CloudTrail has no ${ours(what)} of it in the last 90 days; one of the last 15 minutes may not have arrived yet.`;
}

function whyUnread({ reason, detail, action }: Extract<ChangedBy, { kind: "unread" }>): Phrase {
  if (reason === "denied") return say`the role may not call ${name(action ?? "cloudtrail:LookupEvents")}`;
  if (reason === "throttled") return say`CloudTrail throttled the look-up`;
  if (reason === "timeout") return say`CloudTrail did not answer in time`;
  if (reason === "deadline") return say`the run ended before CloudTrail answered`;
  return say`${detail}`;
}
