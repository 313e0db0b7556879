/** States of very large roots have some tens of megabytes. In bytes. */
export const MAX_STATE_BYTES = 256 * 1024 * 1024;

const SAID = {
  "too-large": `the state has more than ${MAX_STATE_BYTES / 1024 / 1024} MB`,
  compressed: "the state is compressed, which Terraform does not do",
  encrypted: "the state is encrypted by OpenTofu, which only its key could read",
  malformed: "the state is no JSON, or breaks off in the middle",
  "not-a-state": "the object is no Terraform state",
} as const;

/** An object that is not a state, or not one that can be read. The message is all ours: what is in a state is never repeated. */
export class StateError extends Error {
  constructor(kind: keyof typeof SAID | { readonly version: string }, options?: ErrorOptions) {
    super(
      typeof kind === "string" ? SAID[kind] : `the state has format version ${kind.version}: only 4 is read`,
      options,
    );
    this.name = "StateError";
  }
}
