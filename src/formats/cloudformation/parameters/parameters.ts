import { known, list, unresolved } from "../../../model/value.ts";
import type { Origin, Value } from "../../../model/value.ts";
import { entryOf, scalarText, spanOf } from "../template/nodes.ts";
import type { Entry, Node } from "../template/nodes.ts";
import { numberOrText } from "../template/scalars.ts";
import type { Evaluation } from "../intrinsics/evaluation.ts";
import { quoted } from "../intrinsics/text.ts";

const SSM_VALUE = "AWS::SSM::Parameter::Value<";
const SSM_NAME = "AWS::SSM::Parameter::Name";

/** A parameter as its template declares it. */
export type Parameter = {
  readonly name: string;
  readonly entry: Entry;
  readonly type: string;
  readonly noEcho: boolean;
  readonly default: Entry | undefined;
};

/** The declaration of a parameter; undefined where the template has none of that name. */
export function parameterNamed(name: string, evaluation: Evaluation): Parameter | undefined {
  const entry = evaluation.template.parameters.get(name);
  if (!entry) return undefined;
  return {
    name,
    entry,
    type: scalarText(entryOf(entry.value, "Type")?.value) ?? "String",
    noEcho: scalarText(entryOf(entry.value, "NoEcho")?.value) === "true",
    default: entryOf(entry.value, "Default"),
  };
}

/** What is written for a parameter: the target's value, else its default; undefined where neither is known. */
function writtenValue(parameter: Parameter, evaluation: Evaluation): string | undefined {
  const given = evaluation.given.get(parameter.name);
  if (given === undefined && evaluation.unread !== undefined) return undefined;
  return given ?? defaultText(parameter.default?.value);
}

/** The SSM parameter that a parameter names, where its type says that it names one. */
export function ssmParameterName(parameter: Parameter, evaluation: Evaluation): string | undefined {
  if (parameter.type !== SSM_NAME && !parameter.type.startsWith(SSM_VALUE)) return undefined;
  return writtenValue(parameter, evaluation);
}

/**
 * What `Ref` of a parameter gives. CloudFormation hands every parameter on as text, or as a list of texts; a `Number`
 * is given as a number here, as live properties are
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html).
 */
export function parameterValue(parameter: Parameter, evaluation: Evaluation): Value {
  const origin = originOf(parameter, evaluation);
  const written = writtenValue(parameter, evaluation);
  if (written === undefined) {
    const { unread } = evaluation;
    const reason =
      unread === undefined
        ? `parameter \`${parameter.name}\` has no value: add it under \`parameters\``
        : `\`${unread}\` could not be read: it may give parameter \`${parameter.name}\` a value`;
    return unresolved(reason, origin);
  }
  const { type } = parameter;
  if (type.startsWith(SSM_VALUE)) {
    return unresolved(`the value of the SSM parameter${quoted(written, origin)} is not read`, origin);
  }
  if (type === "Number") return known(numberOrText(written), origin);
  if (type === "CommaDelimitedList" || type.startsWith("List<")) return items(written, type, origin);
  return known(written, origin);
}

/** Each member is trimmed, as CloudFormation does. */
function items(written: string, type: string, origin: Origin): Value {
  const texts = written.split(",").map((text) => text.trim());
  const values = type === "List<Number>" ? texts.map(numberOrText) : texts;
  return list(
    values.map((value) => known(value, origin)),
    origin,
  );
}

function originOf(parameter: Parameter, evaluation: Evaluation): Origin {
  const isGiven = evaluation.given.has(parameter.name);
  const entry = isGiven ? parameter.entry : (parameter.default ?? parameter.entry);
  return {
    source: spanOf(evaluation.template.path, entry.at),
    ...(parameter.noEcho ? { sensitive: true as const } : {}),
  };
}

function defaultText(node: Node | undefined): string | undefined {
  if (node?.kind === "seq") return node.items.map((item) => scalarText(item) ?? "").join(",");
  if (node?.kind === "scalar" && node.value === null) return undefined;
  return scalarText(node);
}
