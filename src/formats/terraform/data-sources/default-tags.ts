import { fromValue } from "../language/model-values.ts";
import { object } from "../language/term.ts";
import type { DataSource } from "./data-source.ts";

/** `aws_default_tags`: the tags of the provider that the block uses. */
export const defaultTags: DataSource = ({ defaultTags: tags }) => {
  const isNone = !tags || (tags.kind === "known" && tags.value === null);
  return new Map([["tags", isNone ? object(new Map()) : fromValue(tags)]]);
};
