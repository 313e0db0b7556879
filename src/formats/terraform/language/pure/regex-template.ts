/** The texts of a match: the whole at 0, then each capture, null for one that took no part. */
export type Captures = readonly (string | null)[];

const reference = /\$(?:(?<escaped>\$)|(?<plain>[\p{L}\p{Nd}_]+)|\{(?<braced>[\p{L}\p{Nd}_]+)\})/gu;

/**
 * A replacement with its references filled in as Go's Regexp.Expand does: `$name` takes as many letters, digits and `_` as
 * there are, an unknown or unmatched capture is empty, `$$` is `$`, and any other `$` stands for itself.
 */
export function expanded(template: string, captures: Captures, names: readonly (string | undefined)[]): string {
  if (!template.includes("$")) return template;
  return template.replace(reference, (...args) => {
    const groups = args.at(-1) as { escaped?: string; plain?: string; braced?: string };
    if (groups.escaped !== undefined) return "$";
    return captured(groups.plain ?? groups.braced ?? "", captures, names);
  });
}

function captured(name: string, captures: Captures, names: readonly (string | undefined)[]): string {
  if (/^(?:0|[1-9]\d{0,8})$/.test(name)) return captures[Number(name)] ?? "";
  const group = names.findIndex((known, index) => known === name && captures[index] !== null);
  return group < 0 ? "" : (captures[group] ?? "");
}
