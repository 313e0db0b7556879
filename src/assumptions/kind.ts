import type { Assumption } from "../model/assumption.ts";
import type { FindingKind, Judgement, Severity } from "../model/finding.ts";
import type { Permission } from "../model/live.ts";
import type { Observations, ReadRequest } from "../model/observation.ts";
import type { Slice } from "../model/slice.ts";
import type { Target } from "../model/target.ts";

/** What a change gives to derive assumptions from: one unit's slice, and what else the same pull request decides. */
export type DeriveContext = {
  readonly slice: Slice;
  /** The target that the slice's unit deploys into. */
  readonly target: Target;
  /** All configured targets: another one may cover the account or region that a reference names. */
  readonly targets: readonly Target[];
  /** `resourceKey`s of everything that the units concerned declare at base and at head, over all targets. */
  readonly declaredAtBase: ReadonlySet<string>;
  readonly declaredAtHead: ReadonlySet<string>;
};

/** What a finding says, and how severe it is unless the configuration decides otherwise. */
export type FindingSpec = { readonly kind: FindingKind; readonly says: string; readonly severity: Severity };

/** One kind of assumption: what it claims, which live reads it needs, and what they prove. Pure. */
export type AssumptionSpec<Kind extends Assumption = Assumption> = {
  readonly kind: Kind["kind"];
  /** For the docs: the claim in one sentence. */
  readonly claims: string;
  readonly findings: readonly FindingSpec[];
  derive(context: DeriveContext): readonly Kind[];
  /** The reads needed next, given what has been observed; called until it asks nothing new. */
  reads(assumption: Kind, observations: Observations): readonly ReadRequest[];
  /** Everything that `reads` could come to need leave for. */
  actions(assumption: Kind): readonly Permission[];
  judge(assumption: Kind, observations: Observations): Judgement;
};
