import { truthOf } from "./intrinsics/conditions.ts";
import type { Evaluation } from "./intrinsics/evaluation.ts";
import { entryOf, scalarText } from "./template/nodes.ts";
import type { Entry } from "./template/nodes.ts";

/**
 * Tells of the rules that refuse the parameters as they are known: CloudFormation then does not even begin. A rule that
 * hangs on what is not known says nothing
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html).
 */
export function reportBrokenRules(evaluation: Evaluation): void {
  for (const rule of evaluation.template.rules.values()) reportBroken(rule, evaluation);
}

function reportBroken({ key, value }: Entry, evaluation: Evaluation): void {
  const condition = entryOf(value, "RuleCondition");
  const applies = condition ? truthOf(condition.value, evaluation) : undefined;
  if (applies && (applies.kind === "unresolved" || !applies.value)) return;
  const assertions = entryOf(value, "Assertions")?.value;
  for (const assertion of assertions?.kind === "seq" ? assertions.items : []) {
    const asserted = entryOf(assertion, "Assert");
    const truth = asserted && truthOf(asserted.value, evaluation);
    if (!asserted || truth?.kind !== "known" || truth.value) continue;
    const description = scalarText(entryOf(assertion, "AssertDescription")?.value);
    const why = description === undefined ? "" : ` (${description})`;
    evaluation.report(
      asserted.at,
      `the rule \`${key}\` refuses the parameters that are known${why}: add what the deployment passes under \`parameters\``,
    );
  }
}
