import type { GitHub } from "../world/github/index.ts";

type CheckRun = ReturnType<GitHub["checkRuns"]>[number];

/** A step of the story. */
export function say(text: string): void {
  console.log(`\n${"═".repeat(100)}\n${text}\n`);
}

/** The review's comments, each under the line that it stands on. */
export function printComments(github: GitHub, repository: string, pull: number): void {
  for (const review of github.reviews(repository, pull)) {
    for (const comment of review.comments)
      box(`review comment on ${comment.path}:${comment.originalLine}`, comment.body);
  }
}

export function printSummary(github: GitHub, repository: string, pull: number): void {
  for (const comment of github.issueComments(repository, pull)) {
    if (comment.by === github.botLogin) box("summary comment", comment.body);
  }
}

export function printCheck(run: CheckRun): void {
  const annotations = run.annotations.map(
    ({ path, start_line: line, annotation_level: level, title }) => `${level} ${path}:${line} ${title ?? ""}`,
  );
  box(`check run: ${run.conclusion}`, [run.title, ...annotations].join("\n"));
}

function box(title: string, body: string): void {
  console.log(`── ${title} ${"─".repeat(Math.max(0, 96 - title.length))}\n${body.trim()}\n`);
}
