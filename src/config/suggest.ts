import { stringify } from "yaml";
import { ACCOUNT, REGION } from "./schema.ts";

type Root = { readonly root: string; readonly account: string | null; readonly region: string | null };

const UNKNOWN_ACCOUNT = "000000000000";
const UNKNOWN_REGION = "us-east-1";

/** A configuration to begin with: valid as it is, with a comment at everything that the code does not reveal. */
export function suggestConfig(roots: readonly Root[]): string {
  const shown = roots.length > 0 ? roots : [{ root: "infra/prod", account: null, region: null }];
  return ["version: 1", "targets:", ...namesOf(shown).flatMap(([name, root]) => targetLines(name, root)), ""].join(
    "\n",
  );
}

/** What code says is foreign text: only what has the form of an account or a region is taken over, and a path is quoted. */
function targetLines(name: string, { root, ...said }: Root): readonly string[] {
  const account = said.account !== null && ACCOUNT.test(said.account) ? said.account : null;
  const region = said.region !== null && REGION.test(said.region) ? said.region : null;
  const id = account ?? UNKNOWN_ACCOUNT;
  return [
    `  ${name}:`,
    `    root: ${stringify(root, { blockQuote: false, lineWidth: 0 }).trim()}`,
    `    account: "${id}"${account === null ? " # the account that it deploys into" : ""}`,
    `    region: ${region ?? UNKNOWN_REGION}${region === null ? " # its region" : ""}`,
    `    role: arn:aws:iam::${id}:role/plumbline-read # the read role in that account`,
  ];
}

/** Each root with a name of its own: the last folders of its path, as many as it takes. */
function namesOf(roots: readonly Root[]): readonly (readonly [string, Root])[] {
  const taken = new Set<string>();
  return roots.map((root) => {
    const parts = root.root.split("/").map((part) => part.replaceAll(/[^\w.-]+/g, "-"));
    let length = 1;
    while (length < parts.length && taken.has(parts.slice(-length).join("-"))) length += 1;
    const path = parts.slice(-length).join("-").replace(/^\.$/, "main");
    const name = taken.has(path) ? `${path}-${taken.size + 1}` : path;
    taken.add(name);
    return [name, root];
  });
}
