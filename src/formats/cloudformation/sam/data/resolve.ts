import type { Data, Dict, Text } from "./data.ts";
import { entriesOf, get, has, isDict, isText, keysOf, set, textLike, textOf } from "./data.ts";

/** What references within a template stand for, as far as the transform looks them up. */
type References = {
  /** The value of a `Ref`; undefined where it stays. */
  ref?(name: string): Data | undefined;
  /** The text in place of a placeholder of `Fn::Sub`, `${` and `}` included; undefined where it stays. */
  placeholder?(name: string, written: string): string | undefined;
  /** The parts of an `Fn::GetAtt`, a dot in them dividing further. */
  attribute?(parts: readonly string[]): readonly string[] | undefined;
};

const PLACEHOLDER = /\$\{([A-Za-z0-9.]+|AWS::[A-Z][A-Za-z]*)\}/g;

/** Replaces references within a value, in place as the transform does: what shares a part of it sees the change. */
function replace(value: Data, references: References): Data {
  const replaced = isDict(value) && value.slots.size === 1 ? replaceCall(value, references) : value;
  if (Array.isArray(replaced)) {
    for (const [index, item] of replaced.entries()) replaced[index] = replace(item, references);
  } else if (isDict(replaced)) {
    for (const [key, child] of entriesOf(replaced)) set(replaced, key, replace(child, references));
  }
  return replaced;
}

function replaceCall(call: Dict, references: References): Data {
  const name = textOf(keysOf(call)[0]);
  const argument = name === undefined ? null : get(call, name);
  if (name === "Ref") {
    const target = textOf(argument);
    return (target === undefined ? undefined : references.ref?.(target)) ?? call;
  }
  if (name === "Fn::Sub") {
    if (isText(argument)) set(call, name, substituted(argument, references));
    else if (Array.isArray(argument) && isText(argument[0])) argument[0] = substituted(argument[0], references);
  }
  if (name === "Fn::GetAtt" && Array.isArray(argument) && argument.length >= 2) {
    const parts = argument.flatMap((part) => textOf(part) ?? []);
    const changed = parts.length === argument.length ? references.attribute?.(parts.join(".").split(".")) : undefined;
    if (changed) set(call, name, [...changed]);
  }
  return call;
}

function substituted(text: Text, { placeholder }: References): Text {
  if (!placeholder) return text;
  const written = textOf(text) ?? "";
  const result = written.replace(PLACEHOLDER, (whole, name: string) => placeholder(name, whole) ?? whole);
  return result === written ? text : textLike(text, result);
}

/** Replaces references to parameters whose values are known. */
export function resolveParameters(value: Data, parameters: ReadonlyMap<string, Data>): Data {
  return replace(value, {
    ref: (name) => parameters.get(name),
    placeholder: (name) => {
      const known = parameters.get(name);
      return known === undefined || isDict(known) || Array.isArray(known)
        ? undefined
        : (textOf(known) ?? String(known));
    },
  });
}

/** What a SAM resource's own names for what it makes stand for: `Fn.Alias` is the alias's logical id. */
export type MadeNames = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Replaces references to what a SAM resource makes: `!Ref Api.Stage`. */
export function resolveMade(value: Data, made: MadeNames): Data {
  const idOf = ([logicalId = "", name = ""]: readonly string[]) => made.get(logicalId)?.get(name);
  return replace(value, {
    ref: (target) => {
      const dot = target.indexOf(".");
      const id = dot < 1 ? undefined : idOf([target.slice(0, dot), target.slice(dot + 1)]);
      return id === undefined ? undefined : refTo(id);
    },
    placeholder: (target, written) => {
      const parts = target.split(".");
      const id = parts.length < 2 ? undefined : idOf(parts);
      return id === undefined ? undefined : written.replace(parts.slice(0, 2).join("."), () => id);
    },
    attribute: (parts) => {
      const id = idOf(parts);
      return id === undefined ? undefined : [id, ...parts.slice(2)];
    },
  });
}

/** Replaces references to resources whose logical ids the transform changes. */
export function resolveRenamed(value: Data, renamed: ReadonlyMap<string, string>): Data {
  if (renamed.size === 0) return value;
  return replace(value, {
    ref: (target) => {
      const id = renamed.get(target);
      return id === undefined ? undefined : refTo(id);
    },
    placeholder: (target, written) => {
      const [logicalId = ""] = target.split(".");
      const id = renamed.get(logicalId);
      return id === undefined ? undefined : written.replaceAll(logicalId, () => id);
    },
    attribute: ([logicalId = "", ...rest]) => {
      const id = renamed.get(logicalId);
      return id === undefined ? undefined : [id, ...rest];
    },
  });
}

function refTo(logicalId: string): Dict {
  return { kind: "dict", slots: new Map([["Ref", { key: "Ref", value: logicalId, at: undefined }]]), order: null };
}

/** Replaces an `Fn::FindInMap` of three texts by its value; only the value itself is looked at, not what is in it. */
export function resolveMapping(value: Data, mappings: Data): Data {
  if (!isDict(value) || value.slots.size !== 1 || !has(value, "Fn::FindInMap")) return value;
  const keys = get(value, "Fn::FindInMap");
  if (!Array.isArray(keys) || keys.length !== 3) return value;
  let found = mappings;
  for (const key of keys) {
    if (!isText(key) || !has(found, key)) return value;
    found = get(found, key);
  }
  return found;
}
