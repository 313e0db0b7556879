import type { Data, Dict, Text } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext } from "../context.ts";
import { get, isText, textLike, textOf } from "../data/data.ts";
import { idHash } from "../data/python.ts";
import { idOf, inherited, make, refOf } from "../data/made.ts";

/** An event of a function or state machine, as the template declares it. */
export type SamEvent = {
  /** As the template names it. */
  readonly name: string;
  /** The function's logical id and the event's name: what it makes begins with it. */
  readonly logicalId: Text;
  readonly type: string;
  readonly properties: Dict;
};

/** What makes of a function's event what it stands for. `target` is the function, or its alias. */
export type FunctionEvent = (event: SamEvent, target: Made, role: Made, context: SamContext) => readonly Made[];

type Invocation = {
  readonly principal: string;
  readonly sourceArn?: Data;
  readonly sourceAccount?: Data;
  readonly token?: Data;
  readonly suffix?: string;
  readonly prefix?: Text;
};

/** The permission for an event's source to call the function. */
export function invocation(event: SamEvent, target: Made, wish: Invocation): Made {
  const { principal, suffix = "", prefix = event.logicalId } = wish;
  return make(
    "AWS::Lambda::Permission",
    idOf(prefix, "Permission", isAlphanumeric(suffix) ? suffix : idHash(suffix)),
    {
      Action: "lambda:InvokeFunction",
      FunctionName: refOf(target),
      Principal: principal,
      SourceArn: wish.sourceArn,
      SourceAccount: wish.sourceAccount,
      EventSourceToken: wish.token,
    },
    inherited(target.attributes),
  );
}

/** Python's `isalnum`: letters and digits only, and at least one. */
export function isAlphanumeric(text: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(text);
}

/** A part of an event's logical id that the event's source has. */
export function eventId(event: SamEvent, suffix: string): string {
  return `${textOf(event.logicalId) ?? ""}${suffix}`;
}

/** The path of an event of an API. */
export function pathOf({ properties }: SamEvent): Text {
  const path = get(properties, "Path");
  return isText(path) ? path : "";
}

/** A method as the transform writes it: in lower case. */
export function methodOf({ properties }: SamEvent): Text {
  const method = get(properties, "Method");
  return textLike(method, (textOf(method) ?? "").toLowerCase());
}
