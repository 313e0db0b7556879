/** What Terraform would refuse, or what goes beyond a bound of ours. `at` and `end` are offsets into the expression's file. */
export class EvaluationError extends Error {
  place: { readonly at: number; readonly end: number } | undefined;

  constructor(message: string, place?: { readonly at: number; readonly end: number }) {
    super(message);
    this.place = place;
  }
}

/** An evaluation that goes beyond what is worked out: `try` and `can` do not hide it. */
export class LimitError extends EvaluationError {}

/** A file that a function reads and that is not in the repository: what builds it may run before Terraform does. */
export class MissingFileError extends EvaluationError {}
