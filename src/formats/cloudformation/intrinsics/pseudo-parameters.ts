import { dnsSuffixOf } from "../../../model/target.ts";
import { known, unresolved } from "../../../model/value.ts";
import type { Value } from "../../../model/value.ts";
import type { Evaluation } from "./evaluation.ts";

/** `Ref` of it removes the property that holds it. */
export const NO_VALUE = "AWS::NoValue";

/**
 * The value of a pseudo parameter; undefined for a name that is none. `AWS::NoValue` is no value, and not among them
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html).
 */
export function pseudoParameter(name: string, evaluation: Evaluation): Value | undefined {
  const { place, stack } = evaluation;
  switch (name) {
    case "AWS::AccountId":
      return known(place.account);
    case "AWS::Region":
      return known(place.region);
    case "AWS::Partition":
      return known(place.partition);
    case "AWS::URLSuffix":
      return known(dnsSuffixOf(place.partition));
    case "AWS::StackName":
      return stack === null ? unresolved("the stack's name is not known: add `stack` to the target") : known(stack);
    case "AWS::StackId":
      return unresolved("`AWS::StackId` is known only after deploy");
    case "AWS::NotificationARNs":
      return unresolved("`AWS::NotificationARNs` is known only when the stack is deployed");
    default:
      return undefined;
  }
}
