import { unresolved } from "../../../model/value.ts";
import type { Value } from "../../../model/value.ts";
import type { Evaluation } from "./evaluation.ts";
import { scalarText } from "../template/nodes.ts";
import type { At, CallNode, Entry } from "../template/nodes.ts";
import { attributeNamed, malformed, valueOf } from "./references.ts";
import { asText, concatenate, resolved } from "./text.ts";
import type { Text } from "./text.ts";
import type { UnresolvedValue } from "../../../model/value.ts";

const PLACEHOLDER = /\$\{([^{}]*)\}/g;
/** What CloudFormation allows between the braces; it refuses the whole template otherwise. */
const NAME = /^[A-Za-z0-9_:.]+$/;

/** `Fn::Sub`: a text, or `[text, values]`. `${!x}` stands for `${x}`. */
export function sub(call: CallNode, evaluation: Evaluation): Value | undefined {
  const { argument } = call;
  const [template, values, ...rest] = argument.kind === "seq" ? argument.items : [argument];
  const text = scalarText(template);
  if (text === undefined || rest.length > 0 || (values && values.kind !== "map")) {
    return malformed(call, "`Fn::Sub` takes a text, or a text and a map of values", evaluation);
  }
  const local = new Map((values?.kind === "map" ? values.entries : []).map((entry) => [entry.key, entry]));
  return substitute(text, local, call.at, evaluation);
}

/** The names of a text's placeholders, in order, `${!literal}` ones left out. */
export function placeholders(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = ""]) => name.trim()).filter((name) => !name.startsWith("!"));
}

function substitute(
  text: string,
  local: ReadonlyMap<string, Entry>,
  at: At,
  evaluation: Evaluation,
): Text | UnresolvedValue {
  const parts: (Text | UnresolvedValue)[] = [];
  // A variable of the map is worked out once, however often it stands in the text.
  const values = new Map<string, Text | UnresolvedValue>();
  let rest = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const written = match[1] ?? "";
    parts.push(resolved(text.slice(rest, match.index), {}));
    rest = match.index + match[0].length;
    if (written.startsWith("!")) {
      parts.push(resolved(`\${${written.slice(1)}}`, {}));
      continue;
    }
    const name = written.trim();
    const value = values.get(name) ?? placeholder(name, local, at, evaluation);
    values.set(name, value);
    if (value.kind === "unresolved" && !value.awaits) return value;
    parts.push(value);
  }
  parts.push(resolved(text.slice(rest), {}));
  return concatenate(parts, "", evaluation);
}

function placeholder(
  name: string,
  local: ReadonlyMap<string, Entry>,
  at: At,
  evaluation: Evaluation,
): Text | UnresolvedValue {
  const shown = `\`\${${name}}\``;
  const own = local.get(name);
  if (own) return asText(evaluation.evaluate(own.value), shown);
  if (!NAME.test(name)) {
    const message = `${shown} in \`Fn::Sub\` is no name: write \`\${!${name}}\` for text`;
    evaluation.report(at, message);
    return unresolved(message);
  }
  const value = name.includes(".") ? attributeNamed(name, at, evaluation) : valueOf(name, at, evaluation);
  return asText(value, shown);
}
