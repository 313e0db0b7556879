import type { Value } from "../../model/value.ts";
import { sameNumber } from "../comparison/same-value.ts";
import type { Sameness } from "../comparison/sameness.ts";

/**
 * CPU units and MiB, which may be written as vCPU and GB and are kept as plain numbers
 * (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html).
 */
export function sameTaskSize(left: Value, right: Value): Sameness {
  return sameNumber(inUnits(left), inUnits(right));
}

function inUnits(value: Value): Value {
  const text = value.kind === "known" ? String(value.value) : "";
  const [, amount] = /^\s*([\d.]+)\s*(?:vcpu|gb)\s*$/i.exec(text) ?? [];
  return amount === undefined ? value : { ...value, kind: "known", value: Number(amount) * 1024 };
}
