import type { ReadRole } from "./policies.ts";

export const DESCRIPTION = "Plumbline looks at this account through it and changes nothing";

/** What stands above the code, as comments: names of targets are letters, digits, dots and dashes. */
export function heading(roles: readonly ReadRole[]): string {
  const lines = roles.map(({ arn, targets }) => `# ${arn}, for ${targets.join(", ")}`);
  return `# Written by plumbline role.\n${lines.join("\n")}\n`;
}
