import { createHash } from "node:crypto";
import { z } from "zod";

/**
 * A webhook as it came in, its signature verified. The body stays text: PostgreSQL's JSON takes no NUL character,
 * which GitHub's JSON may hold as an escape.
 */
export const deliverySchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  body: z.string(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** The job's id for a delivery's: the same delivery, sent again, is the same job. Queue ids are UUIDs, and nothing promises that GitHub's stay so. */
export function deliveryJobId(deliveryId: string): string {
  const hex = createHash("sha256").update(`plumbline delivery ${deliveryId}`).digest("hex");
  // Version 8 of RFC 9562: bits of our own making.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
