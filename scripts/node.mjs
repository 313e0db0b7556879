// Runs its arguments with Node 24 or newer: the one that runs this, or the one that `npm ci` brought. npm 11 puts the
// latter on the scripts' path, npm 10 does not, so it is looked up here.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";

const NEEDED = 24;

// V8 lets a heap grow to four times what is in use, and its young generation to more than 100 MB, before it tidies up:
// with a large repository that is most of what the process takes. Where the heap is to stay below 2 GB, it grows to less
// than twice what is in use. The Dockerfile says the same.
const TIDY = ["--max-semi-space-size=16", "--max-old-space-size=1536"];

function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= NEEDED) return process.execPath;
  const system = process.platform === "win32" ? "win" : process.platform;
  const file = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  try {
    return createRequire(import.meta.url).resolve(`node-${system}-${process.arch}/${file}`);
  } catch {
    process.stderr.write(
      `Node ${NEEDED} or newer is needed, and none comes with the project for ${system}-${process.arch}: install it.\n`,
    );
    return process.exit(1);
  }
}

const child = spawn(findNode(), [...TIDY, ...process.argv.slice(2)], { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? "SIGTERM"]));
