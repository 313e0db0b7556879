import type { Row } from "./corpus.ts";
import { outcomeOf } from "./engine.ts";
import { exceptionFor } from "./exceptions.ts";
import { printed, printedType } from "./render.ts";

/** How the engine's answer differs from what was recorded; undefined when it does not. */
export async function differenceIn({ expression, answer }: Row): Promise<string | undefined> {
  if (!answer) return `${expression}: not recorded`;
  const wanted = exceptionFor(expression) ?? ("prints" in answer ? answer.prints : "error");
  const inner = /^type\((.*)\)$/s.exec(expression)?.[1];
  const outcome = await outcomeOf(inner ?? expression);
  if (outcome.kind === "error") {
    return wanted === "error"
      ? undefined
      : `${expression}\n    wanted ${shown(wanted)}\n    got error: ${outcome.message}`;
  }
  const found = inner === undefined ? printed(outcome.term) : printedType(outcome.term);
  return found === wanted ? undefined : `${expression}\n    wanted ${shown(wanted)}\n    got    ${shown(found)}`;
}

function shown(text: string): string {
  const line = JSON.stringify(text);
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
