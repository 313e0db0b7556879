// Records what `terraform plan` says of every root module in this folder, or of those named, in its `plan.json`:
//   npm exec -- node test/formats/terraform/plans/record.ts [name…] && npm run format:write
// Only what Terraform has built in is used (`terraform_data`, local modules), so nothing is downloaded.
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";

import { planned, refusals } from "./extract.ts";
import { planNames, PLANS, readTarget } from "./recorded.ts";
import type { Plan, Target } from "./recorded.ts";

/** What is recorded holds for this version; another says so in other words. */
const VERSION = "1.11.4";

type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

function terraform(folder: string, workspace: string, args: readonly string[]): Ran {
  const { error, status, stdout, stderr } = spawnSync("nice", ["-n", "10", "terraform", ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      // No settings of the person who records: /dev/null is an empty configuration.
      TF_CLI_CONFIG_FILE: "/dev/null",
      ...(workspace !== "default" && { TF_WORKSPACE: workspace }),
    },
  });
  if (error) throw new Error("terraform cannot be run", { cause: error });
  return { status, stdout, stderr };
}

/** Why nothing can be recorded here; null when it can. */
function unavailable(): string | null {
  const found = spawnSync("terraform", ["version", "-json"], { encoding: "utf8" });
  if (found.error) return "there is no `terraform` on the PATH";
  const version = (JSON.parse(found.stdout) as { readonly terraform_version: string }).terraform_version;
  return version === VERSION ? null : `this is Terraform ${version}, and what is recorded is of ${VERSION}`;
}

/** Strings as they are, as `-var` takes them; anything else as the literal it is. */
function variableArguments({ variables }: Target): string[] {
  return Object.entries(variables).map(
    ([name, value]) => `-var=${name}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
}

async function record(name: string): Promise<Plan> {
  const target = await readTarget(name);
  const copy = await mkdtemp(join(tmpdir(), "plumbline-plan-"));
  try {
    await cp(join(PLANS, name), copy, { recursive: true });
    await Promise.all([rm(join(copy, "plan.json"), { force: true }), rm(join(copy, "target.json"))]);
    const root = join(copy, target.root);
    const run = (...args: string[]) => terraform(root, target.workspace, args);
    const refused = ({ stdout, stderr }: Ran): Plan => {
      // `<value for var.size>` is no file.
      const pathOf = (filename: string) => (filename.startsWith("<") ? null : relative(copy, resolve(root, filename)));
      const errors = refusals(stdout, pathOf);
      if (errors.length === 0) throw new Error(`${name}: Terraform fails and does not say why\n${stdout}${stderr}`);
      return { errors: [...errors] };
    };
    const init = run("init", "-backend=false", "-input=false", "-json");
    if (init.status !== 0) return refused(init);
    const files = target.var_files.map((path) => `-var-file=${relative(root, join(copy, path))}`);
    const plan = run(
      "plan",
      "-input=false",
      "-lock=false",
      "-json",
      "-out=.plan",
      ...files,
      ...variableArguments(target),
    );
    if (plan.status !== 0) return refused(plan);
    const show = run("show", "-json", ".plan");
    if (show.status !== 0) throw new Error(`${name}: ${show.stderr}`);
    return planned(show.stdout);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

const problem = unavailable();
if (problem !== null) {
  console.error(`Nothing was recorded: ${problem}.`);
  process.exit(1);
}
const named = process.argv.slice(2);
for (const name of named.length > 0 ? named : planNames()) {
  const plan = await record(name);
  await writeFile(join(PLANS, name, "plan.json"), `${JSON.stringify(plan, null, 2)}\n`);
  console.log(`${name}: ${"errors" in plan ? plan.errors.map(({ summary }) => summary).join(", ") : "planned"}`);
}
