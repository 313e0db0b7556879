import { asDeclared } from "../../src/assumptions/as-declared.ts";
import type { AsDeclaredAssumption } from "../../src/model/assumption.ts";
import type { ResourceBlock } from "../../src/model/declared.ts";
import type { Judgement } from "../../src/model/finding.ts";
import { type Observation, type ReadRequest, requestKey } from "../../src/model/observation.ts";
import { map } from "../../src/model/value.ts";
import { place } from "../resources/samples/sample.ts";
import type { JsonObject, Sample } from "../resources/samples/sample.ts";
import { type FormatName, othersOf, partOf, propertiesOf } from "./sampled.ts";

const SPAN = { path: "main.tf", line: 1, column: 1, endLine: 9, endColumn: 2 };

/** The verdict on a sample's declaration where `live` is what reads give; null: nothing is there. */
export function judged(sample: Sample, format: FormatName, live: JsonObject | null, args?: JsonObject): Judgement {
  const assumption = assumptionOf(sample, format, args);
  const observations = new Map<string, Observation>();
  for (;;) {
    const open = asDeclared.reads(assumption, observations).filter((request) => !observations.has(requestKey(request)));
    if (open.length === 0) return asDeclared.judge(assumption, observations);
    for (const request of open) observations.set(requestKey(request), observed(request, live));
  }
}

function assumptionOf(sample: Sample, format: FormatName, args?: JsonObject): AsDeclaredAssumption {
  const identity = { kind: "identifier", identifier: "sample", name: "sample" } as const;
  const part = format === "terraform" ? partOf(sample) : undefined;
  const base: ResourceBlock = {
    mode: "resource",
    address: "sample",
    source: SPAN,
    fingerprint: "f",
    leansOn: [],
    arguments: map(new Map()),
    literals: [],
    type: sample.type,
    formatType: sample.resource ?? sample.type,
    place,
    identity,
    properties: propertiesOf(sample, format, args),
    ignored: [],
    ...(part && { part }),
  };
  return {
    kind: "as-declared",
    id: "sample",
    target: "prod",
    unit: "infra",
    subject: { address: "sample", type: sample.type, identifier: "sample", name: "sample" },
    source: { ...SPAN, side: "head" },
    place,
    identity,
    awaited: new Map(),
    blocked: null,
    base,
    head: base,
    touched: true,
    others: othersOf(sample),
    declaredFor: "prod",
    writes: format === "terraform" ? "declared" : "changed",
    format,
  };
}

function observed(request: ReadRequest, live: JsonObject | null): Observation {
  const { api, account, region, type, identifier } = request;
  const outcome = live ? ("present" as const) : ("absent" as const);
  const evidence = { api, outcome, account, region, type, identifier, requestId: "1", at: "2026-11-20T14:02:11.000Z" };
  return live
    ? { request, evidence, outcome: "present", identifier, properties: live }
    : { request, evidence, outcome: "absent", message: "not found" };
}

/** Whether a change is seen where it is: the resource is gone, or it differs at that path, or the item that it is is gone. */
export function isSeen(judgement: Judgement, path: string | null, sample: Sample): boolean {
  if (judgement.verdict !== "stale") return false;
  if (path === null) return judgement.finding === "missing";
  const paths = judgement.differences.map((difference) => difference.path);
  if (judgement.finding === "missing") return othersOf(sample).some((item) => path.startsWith(`${item.path}/`));
  return paths.length === 1 && paths[0] === path;
}
