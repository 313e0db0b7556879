/**
 * Why SAM's transform refuses a resource, as people are told. It ends the expansion of that resource; within the
 * expansion it is thrown, as it comes from many levels down.
 */
export class SamError extends Error {
  override readonly name = "SamError";
}
