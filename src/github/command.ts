/** What a comment asks the App for. */
export type Command =
  | { readonly kind: "recheck" }
  | { readonly kind: "help" }
  | { readonly kind: "unknown"; readonly text: string };

/** The first command of a comment: a line that starts with `/drift`, outside of code. */
export function parseCommand(body: string): Command | undefined {
  let fence: string | undefined;
  for (const line of body.split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && fence === undefined) fence = mark;
    else if (mark && fence !== undefined && mark.startsWith(fence)) fence = undefined;
    if (fence !== undefined) continue;
    const text = /^\/drift(?:\s+(.*))?$/.exec(line)?.[1]?.trim();
    if (text === undefined && !/^\/drift\s*$/.test(line)) continue;
    return commandOf(text ?? "");
  }
  return undefined;
}

function commandOf(text: string): Command {
  const word = text.toLowerCase();
  if (word === "recheck") return { kind: "recheck" };
  if (word === "help" || word === "") return { kind: "help" };
  return { kind: "unknown", text };
}
