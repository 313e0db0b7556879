/** Why an assumption could not be checked; stable codes, part of the report's contract. */
export type UnknownReason =
  | "denied"
  | "throttled"
  | "timeout"
  | "deadline"
  | "failed"
  | "unsupported-type"
  | "unobservable"
  | "unresolved"
  | "ambiguous"
  | "no-target"
  | "target-unreachable"
  | "wrong-account"
  | "stack-missing"
  | "problem"
  | "module-unavailable"
  | "no-identity";
