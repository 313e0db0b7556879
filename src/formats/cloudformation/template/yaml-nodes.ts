import { isAlias, isMap, isScalar, isSeq, Scalar } from "yaml";

/** What a tag of YAML's own (`!!str`) is called in full. */
const YAML_TAG = "tag:yaml.org,2002:";

/** The offset of a node's first character, its tag and anchor aside; undefined where there is no node. */
export function startOf(source: unknown): number | undefined {
  if (isScalar(source) || isMap(source) || isSeq(source) || isAlias(source)) return source.range?.[0];
  return undefined;
}

/** The name that aliases call a node by. */
export function anchorOf(source: unknown): string | undefined {
  return isScalar(source) || isMap(source) || isSeq(source) ? source.anchor : undefined;
}

/** A node's tag, YAML's own in full. */
export function tagOf(source: unknown): string | undefined {
  return isScalar(source) || isMap(source) || isSeq(source) ? source.tag : undefined;
}

/** Whether a scalar is written below its `|` or `>`. */
export function isBlock({ type }: Scalar): boolean {
  return type === Scalar.BLOCK_LITERAL || type === Scalar.BLOCK_FOLDED;
}

/** Whether a tag calls a function, as `!Sub` does. */
export function isCallTag(tag: string): boolean {
  return tag.startsWith("!") && tag.length > 1;
}

/** Whether a tag says that a text is no text. */
export function isNumericTag(tag: string | undefined): boolean {
  return (
    tag === `${YAML_TAG}int` || tag === `${YAML_TAG}float` || tag === `${YAML_TAG}bool` || tag === `${YAML_TAG}null`
  );
}
