import type { Place } from "../../../model/target.ts";
import type { Value } from "../../../model/value.ts";
import type { Term } from "../language/term.ts";

/** What a data source that looks nothing up is worked out from. */
type DataInput = {
  /** For people: `data.aws_iam_policy_document.queue`. */
  readonly address: string;
  readonly terms: ReadonlyMap<string, Term>;
  readonly place: Place;
  /** Of the provider that the block uses; null when it has none. */
  readonly defaultTags: Value | null;
};

/** The attributes of a data source that needs no reading; those it does not give are known only to AWS. */
export type DataSource = (input: DataInput) => ReadonlyMap<string, Term>;
