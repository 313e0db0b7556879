import { z } from "zod";

const parameterSchema = z.object({
  name: z.string(),
  type: z.unknown(),
  is_nullable: z.boolean().optional(),
});

const signatureSchema = z.object({
  return_type: z.unknown(),
  parameters: z.array(parameterSchema).optional(),
  variadic_parameter: parameterSchema.optional(),
});

const metadataSchema = z.object({ function_signatures: z.record(z.string(), signatureSchema) });

/** A parameter of a function: `type` is a type constraint in Terraform's JSON spelling (`"string"`, `["list","string"]`). */
export type Parameter = z.infer<typeof parameterSchema>;

/** What a function takes and gives. */
export type Signature = z.infer<typeof signatureSchema>;

/** Signatures by function name. */
export type Signatures = Readonly<Record<string, Signature>>;

/**
 * The signatures in the answer of `terraform metadata functions -json`, without the descriptions and the `core::` names,
 * which are the same functions again.
 */
export function signaturesOf(metadata: unknown): Signatures {
  const { function_signatures: all } = metadataSchema.parse(metadata);
  return Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith("core::")));
}

/** Signatures as they were recorded. */
export function parseSignatures(text: string): Signatures {
  return z.record(z.string(), signatureSchema).parse(JSON.parse(text));
}
