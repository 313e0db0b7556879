/**
 * Why a function of Terraform has no result for its arguments, in Terraform's words.
 * `argument` is the index of the argument that is to blame, where Terraform names its parameter.
 * `unsupported` says that Terraform has a result and this implementation does not: the value is unresolved, not wrong.
 */
export type Failure = { readonly error: string; readonly argument?: number; readonly unsupported?: true };

/** A failure of the call as a whole, or of one argument (counted from 0). */
export function failure(error: string, argument?: number): Failure {
  return argument === undefined ? { error } : { error, argument };
}

/** What Terraform can do and this cannot: a bound of ours, or an algorithm that is not had here. */
export function unsupported(reason: string): Failure {
  return { error: reason, unsupported: true };
}

/** Whether a result is a failure rather than a value. */
export function isFailure(result: unknown): result is Failure {
  return typeof result === "object" && result !== null && "error" in result && typeof result.error === "string";
}
