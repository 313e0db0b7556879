import type { Place } from "../../../model/target.ts";
import { unresolved } from "../../../model/value.ts";
import type { Imported, UnresolvedValue, Value } from "../../../model/value.ts";
import { parseArn } from "../../../resources/arn.ts";
import { STACK_EXPORT, STACK_OUTPUT } from "../../../resources/looked-up/stack-values.ts";
import { entryOf } from "../template/nodes.ts";
import type { CallNode } from "../template/nodes.ts";
import type { Evaluation } from "./evaluation.ts";
import { malformed } from "./references.ts";
import { asText, origins } from "./text.ts";

/** `Fn::ImportValue` and `Fn::GetStackOutput`: a value of another stack. Only the account has it; its name is code's. */
export function imported(call: CallNode, evaluation: Evaluation): Value {
  const found = importedBy(call, evaluation);
  if ("kind" in found) return found;
  evaluation.imports(found, call.at);
  return { ...unresolved(`${shownImport(found)} is known only to the account`), imported: found };
}

/**
 * What a call of these two takes from the account, or why that is not known
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html,
 * …/intrinsic-function-reference-getstackoutput.html).
 */
export function importedBy(call: CallNode, evaluation: Evaluation): Imported | UnresolvedValue {
  if (call.name === "GetStackOutput") return stackOutput(call, evaluation);
  const name = asText(evaluation.evaluate(call.argument), "the export's name");
  if (name.kind === "unresolved") return name;
  if (name.sensitive)
    return unresolved("the export's name holds a `NoEcho` parameter, which is not shown", origins([name]));
  return { type: STACK_EXPORT, identifier: name.value, place: evaluation.place };
}

/** The address of what is imported: one block, however often it is. */
export function importAddress({ type, identifier, place }: Imported, { place: own }: Evaluation): string {
  const elsewhere = place.account === own.account ? [place.region] : [place.account, place.region];
  const isHere = place.account === own.account && place.region === own.region;
  const where = isHere ? "" : ` (${elsewhere.join(" ")})`;
  return `${type === STACK_EXPORT ? "ImportValue" : "GetStackOutput"}.${identifier}${where}`;
}

function shownImport({ type, identifier }: Imported): string {
  return type === STACK_EXPORT ? `the export \`${identifier}\`` : `the output \`${identifier}\` of another stack`;
}

/** `{ StackName, OutputName, Region, RoleArn }`; the role is of the account that the other stack is in. */
function stackOutput(call: CallNode, evaluation: Evaluation): Imported | UnresolvedValue {
  const given = ["StackName", "OutputName", "Region", "RoleArn"].map((key) => {
    const node = entryOf(call.argument, key)?.value;
    return node ? asText(evaluation.evaluate(node), `\`${key}\``) : undefined;
  });
  const open = given.find((text) => text?.kind === "unresolved");
  if (open?.kind === "unresolved") return open;
  const [stack, output, region, role] = given.map((text) => (text?.kind === "known" ? text : undefined));
  if (!stack || !output) {
    const said = malformed(call, "`Fn::GetStackOutput` takes `StackName` and `OutputName`", evaluation);
    return said.kind === "unresolved" ? said : unresolved("it is malformed");
  }
  if (given.some((text) => text?.sensitive)) {
    return unresolved(
      "the stack's output is named by a `NoEcho` parameter, which is not shown",
      origins([stack, output]),
    );
  }
  const account = role && parseArn(role.value)?.account;
  const place: Place = {
    ...evaluation.place,
    ...(region && { region: region.value }),
    ...(account && { account }),
  };
  return { type: STACK_OUTPUT, identifier: `${stack.value}.${output.value}`, place };
}

/** `Fn::Split` of what is imported: a list that the account knows. Undefined for any other text. */
export function splitImport(value: Value | undefined, separator: string): Value | undefined {
  if (value?.kind !== "unresolved" || !value.imported || value.imported.separator !== undefined) return undefined;
  return { ...value, imported: { ...value.imported, separator } };
}
