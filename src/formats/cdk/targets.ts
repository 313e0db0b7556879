import type { LookupBlock } from "../../model/declared.ts";
import type { Place } from "../../model/target.ts";
import type { DeclareContext } from "../format.ts";

/** What `cdk` writes where a stack is for any account or region (aws-cdk-lib/cx-api, `environment.ts`). */
export const UNKNOWN_ACCOUNT = "unknown-account";
export const UNKNOWN_REGION = "unknown-region";

type Targets = Pick<DeclareContext, "place" | "siblings">;

/**
 * Whether this target is the one to check what is in an environment: the one whose account and region it names, else,
 * where no target of the root has these, the first of them. What is for any environment goes to all.
 */
export function isForTarget(
  environment: { readonly account: string; readonly region: string },
  { place, siblings = [place] }: Targets,
): boolean {
  const isMeant = (other: Place): boolean =>
    (environment.account === UNKNOWN_ACCOUNT || environment.account === other.account) &&
    (environment.region === UNKNOWN_REGION || environment.region === other.region);
  if (siblings.some(isMeant)) return isMeant(place);
  if (environment.account === UNKNOWN_ACCOUNT) return true;
  return isSame(siblings.find(({ account }) => account === environment.account) ?? siblings[0] ?? place, place);
}

/** As `isForTarget`, of a look-up; one whose place is not known is the first target's to report. */
export function isLookupForTarget({ place: at }: LookupBlock, targets: Targets): boolean {
  if ("account" in at) return isForTarget(at, targets);
  return isSame(targets.siblings?.[0] ?? targets.place, targets.place);
}

function isSame(one: Place, other: Place): boolean {
  return one.account === other.account && one.region === other.region;
}
