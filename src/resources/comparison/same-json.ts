import type { Value } from "../../model/value.ts";
import { valueOfJsonText } from "../json-value.ts";
import { sameDocument } from "./same-value.ts";
import type { Sameness } from "./sameness.ts";

/**
 * JSON documents by content: layout, key order, and whether they come as text or as a tree do not matter
 * (`RedrivePolicy` is text in SQS's own API and an object in CloudFormation).
 */
export function sameJson(left: Value, right: Value): Sameness {
  return sameDocument(valueOfJsonText(left), valueOfJsonText(right));
}
