import type { CheckResult } from "../model/finding.ts";
import { reportJson } from "./json.ts";
import { markdownReport } from "./markdown.ts";
import type { Terms } from "./terms.ts";
import { textReport } from "./text.ts";

/** Every output of the command line by its name. A new output is one file and one line here. */
export const outputs = { json: reportJson, markdown: markdownReport, text: textReport } as const satisfies Record<
  string,
  (result: CheckResult, terms: Terms) => string
>;
