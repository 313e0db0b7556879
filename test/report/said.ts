import type { Finding } from "../../src/model/finding.ts";
import { toCheckOutput } from "../../src/report/check-run.ts";
import { toReview } from "../../src/report/review.ts";
import * as given from "./fixtures.ts";

/** A comment's sentences, as people read them: without its evidence and marker. */
export function said(finding: Finding): string {
  const { comments } = toReview(given.result([finding]), given.terms, () => true);
  return comments.map(({ body }) => body.split("\n\n<sub>")[0]).join("\n\n---\n\n");
}

/** The finding in one line, as an annotation's title. */
export function headline(finding: Finding): string | undefined {
  return toCheckOutput(given.result([finding]), given.terms).annotations[0]?.title;
}
