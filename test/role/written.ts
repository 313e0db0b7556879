import { afterAll } from "vitest";
import { createParserPool } from "../../src/formats/parsing/pool.ts";
import type { Block, Declared } from "../../src/model/declared.ts";
import { declareText, shown } from "../formats/cloudformation/declaring.ts";
import { declare } from "../formats/terraform/declare.ts";

type Statement = {
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource?: string;
  readonly Principal?: { readonly AWS: string };
  readonly Condition?: unknown;
};

/** A policy as IAM would get it. */
export type Policy = { readonly Version: string; readonly Statement: readonly Statement[] };

/** One role as code makes it. */
export type WrittenRole = {
  readonly name: string;
  readonly path: string;
  readonly trust: Policy;
  /** Managed policies that are attached to it. */
  readonly managed: readonly Policy[];
  readonly inline: readonly Policy[];
};

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

/** How each format's output is read back, with the project's own readers, as an account would get it. */
export const readers = { cloudformation: rolesOfTemplate, terraform: rolesOfTerraform };

async function rolesOfTemplate(text: string, account: string): Promise<readonly WrittenRole[]> {
  const declared = expectWhole(await declareText(text, { place: placeIn(account) }));
  return blocksOf(declared, "AWS::IAM::Role").map((role) => ({
    name: property(role, "RoleName") as string,
    path: property(role, "Path") as string,
    trust: property(role, "AssumeRolePolicyDocument") as Policy,
    managed: blocksOf(declared, "AWS::IAM::ManagedPolicy")
      .filter(({ address }) => role.leansOn.includes(address))
      .map((policy) => property(policy, "PolicyDocument") as Policy),
    inline: (property(role, "Policies") as { PolicyDocument: Policy }[]).map(({ PolicyDocument }) => PolicyDocument),
  }));
}

async function rolesOfTerraform(text: string, account: string): Promise<readonly WrittenRole[]> {
  const declared = expectWhole(await declare(parsers, { "infra/main.tf": text }, { place: placeIn(account) }));
  const documents = (blocks: readonly Block[]) => blocks.map((block) => json(argument(block, "policy")));
  return blocksOf(declared, "aws_iam_role").map((role) => {
    const attached = blocksOf(declared, "aws_iam_role_policy_attachment").filter((one) => leansOn(one, role));
    const policies = blocksOf(declared, "aws_iam_policy").filter((policy) =>
      attached.some((one) => leansOn(one, policy)),
    );
    const inline = blocksOf(declared, "aws_iam_role_policy").filter((one) => leansOn(one, role));
    return {
      name: argument(role, "name") as string,
      path: argument(role, "path") as string,
      trust: json(argument(role, "assume_role_policy")),
      managed: documents(policies),
      inline: documents(inline),
    };
  });
}

function placeIn(account: string) {
  return { partition: "aws", account, region: "eu-west-1" };
}

function expectWhole(declared: Declared): Declared {
  if (declared.problems.length > 0) throw new Error(JSON.stringify(declared.problems));
  return declared;
}

function blocksOf(declared: Declared, formatType: string): readonly Block[] {
  return [...declared.blocks.values()].filter((block) => block.mode !== "other" && block.formatType === formatType);
}

function leansOn(block: Block, other: Block): boolean {
  return block.leansOn.includes(other.address);
}

function argument(block: Block, name: string): unknown {
  return shown(block.arguments.entries.get(name));
}

function property(block: Block, name: string): unknown {
  return block.mode === "resource" ? shown(block.properties.entries.get(name)) : undefined;
}

function json(text: unknown): Policy {
  return JSON.parse(text as string) as Policy;
}
