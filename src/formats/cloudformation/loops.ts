import { startEvaluation } from "./intrinsics/evaluate.ts";
import type { Evaluation } from "./intrinsics/evaluation.ts";
import { asText } from "./intrinsics/text.ts";
import type { Deployment } from "./declare.ts";
import { hasLanguageExtensions, unrollLoops } from "./template/loops.ts";
import type { Collection } from "./template/loops.ts";
import type { Node, ParsedTemplate } from "./template/nodes.ts";
import { readTemplate } from "./template/template.ts";

/** A template with its loops written out, as far as what they go over is known. */
export function applyLoops(parsed: ParsedTemplate, path: string, deployment: Deployment): ParsedTemplate {
  const { root } = parsed;
  if (!root || !hasLanguageExtensions(root)) return parsed;
  const { template } = readTemplate(parsed, path);
  if (!template) return parsed;
  // Collections lean on parameters and mappings only, which no loop makes.
  const { evaluation } = startEvaluation({ ...deployment, template });
  const unrolled = unrollLoops(root, (node) => collectionOf(node, evaluation));
  if (unrolled.made.size === 0 && unrolled.problems.length === 0) return parsed;
  const made = new Map([
    ...(parsed.made ?? []),
    ...[...unrolled.made].map((key) => [key, { unknownId: null }] as const),
  ]);
  return { ...parsed, root: unrolled.root, problems: [...parsed.problems, ...unrolled.problems], made };
}

function collectionOf(node: Node, evaluation: Evaluation): Collection {
  const value = evaluation.evaluate(node);
  if (value?.kind === "unresolved") return { kind: "unknown", reason: value.reason };
  if (value?.kind !== "list") return { kind: "unknown", reason: "it must go over a list" };
  const texts = value.items.map((item) => asText(item, "an item of the list"));
  const open = texts.find((text) => text.kind === "unresolved");
  if (open?.kind === "unresolved") return { kind: "unknown", reason: open.reason };
  if (texts.some((text) => text.sensitive)) return { kind: "unknown", reason: "it goes over what is not shown" };
  return { kind: "known", texts: texts.flatMap((text) => (text.kind === "known" ? [text.value] : [])) };
}
