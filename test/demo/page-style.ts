/** What GitHub's page puts around Markdown: boxes, file headers, diff lines. Colours are those of its light and dark themes. */
export const PAGE_STYLE = `
:root { --line: #d1d9e0; --quiet: #59636e; --soft: #f6f8fa; --page: #ffffff; --ink: #1f2328; --add: #dafbe1; --num: #aceebb;
  --red: #d1242f; --green: #1a7f37; --amber: #9a6700; --gray: #59636e; }
:root.dark { --line: #3d444d; --quiet: #9198a1; --soft: #151b23; --page: #0d1117; --ink: #f0f6fc; --add: #12261e; --num: #1c4428;
  --red: #f85149; --green: #3fb950; --amber: #d29922; --gray: #9198a1; }
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 16px; background: var(--page); color: var(--ink);
  font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", Helvetica, Arial, sans-serif; }
main { max-width: 880px; margin: 0 auto; display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
h1 { font-size: 22px; font-weight: 400; margin: 0; overflow-wrap: anywhere; }
.box { border: 1px solid var(--line); border-radius: 6px; overflow: hidden; background: var(--page); }
.head { padding: 8px 16px; background: var(--soft); border-bottom: 1px solid var(--line); color: var(--quiet); overflow-wrap: anywhere; }
.head b { color: var(--ink); }
.head code { font: 12px ui-monospace, "Liberation Mono", monospace; color: var(--ink); }
.tag { border: 1px solid var(--line); border-radius: 2em; padding: 0 6px; font-size: 11px; margin-left: 4px; }
.body { padding: 16px; }
.check { display: flex; gap: 10px; padding: 12px 16px; align-items: baseline; }
.check .mark { font-weight: 700; }
.failure, .action_required { color: var(--red); } .success { color: var(--green); } .neutral, .cancelled { color: var(--gray); }
pre.code { margin: 0; font: 12px/20px ui-monospace, "Liberation Mono", monospace; overflow-x: auto; border-bottom: 1px solid var(--line); }
pre.code div { display: flex; white-space: pre; min-width: max-content; }
pre.code .number { width: 50px; flex: none; padding-right: 10px; text-align: right; color: var(--quiet); }
pre.code .added { background: var(--add); } pre.code .added .number { background: var(--num); color: var(--ink); }
.thread { padding: 12px 16px; background: var(--soft); }
.thread .box > .body { padding: 12px 16px; }
.markdown-body { background: transparent; font-size: 14px; font-family: inherit; }
.markdown-body table { font-size: inherit; }
`;
