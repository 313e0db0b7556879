import { STRING } from "../types.ts";
import type { FunctionTable, UnknowableSpec } from "./function.ts";

/** Functions whose results nobody knows before apply, or only the machine that runs Terraform. */
export const unknowable: FunctionTable = {
  timestamp: text("is not known before apply"),
  plantimestamp: text("is not known before plan"),
  uuid: text("is not known before apply"),
  bcrypt: text("is not known before apply"),
};

function text(reason: string): UnknowableSpec {
  return { kind: "unknowable", returns: STRING, reason };
}
