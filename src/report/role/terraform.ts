import { inlinePolicies, partsOfRole, readPolicies, trustPolicy, type Policy, type ReadRole } from "./policies.ts";
import { DESCRIPTION, heading } from "./words.ts";

/** An argument's name and its value as code. */
type Argument = readonly [name: string, code: string];

/**
 * Roles as Terraform code, laid out as `terraform fmt` does. Where they are of several accounts, each is made in its own:
 * the same code can be applied to all of them.
 */
export function terraformRole(roles: readonly ReadRole[]): string {
  const accounts = new Set(roles.map(({ arn }) => partsOfRole(arn).account));
  const caller = accounts.size > 1 ? [block("data", ["aws_caller_identity", "current"], [])] : [];
  const blocks = roles.flatMap((role, index) =>
    blocksOf(role, roles.length > 1 ? `_${index + 1}` : "", accounts.size > 1),
  );
  return `${heading(roles)}\n${[...caller, ...blocks].join("\n")}`;
}

function blocksOf(role: ReadRole, suffix: string, isConditional: boolean): readonly string[] {
  const { account, path, name } = partsOfRole(role.arn);
  const label = `plumbline_read${suffix}`;
  const here = `data.aws_caller_identity.current.account_id == ${quoted(account)} ? 1 : 0`;
  const count: readonly Argument[] = isConditional ? [["count", here]] : [];
  const one = isConditional ? "[0]" : "";
  const of = `aws_iam_role.${label}${one}.name`;
  const policies = readPolicies(role).flatMap((document, index) => {
    const policy = `${label}_${index + 1}`;
    return [
      block(
        "resource",
        ["aws_iam_policy", policy],
        [
          ...count,
          ["name", quoted(`${name}-${index + 1}`)],
          ["path", quoted(path)],
          ["description", quoted(DESCRIPTION)],
          ["policy", encoded(document)],
        ],
      ),
      block(
        "resource",
        ["aws_iam_role_policy_attachment", policy],
        [...count, ["role", of], ["policy_arn", `aws_iam_policy.${policy}${one}.arn`]],
      ),
    ];
  });
  return [
    block(
      "resource",
      ["aws_iam_role", label],
      [
        ...count,
        ["name", quoted(name)],
        ["path", quoted(path)],
        ["description", quoted(DESCRIPTION)],
        ["assume_role_policy", encoded(trustPolicy(role))],
      ],
    ),
    ...inlinePolicies(role).map(([policyName, document]) =>
      block(
        "resource",
        ["aws_iam_role_policy", `${label}_${policyName.replaceAll("-", "_")}`],
        [...count, ["name", quoted(policyName)], ["role", of], ["policy", encoded(document)]],
      ),
    ),
    ...policies,
  ];
}

function block(kind: "data" | "resource", labels: readonly string[], args: readonly Argument[]): string {
  const head = `${kind} ${labels.map(quoted).join(" ")}`;
  return args.length === 0 ? `${head} {}\n` : `${head} {\n${lines(args, "  ")}\n}\n`;
}

function encoded(policy: Policy): string {
  return `jsonencode(${code(policy, "  ")})`;
}

function code(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => `${inner}${code(item, inner)},\n`);
    return `[\n${items.join("")}${indent}]`;
  }
  if (typeof value === "object" && value !== null) {
    const args = Object.entries(value).map(([key, child]): Argument => {
      return [/^\w+$/.test(key) ? key : quoted(key), code(child, inner)];
    });
    return `{\n${lines(args, inner)}\n${indent}}`;
  }
  return quoted(String(value));
}

/** Neighbours that take one line each have their equals signs below each other. */
function lines(args: readonly Argument[], indent: string): string {
  const isShort = ([, value]: Argument) => !value.includes("\n");
  return args
    .map((arg, index) => {
      let [first, last] = [index, index];
      while (isShort(arg) && first > 0 && args[first - 1] && isShort(args[first - 1] ?? arg)) first -= 1;
      while (isShort(arg) && last < args.length - 1 && isShort(args[last + 1] ?? arg)) last += 1;
      const width = Math.max(...args.slice(first, last + 1).map(([name]) => name.length));
      return `${indent}${arg[0].padEnd(width)} = ${arg[1]}`;
    })
    .join("\n");
}

/** As Terraform reads it back: `${` and `%{` would begin code. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("${", "$${").replaceAll("%{", "%%{");
}
