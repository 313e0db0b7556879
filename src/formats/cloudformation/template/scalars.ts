import type { Scalar } from "../../../model/value.ts";

const NULLS = new Set(["", "~", "null", "Null", "NULL"]);
const TRUES = /^(?:true|True|TRUE|yes|Yes|YES|on|On|ON)$/;
const FALSES = /^(?:false|False|FALSE|no|No|NO|off|Off|OFF)$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * What CloudFormation reads an unquoted scalar as. It follows YAML 1.1, where `yes`, `no`, `on` and `off` are booleans
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html; `y` and `n` stay text), without its timestamps.
 */
export function plainScalar(text: string): Scalar {
  if (NULLS.has(text)) return null;
  if (TRUES.test(text)) return true;
  if (FALSES.test(text)) return false;
  return numberOrText(text);
}

/** A number where it prints exactly as it was written; else the text: `0123`, `1.10` and 20 digits lose something as numbers. */
export function numberOrText(text: string): Scalar {
  if (!NUMBER.test(text)) return text;
  const number = Number(text);
  return String(number) === text ? number : text;
}

/** A scalar where CloudFormation wants text: in `Fn::Sub`, `Fn::Join`, `Fn::Equals`, parameters. */
export function scalarAsText(value: Scalar): string {
  return value === null ? "" : String(value);
}

/** Whether a text is a number with a fraction. */
export function isFraction(text: string): boolean {
  return /^-?\d+\.\d+$/.test(text);
}
