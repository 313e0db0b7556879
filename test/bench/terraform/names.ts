import type { Random } from "../random.ts";

const NOUNS = [
  "orders",
  "invoices",
  "ledger",
  "payments",
  "shipments",
  "customers",
  "catalog",
  "search",
  "audit",
  "reports",
] as const;
const PARTS = ["events", "worker", "api", "archive", "import", "export", "cache", "sync"] as const;

/** A name such as `orders_worker_2`; `index` keeps those of one module apart. */
export function resourceName(random: Random, index: number): string {
  return `${random.pick(NOUNS)}_${random.pick(PARTS)}_${index}`;
}
