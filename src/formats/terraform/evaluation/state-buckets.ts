import { createHash } from "node:crypto";

import type { Identity, LookupBlock, OtherBlock } from "../../../model/declared.ts";
import type { Place } from "../../../model/target.ts";
import { asString, map } from "../../../model/value.ts";
import type { Value } from "../../../model/value.ts";
import { byName, lookedUp } from "../../../resources/identity.ts";
import type { Declaration, LocatedBlock } from "../module/source.ts";
import { nameOf } from "../module/files.ts";
import { bodyOf, isOverride } from "../module/source.ts";
import { spanOf } from "../syntax/lines.ts";
import { evaluateBody } from "./body.ts";
import { addProblem, frameIn } from "./scope.ts";
import type { EvaluatedResource, Scope } from "./scope.ts";
import { shownArguments } from "./sensitive.ts";

const BUCKET = "AWS::S3::Bucket";
/** The data source that reads another root's state. */
export const REMOTE_STATE = "terraform_remote_state";

/** Whether a block reads a state that is kept in S3. */
export function readsStateInS3({ body }: Declaration): boolean {
  const backend = body.attributes.get("backend")?.attribute.value;
  return backend?.kind === "string" && backend.value === "s3";
}

/**
 * What a `terraform_remote_state` relies on: the bucket, of whichever account it is. That the state is in it is not
 * looked at.
 */
export function stateLookup(base: OtherBlock, { body }: EvaluatedResource, target: Place): LookupBlock {
  const config = body.arguments.entries.get("config");
  const identity: Identity =
    config?.kind === "unresolved"
      ? { kind: "unresolved", value: config }
      : lookedUp(shownArguments(config?.kind === "map" ? config : map(new Map())), "bucket", byName);
  const place = placeIn(target, config);
  return { ...base, mode: "lookup", type: BUCKET, formatType: REMOTE_STATE, place, identity, isAnyones: true };
}

function placeIn(target: Place, config: Value | undefined): Place {
  const region = config?.kind === "map" ? asString(config.entries.get("region")) : undefined;
  return region === undefined ? target : { ...target, region };
}

/** Why an output of another root's state is not known. */
export function stateReason(address: string, attribute: string, body: EvaluatedResource["body"]): string {
  const config = body.arguments.entries.get("config");
  const [bucket, key] = ["bucket", "key"].map((name) =>
    config?.kind === "map" && !config.sensitive && !config.entries.get(name)?.sensitive
      ? asString(config.entries.get(name))
      : undefined,
  );
  const where = bucket === undefined || key === undefined ? "" : ` (s3://${bucket}/${key})`;
  return `\`${address}.${attribute}\` is in the state of another root${where}, which is not read`;
}

/** Where the root keeps its own state. What is not written there is given when Terraform is run. */
export function backendBlocks(scope: Scope): readonly LookupBlock[] {
  const { run, module } = scope;
  const backends = module.settings.flatMap(({ body }) =>
    body.blocks.filter(({ block }) => block.type === "backend" || block.type === "cloud"),
  );
  const [, ...further] = backends.filter(({ file: { path } }) => !isOverride({ name: nameOf(path) }));
  for (const { block, file } of further) {
    const { path, line } = spanOf(file.path, file.lines, block);
    addProblem(run, { path, line, message: "where the state is kept is said twice" });
  }
  // An override replaces the backend as a whole, and comes last.
  const backend = backends.at(-1);
  return backend?.block.type === "backend" && backend.block.labels[0] === "s3" ? s3Backend(scope, backend) : [];
}

/** A backend takes no references; what is not known is given when Terraform is run. */
function s3Backend(scope: Scope, located: LocatedBlock): readonly LookupBlock[] {
  const { block, file } = located;
  const bucket = bodyOf(located).attributes.get("bucket")?.attribute.value;
  if (bucket?.kind !== "string" || bucket.value === "") return [];
  const { arguments: args, attributes } = evaluateBody(scope.run, bodyOf(located), frameIn(scope, file));
  const fingerprint = createHash("sha256").update(JSON.stringify(attributes.map(({ value }) => [value])));
  return [
    {
      mode: "lookup",
      address: "terraform.backend.s3",
      source: spanOf(file.path, file.lines, block),
      fingerprint: fingerprint.digest("hex"),
      leansOn: [],
      arguments: args,
      literals: [],
      type: BUCKET,
      formatType: "backend",
      place: placeIn(scope.run.target.place, args),
      identity: byName(bucket.value),
      isAnyones: true,
    },
  ];
}
