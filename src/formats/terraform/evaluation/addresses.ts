import { suffixOf } from "../../../model/address.ts";
import type { Frame } from "../language/frame.ts";
import { toValue } from "../language/model-values.ts";
import type { Expression } from "../syntax/ast.ts";
import { valueOf } from "./scope.ts";
import type { Run } from "./scope.ts";

/** An address as code writes it; `isWhole` is false where a key in it is not known and was left out. */
export type WrittenAddress = { readonly text: string; readonly isWhole: boolean };

/** `module.a["k"].aws_sqs_queue.q[0]`, as blocks have it for their address; undefined for what is no address. */
export function addressIn(run: Run, expression: Expression, frame: Frame): WrittenAddress | undefined {
  if (expression.kind === "string") return { text: expression.value, isWhole: true };
  if (expression.kind !== "traversal") return undefined;
  let text = expression.root;
  let isWhole = true;
  for (const step of expression.steps) {
    if (typeof step === "string") text += `.${step}`;
    else if (step.kind === "index") {
      const key = toValue(valueOf(run, step.key, frame));
      if (key.kind !== "known" || key.value === null || key.sensitive) isWhole = false;
      else text += typeof key.value === "number" ? `[${key.value}]` : suffixOf(String(key.value));
    }
  }
  return { text, isWhole };
}
