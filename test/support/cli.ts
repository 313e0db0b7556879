import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** No test reaches the public registry; one that has a registry of its own names it. */
const NO_MODULES = { PLUMBLINE_MODULE_HOSTS: "none" };

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));

export type CliResult = { readonly exit: number | null; readonly stdout: string; readonly stderr: string };

/** Runs the command line as people do, in a process of its own. */
export function runCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const env = {
      ...process.env,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: "/dev/null",
      ...NO_MODULES,
      ...environment,
    };
    const child = spawn(process.execPath, [CLI, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (exit) => resolve({ exit, stdout, stderr }));
  });
}
