import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLimiters, createLiveAccess } from "../../src/aws/index.ts";
import type { Judgement } from "../../src/model/finding.ts";
import { dataPlanesDenied } from "../../src/model/permissions.ts";
import { actionsOf } from "../../src/resources/actions.ts";
import { stubCaller } from "../aws/world.ts";
import { find, readableTypes } from "../../src/resources/index.ts";
import type { ReadableType } from "../../src/resources/type.ts";
import type { Target } from "../../src/model/target.ts";
import { typeOf } from "../resources/comparing.ts";
import { samples } from "../resources/samples/index.ts";
import { place, type Sample } from "../resources/samples/sample.ts";
import { HANDLERS } from "../world/aws/handlers.ts";
import { type EmulatedAws, startAws } from "../world/aws/server.ts";
import type { WorldFile } from "../world/world.ts";
import { compared, judge, judgeLookUp, liveOf } from "./checking.ts";

/**
 * The role of a type allows what a check of it needs, and nothing that it does not: taken out, each action makes what
 * needs it unknown, by the action's name, also where a handler only leaves a property out.
 */

/** Types that code only refers to: whether one is there is all that is asked. */
const lookedUp = readableTypes.filter(({ type, read }) => !find(type) && read.api === "cloudcontrol:GetResource");

/** A handler that cannot do without any of the type's actions. */
function demanding({ read, list }: ReadableType): NonNullable<WorldFile["types"]>[string] {
  const [main = "", ...others] = ownActions(read.actions);
  const subreads = others.map((action) => ({ action, denied: "fails" as const }));
  return { identifier: ["Id"], read: main, subreads, list: [...ownActions(list?.actions ?? [])] };
}

/** Without Cloud Control's. */
function ownActions(actions: readonly string[]): readonly string[] {
  return actions.filter((action) => !action.startsWith("cloudformation:"));
}

let aws: EmulatedAws;
beforeAll(async () => {
  aws = await startAws({ types: Object.fromEntries(lookedUp.map((type) => [type.type, demanding(type)])) });
  // The zone of the sample's record.
  aws.world.setResource(place, { type: "AWS::Route53::HostedZone", identifier: "Z1" });
});
afterAll(() => aws.close());
beforeEach(() => stubCaller(aws.url, aws.credentials));

const access = createLiveAccess({
  externalId: null,
  sessionName: "roles",
  limiters: createLimiters({ start: 10_000, burst: 10_000, max: 10_000 }),
});

/** A target whose role allows these actions and no other. */
function allowing(allow: readonly string[]): Target {
  const { account, region } = place;
  const deny = dataPlanesDenied(allow, [], () => true).flatMap(({ Action: actions }) => actions);
  aws.world.setRole(account, "read", { allow: [...allow], deny });
  return { name: "prod", account, region, role: `arn:aws:iam::${account}:role/read` };
}

function judgedWith(sample: Sample, allow: readonly string[]): Promise<Judgement> {
  return judge(sample, allowing(allow), access);
}

function without(actions: readonly string[], action: string): readonly string[] {
  return actions.filter((other) => other !== action);
}

/** The verdict, and whether it names an action; IAM's and SQS's spellings differ. */
function verdictNaming(judgement: Judgement, action: string) {
  const { verdict } = judgement;
  const said = verdict === "unknown" ? `${judgement.action ?? ""} ${judgement.detail}` : "";
  return { action, verdict, named: said.toLowerCase().includes(action.toLowerCase()) };
}

/** A need that is not met is unknown by its name; what is not needed is not missed. */
function verdictOf(action: string, isNeeded: boolean): ReturnType<typeof verdictNaming> {
  return { action, verdict: isNeeded ? "unknown" : "holds", named: isNeeded };
}

/** The actions without which nothing can be said of the sample; a sub-call that is swallowed only matters for what it fills. */
function isNeeded(action: string, sample: Sample): boolean {
  const { read } = typeOf(sample.type);
  if (!read.actions.includes(action)) return false;
  const subread = HANDLERS.get(sample.type)?.subreads.find((each) => each.action === action);
  if (subread?.denied !== "swallowed" || read.api !== "cloudcontrol:GetResource") return true;
  const seen = compared(sample);
  return subread.properties.some((property) => seen.has(property));
}

/** Of what no read shows, none can be missing. */
const seen = samples.filter(({ isUnseen }) => isUnseen !== true);

describe.each(seen.map((sample) => [sample.resource ?? sample.type, sample] as const))("%s", (_, sample) => {
  beforeEach(() => aws.world.setResource(place, liveOf(sample)));

  it("holds with exactly its role", async () => {
    const judgement = await judgedWith(sample, actionsOf(typeOf(sample.type)));
    expect(judgement).toMatchObject({ verdict: "holds" });
  });

  it("is unknown without any action that it needs, by its name", async () => {
    const actions = actionsOf(typeOf(sample.type));
    for (const action of actions) {
      const judgement = await judgedWith(sample, without(actions, action));
      expect(verdictNaming(judgement, action)).toEqual(verdictOf(action, isNeeded(action, sample)));
    }
  });
});

describe.each(lookedUp.map((type) => [type.type, type] as const))("%s, looked up", (name, type) => {
  const identifier = "an-identifier";
  beforeEach(() => aws.world.setResource(place, { type: name, identifier }));

  it("is there with exactly its role, and unknown without any action that it needs, by its name", async () => {
    const actions = actionsOf(type);
    const holds = await judgeLookUp(name, identifier, allowing(actions), access);
    expect(holds).toMatchObject({ verdict: "holds" });
    for (const action of actions) {
      const needed = type.read.actions.includes(action);
      const judgement = await judgeLookUp(name, identifier, allowing(without(actions, action)), access);
      expect(verdictNaming(judgement, action)).toEqual(verdictOf(action, needed));
    }
  });
});

describe.each(readableTypes.flatMap((type) => (type.list ? [[type.type, type] as const] : [])))(
  "%s, not there",
  (name, type) => {
    it("is missing with and without its listing, which only names what is close", async () => {
      const actions = actionsOf(type);
      const listing = type.list?.actions ?? [];
      for (const action of listing.filter((each) => !type.read.actions.includes(each))) {
        const judgement = await judgeLookUp(name, "not-there", allowing(without(actions, action)), access);
        expect({ action, ...judgement }).toMatchObject({ action, verdict: "stale", finding: "missing", closest: [] });
      }
    });
  },
);
