/** A person can mend this: shown with its place and hint, never retried. */
export class UserError extends Error {
  readonly code: string;
  readonly path: string | null;
  readonly line: number | null;

  constructor(code: string, message: string, place: { path?: string; line?: number } = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = "UserError";
    this.code = code;
    this.path = place.path ?? null;
    this.line = place.line ?? null;
  }
}

/** Something outside failed in a way that may pass: the job is tried again. */
export class RetryableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "RetryableError";
  }
}
