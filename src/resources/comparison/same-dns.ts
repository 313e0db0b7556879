import type { Value } from "../../model/value.ts";
import { sameStructure, sameText } from "./same-value.ts";
import { sameInAnyOrder } from "./sameness.ts";
import type { Sameness } from "./sameness.ts";

/** DNS names: in any case, with or without the final dot (RFC 1034 section 3.1). */
export function sameDnsName(left: Value, right: Value): Sameness {
  return sameText(plainName(left), plainName(right));
}

/** A DNS name in one spelling. */
export function dnsName(text: string): string {
  return text.toLowerCase().replace(/\.$/, "");
}

/** As `sameDnsName`; Route 53 returns the names of load balancers with `dualstack.` before them or without. */
export function sameAliasName(left: Value, right: Value): Sameness {
  return sameText(withoutDualstack(plainName(left)), withoutDualstack(plainName(right)));
}

/**
 * Values of a record, in any order. Texts are in quotes, which the aws provider adds to those of TXT and SPF records:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route53_record
 */
export function sameRecords(declared: Value, live: Value): Sameness {
  if (declared.kind !== "list" || live.kind !== "list") return sameStructure(declared, live);
  return sameInAnyOrder(declared.items, live.items, (left, right) => sameText(plainRecord(left), plainRecord(right)));
}

function plainRecord(value: Value): Value {
  if (value.kind !== "known") return value;
  const text = String(value.value).trim();
  const isQuoted = text.startsWith('"') && text.endsWith('"') && text.length > 1;
  // A long text is several strings in quotes; the provider takes `\"\"` for the place where they meet.
  const joined = text.replaceAll('""', '" "').replaceAll(/"\s+"/g, "");
  const plain = isQuoted ? joined.slice(1, -1) : joined;
  return { ...value, value: /^[\w.-]+\.$/.test(plain) ? dnsName(plain) : plain };
}

function plainName(value: Value): Value {
  return value.kind === "known" ? { ...value, value: dnsName(String(value.value)) } : value;
}

function withoutDualstack(value: Value): Value {
  return value.kind === "known" ? { ...value, value: String(value.value).replace(/^dualstack\./, "") } : value;
}
