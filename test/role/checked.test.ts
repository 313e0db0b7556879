import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, vi } from "vitest";
import { writeRoles } from "../../src/cli/role.ts";
import { type Report, reportSchema } from "../../src/report/schema.ts";
import { runCli } from "../support/cli.ts";
import { createRepository } from "../support/repository.ts";
import { startAws } from "../world/aws/server.ts";
import { readWorld } from "../world/world.ts";
import { readers, type WrittenRole } from "./written.ts";

const PRINCIPAL = "arn:aws:iam::999988887777:user/plumbline";
const EXTERNAL_ID = "owner-1";

function actionsOf(role: WrittenRole, effect: "Allow" | "Deny"): string[] {
  return [...role.managed, ...role.inline]
    .flatMap(({ Statement: statements }) => statements)
    .filter((statement) => statement.Effect === effect)
    .flatMap((statement) => statement.Action);
}

function verdicts({ assumptions }: Report): readonly object[] {
  return assumptions.map(({ subject, verdict, finding, reason }) => ({
    address: subject.address,
    verdict,
    finding,
    reason,
  }));
}

it.each(["terraform-a-hotfix-of-every-type", "cloudformation-a-hotfix-of-every-type"])(
  "with the role that is written for it, %s says what it says with every right",
  { timeout: 90_000 },
  async (name) => {
    const folder = fileURLToPath(new URL(`../cases/${name}`, import.meta.url));
    vi.stubEnv("PLUMBLINE_MODULE_HOSTS", "none");
    const [world, repository] = await Promise.all([readWorld(join(folder, "world.json")), createRepository()]);
    const base = await repository.commitFolder(join(folder, "base"), "base");
    const head = await repository.commitFolder(join(folder, "head"), "head");
    // The configuration of a case stands beside its repository.
    const config = await readFile(join(folder, "plumbline.yml"), "utf8");
    await writeFile(join(repository.folder, "plumbline.yml"), config);
    const { stdout: template } = await writeRoles([
      `--config=${repository.folder}/plumbline.yml`,
      `--principal=${PRINCIPAL}`,
      `--external-id=${EXTERNAL_ID}`,
    ]);
    const [role] = await readers.cloudformation(template, "111122223333");
    if (!role) throw new Error("no role was written");
    const aws = await startAws(world);
    try {
      aws.world.setRole("111122223333", role.name, {
        trust: { principal: PRINCIPAL, externalId: EXTERNAL_ID, tagSession: true, sourceIdentity: true },
        allow: actionsOf(role, "Allow"),
        deny: actionsOf(role, "Deny"),
      });
      const args = ["check", "--repo", repository.folder, "--base", base, "--head", head, "--format", "json"];
      const { stdout } = await runCli([...args, "--config", join(folder, "plumbline.yml")], {
        AWS_ENDPOINT_URL: aws.url,
        AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
        PLUMBLINE_EXTERNAL_ID: EXTERNAL_ID,
      });
      const expected = JSON.parse(await readFile(join(folder, "expected.json"), "utf8")) as { output: Report };
      expect(verdicts(reportSchema.parse(JSON.parse(stdout)))).toEqual(verdicts(expected.output));
    } finally {
      await Promise.all([aws.close(), repository.remove()]);
    }
  },
);
