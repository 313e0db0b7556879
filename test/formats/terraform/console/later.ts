import { readFile } from "node:fs/promises";

import { z } from "zod";

const laterSchema = z.object({
  functions: z.record(
    z.string(),
    z.object({
      since: z.string(),
      source: z.url(),
      /** Expressions with what the console prints; null for an error. */
      examples: z.array(z.tuple([z.string(), z.string().nullable()])),
    }),
  ),
});

/** A function that Terraform has since a version after 1.11. */
export type LaterFunction = z.infer<typeof laterSchema>["functions"][string];

/** Functions of versions after the recorded one, by name: what their documentation says of them. */
export async function laterFunctions(): Promise<ReadonlyMap<string, LaterFunction>> {
  const text = await readFile(new URL("functions-later.json", import.meta.url), "utf8");
  return new Map(Object.entries(laterSchema.parse(JSON.parse(text)).functions));
}
