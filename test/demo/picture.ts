import { writeFile } from "node:fs/promises";
import { renderPage } from "./render.ts";
import { FILE, openPull, REPOSITORY, scenario, setStage } from "./story.ts";

// The README's picture is a screenshot of this page: `node scripts/node.mjs test/demo/picture.ts review.html [light|dark]`, then
// chromium --headless --screenshot=docs/review.png --window-size=1000,2000 review.html

const [file, theme] = process.argv.slice(2);
if (!file) throw new Error("usage: node test/demo/picture.ts FILE.html [light|dark]");

const CONTEXT_LINES = 2;

const stage = await setStage();
try {
  const { github } = stage;
  const { pull, run } = await openPull(stage);
  const code = (await scenario(`change/${FILE}`)).split("\n");
  const base = new Set((await scenario(`base/${FILE}`)).split("\n"));
  const comments = github.reviews(REPOSITORY, pull).flatMap((review) => review.comments);
  const page = renderPage({
    title: "Bill from the ledger",
    theme: theme === "dark" ? "dark" : "light",
    summary: github.issueComments(REPOSITORY, pull).find(({ by }) => by === github.botLogin)?.body ?? null,
    comments: comments.map(({ path, originalLine: line, body }) => {
      const first = Math.max(1, line - CONTEXT_LINES);
      const shown = code
        .slice(first - 1, line)
        .map((text, index) => ({ number: first + index, text, added: !base.has(text) }));
      return { path, line, body, code: shown };
    }),
    check: { conclusion: run.conclusion ?? "none", title: run.title ?? "" },
  });
  await writeFile(file, page);
} finally {
  await stage.close();
}
