import type { Data, Dict, Text } from "./data.ts";
import { deepCopyOf, dict, get, has, isDict, keysOf, textOf } from "./data.ts";

export function ref(name: Text): Dict {
  return dict({ Ref: name });
}

export function getAtt(logicalId: Text, attribute: string): Dict {
  return dict({ "Fn::GetAtt": [logicalId, attribute] });
}

export function sub(text: Text, variables?: Dict): Dict {
  return dict({ "Fn::Sub": variables ? [text, variables] : text });
}

/** `whenTrue` where the condition holds, else `whenFalse` or nothing at all. */
export function conditional(condition: Data, whenTrue: Data, whenFalse: Data = ref("AWS::NoValue")): Dict {
  return dict({ "Fn::If": [condition, whenTrue, whenFalse] });
}

export function notCondition(condition: Data): Dict {
  return dict({ "Fn::Not": [dict({ Condition: condition })] });
}

export function andCondition(conditions: readonly Data[]): Dict {
  return dict({ "Fn::And": conditions.map((condition) => dict({ Condition: condition })) });
}

export function orCondition(conditions: readonly Data[]): Dict {
  return dict({ "Fn::Or": conditions.map((condition) => dict({ Condition: condition })) });
}

/** `Fn::Or` takes ten conditions. */
const MAX_OPERANDS = 10;

/** Conditions that together say that any of the given ones holds; the one of the given name is the last. */
export function combinedConditions(conditions: readonly string[], name: string): readonly (readonly [string, Dict])[] {
  if (conditions.length < 2) return [];
  const made: (readonly [string, Dict])[] = [];
  let rest = conditions;
  let number = Math.floor((conditions.length - 2) / (MAX_OPERANDS - 1));
  while (rest.length > 1) {
    const own = number > 0 ? `${name}${number}` : name;
    number--;
    made.push([own, orCondition(rest.slice(0, MAX_OPERANDS))]);
    rest = [...rest.slice(MAX_OPERANDS), own];
  }
  return made;
}

/** The only key of a map of one entry. */
function onlyKey(value: Data | undefined): string | undefined {
  if (!isDict(value) || value.slots.size !== 1) return undefined;
  return textOf(keysOf(value)[0]);
}

/** Whether a value calls a function. */
export function isIntrinsic(value: Data | undefined): value is Dict {
  const key = onlyKey(value);
  return key !== undefined && (key === "Ref" || key === "Condition" || key.startsWith("Fn::"));
}

export function isIf(value: Data | undefined): value is Dict {
  return onlyKey(value) === "Fn::If";
}

export function isNoValue(value: Data | undefined): boolean {
  return onlyKey(value) === "Ref" && textOf(get(value, "Ref")) === "AWS::NoValue";
}

/** The three items of an `Fn::If`; undefined where it is malformed. */
export function ifItems(value: Data): readonly [condition: Data, whenTrue: Data, whenFalse: Data] | undefined {
  const items = get(value, "Fn::If");
  if (!Array.isArray(items) || items.length !== 3) return undefined;
  const [condition = null, whenTrue = null, whenFalse = null] = items;
  return [condition, whenTrue, whenFalse];
}

/** The logical id that a `Ref` or `Fn::GetAtt` names. */
export function namedBy(value: Data): string | undefined {
  if (!isIntrinsic(value)) return undefined;
  const direct = textOf(get(value, "Ref"));
  if (direct !== undefined) return direct;
  const attribute = get(value, "Fn::GetAtt");
  if (Array.isArray(attribute)) return attribute.length === 2 ? textOf(attribute[0]) : undefined;
  const parts = textOf(attribute)?.split(".") ?? [];
  return parts.length === 2 ? parts[0] : undefined;
}

/** `Ref` or `Fn::GetAtt` as a placeholder of `Fn::Sub`. */
export function asPlaceholder(value: Dict): string {
  if (has(value, "Ref")) return `\${${textOf(get(value, "Ref")) ?? ""}}`;
  const parts = get(value, "Fn::GetAtt");
  return `\${${Array.isArray(parts) ? parts.map((part) => textOf(part) ?? "").join(".") : ""}}`;
}

/** What a value holds under its conditions: an `Fn::If`'s branches that are not nothing, else the value itself. */
export function conditionalContents(value: Data): readonly Data[] {
  if (!isDict(value) || !has(value, "Fn::If")) return [value];
  const items = get(value, "Fn::If");
  return Array.isArray(items) ? items.slice(1).filter((item) => !isNoValue(item)) : [];
}

/** A copy in which the transform may write. */
export function ownCopy(value: Data): Data {
  return deepCopyOf(value);
}
