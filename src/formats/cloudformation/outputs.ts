import type { StackOutput } from "../../model/declared.ts";
import type { Evaluation } from "./intrinsics/evaluation.ts";
import { asText } from "./intrinsics/text.ts";
import { entryOf, scalarText, spanOf } from "./template/nodes.ts";
import type { Entry } from "./template/nodes.ts";

/** What a template's stack hands to others, as far as its names are known and may be shown. */
export function outputsOf(evaluation: Evaluation): readonly StackOutput[] {
  return [...evaluation.template.outputs.values()].flatMap((entry) => {
    if (!mayExist(entry, evaluation)) return [];
    const name = entryOf(entryOf(entry.value, "Export")?.value, "Name")?.value;
    const exported = name && asText(evaluation.evaluate(name), "the export's name");
    const exportName = exported?.kind === "known" && !exported.sensitive ? exported.value : null;
    return [
      {
        name: entry.key,
        exportName,
        place: evaluation.place,
        source: spanOf(evaluation.template.path, entry.at),
      },
    ];
  });
}

function mayExist(entry: Entry, evaluation: Evaluation): boolean {
  const condition = scalarText(entryOf(entry.value, "Condition")?.value);
  const exists = condition === undefined ? undefined : evaluation.condition(condition, entry.at);
  return exists?.kind !== "known" || exists.value;
}
