/**
 * Why a function of Terraform has no result for its arguments, in Terraform's words.
 * `argument` is the index of the argument that is to blame, where Terraform names its parameter.
 */
export type Failure = { readonly error: string; readonly argument?: number };

/** A failure of the call as a whole, or of one argument (counted from 0). */
export function failure(error: string, argument?: number): Failure {
  return argument === undefined ? { error } : { error, argument };
}

/** Whether a result is a failure rather than a value. */
export function isFailure(result: unknown): result is Failure {
  return typeof result === "object" && result !== null && "error" in result;
}
