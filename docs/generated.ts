import { assumptionKinds, findingSpecs } from "../src/assumptions/index.ts";
import { findingTable } from "../src/report/kinds.ts";
import { reportJsonSchema } from "../src/report/schema.ts";
import { actionsOf } from "../src/resources/actions.ts";
import { readableTypes } from "../src/resources/index.ts";
import { mutationRows, mutationTable } from "../test/mutation/table.ts";

/** The documents that follow from registries, by file name: `npm run docs` writes them, a test holds them to it. */
export function generatedDocs(): ReadonlyMap<string, string> {
  return new Map([
    ["findings.md", findings()],
    ["report.schema.json", `${JSON.stringify(reportJsonSchema(), null, 2)}\n`],
    ["read-actions.md", readActions()],
    ["mutation.md", mutation()],
  ]);
}

const GENERATED = "<!-- Written by `npm run docs`. -->";

function findings(): string {
  const claims = Object.values(assumptionKinds).map(({ kind, claims: claim }) => `- \`${kind}\`: ${claim}.`);
  return [
    "# Findings",
    GENERATED,
    "Every claim that a change rests on is an assumption of one of these kinds:",
    claims.join("\n"),
    "An assumption that is contradicted by evidence is a finding. The default severity is overridden under `policy` in the [configuration](configuration.md):",
    findingTable(findingSpecs()),
    "An assumption that could not be checked is unknown, with one of the reasons of the report's schema, and with what would make it checkable. It is never green: the check is `neutral`, or a failure with `unknown: block`.",
    "",
  ].join("\n\n");
}

function mutation(): string {
  return [
    "# What the comparison sees",
    GENERATED,
    "For every type, and every Terraform resource that declares a part of one, a world as declared: then each compared attribute is changed, each item taken away and one added, and the resource removed, one by one. An equivalence is another way to say the same: another order, layout, spelling or default. `npm run mutation` prints this table and fails where anything is missed or an alarm is false.",
    mutationTable(mutationRows()),
    "",
  ].join("\n\n");
}

function readActions(): string {
  const sections = readableTypes.map((type) => {
    return [
      `## ${type.type}`,
      actionsOf(type)
        .map((action) => `- \`${action}\``)
        .join("\n"),
    ].join("\n\n");
  });
  return [
    "# IAM actions per resource type",
    GENERATED,
    "What the read role needs for the types that a repository uses; `plumbline role` writes it, see [role.md](role.md).",
    ...sections,
    "",
  ].join("\n\n");
}
