// Records a state that the real Terraform writes, and the addresses that it lists in it:
//   npm exec -- node test/aws/state/record.ts
// `terraform_data` is built in, so that nothing is downloaded; it then stands for an instance of the aws provider.
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const HERE = import.meta.dirname;

const folder = await mkdtemp(join(tmpdir(), "plumbline-state-"));
try {
  await cp(join(HERE, "code"), folder, { recursive: true });
  terraform("init", "-input=false");
  terraform("apply", "-auto-approve", "-input=false");
  terraform("taint", "terraform_data.tainted");
  const listed = terraform("state", "list").trim().split("\n").map(asInstance);
  await writeFile(join(HERE, "written.tfstate"), asInstance(await readFile(join(folder, "terraform.tfstate"), "utf8")));
  await writeFile(join(HERE, "listed.json"), `${JSON.stringify(listed, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function terraform(...args: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync("terraform", args, {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: folder, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null" },
  });
  if (error) throw new Error("terraform cannot be run", { cause: error });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function asInstance(text: string): string {
  return text.replaceAll("terraform_data", "aws_instance");
}
