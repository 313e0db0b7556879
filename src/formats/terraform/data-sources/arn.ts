import { parseArn } from "../../../resources/arn.ts";
import { marksOf } from "../language/marks.ts";
import { text } from "../language/term.ts";
import type { DataSource } from "./data-source.ts";

/** `aws_arn`: the parts of an ARN. */
export const arn: DataSource = ({ terms }) => {
  const given = terms.get("arn");
  const parts = given?.kind === "string" ? parseArn(given.value) : undefined;
  if (given?.kind !== "string" || !parts) return new Map();
  return new Map(
    Object.entries({ ...parts, id: given.value }).map(([name, part]) => [name, text(part, marksOf(given))]),
  );
};
