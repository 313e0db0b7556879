import { markdownTable } from "markdown-table";
import type { CheckResult, Finding, Severity } from "../model/finding.ts";
import { commentOf } from "./comment.ts";
import { fit, limited } from "./fit.ts";
import { countsOf, placeOf, staleFindings, withVerdict } from "./order.ts";
import { capitalize, enumerate, inCell, inMarkdown, join, name, ours, say, type Phrase, verbatim } from "./phrase.ts";
import { accountInGroups, count, dayAndTime, nameOf, placeInCode, regionName, type Voice } from "./terms.ts";
import { titleOf } from "./title.ts";
import { missingStatement, type UnknownGroup, uncomparedGroups, unknownGroups } from "./unknowns.ts";
import { wordFinding } from "./wording/index.ts";

/** Rows of values of a finding that is spelled out in the summary. */
const MAX_ROWS = 20;

const SIGNS: { readonly [severity in Severity]: string } = { block: "⛔", warn: "⚠️", info: "ℹ️" };

/** A list under a heading: how many there are, and one line each. */
type Section = { readonly heading: string; readonly lines: readonly Phrase[]; readonly isFolded?: true };

/** Everything that one run found, as Markdown: the sticky comment and the check's summary share it. */
export function summaryOf(
  result: CheckResult,
  voice: Voice,
  max: number,
  options: { readonly withTitle: boolean; readonly offDiff?: ReadonlySet<string> },
): string {
  const stale = staleFindings(result);
  const sections = sectionsOf(result, voice);
  const most = Math.max(stale.length, ...sections.map(({ lines }) => lines.length), 1);
  const render = (limit: number): string =>
    [
      options.withTitle ? `### ${titleOf(result)}` : "",
      tableOf(stale, voice, limit),
      spelledOut(
        stale.filter(({ assumption }) => options.offDiff?.has(assumption.id)),
        voice,
        limit,
      ),
      ...sections.map((section) => sectionInMarkdown(section, limit)),
      footerOf(result),
    ]
      .filter((part) => part !== "")
      .join("\n\n");
  return fit(render, most, max);
}

/** Findings that have no line of the diff to stand on: their comments, folded. */
function spelledOut(findings: readonly Finding[], voice: Voice, limit: number): string {
  if (findings.length === 0) return "";
  const { shown, more } = limited(findings, limit);
  const comments = shown.map((finding) => {
    const differences = finding.judgement.verdict === "stale" ? finding.judgement.differences : [];
    const comment = commentOf(finding, voice, { differences, place: null, withNotes: false }, MAX_ROWS);
    return `#### ${inMarkdown(name(placeInCode(placeOf(finding))))}\n\n${comment}`;
  });
  const rest = more > 0 ? [`and ${more} more`] : [];
  const heading = `${count(findings.length, "finding")} off the lines of this diff`;
  return [`<details><summary>${heading}</summary>`, ...comments, ...rest, "</details>"].join("\n\n");
}

/** What a reader needs besides the findings: what was not checked and why, broken files, waivers. */
export function sectionsOf(result: CheckResult, voice: Voice): readonly Section[] {
  const unknowns = unknownGroups(result, voice);
  const statement = missingStatement(result);
  const uncompared = uncomparedGroups(result.findings, voice);
  const waived = withVerdict(result, "waived");
  const all: readonly Section[] = [
    {
      heading: `Could not be checked (${countsOf(result).unknown})`,
      lines: [
        ...unknowns.map(groupLine),
        ...(statement ? [say`All that was denied, in one statement: ${verbatim(statement)}`] : []),
      ],
    },
    {
      heading: `Not compared (${uncompared.reduce((sum, { concerned }) => sum + concerned.length, 0)})`,
      lines: uncompared.map(groupLine),
      isFolded: true,
    },
    {
      heading: `Files with problems (${result.problems.length})`,
      lines: result.problems.map(({ path, line, message }) => say`${name(placeInCode({ path, line }))}: ${message}`),
    },
    {
      heading: `Expired waivers (${result.expiredWaivers.length})`,
      lines: result.expiredWaivers.map(({ match, reason, expires }) => {
        const since = expires === null ? ours("has expired") : say`expired on ${ours(dayOf(expires))}`;
        return say`${name(match)} (${reason}) ${since} and is ignored.`;
      }),
    },
    {
      heading: `Waived (${waived.length})`,
      lines: waived.map((finding) => waivedLine(finding, voice)),
      isFolded: true,
    },
  ];
  return all.filter(({ lines }) => lines.length > 0);
}

/** "9 hold. 14 AWS calls in 1.8 s against …", without markup of its own. */
export function footerLines(result: CheckResult): readonly Phrase[] {
  const { holds } = countsOf(result);
  const { awsCalls, durationMs } = result.cost;
  const targets = result.targets.map(
    ({ name: target, account, region }) => say`${name(target)} (${accountInGroups(account)} / ${regionName(region)})`,
  );
  const held = holds > 0 ? say`${holds} ${ours(holds === 1 ? "holds" : "hold")}.` : [];
  const calls = say`${ours(count(awsCalls, "AWS call"))} in ${ours((durationMs / 1000).toFixed(1))} s`;
  const against = targets.length > 0 ? say`against ${enumerate(targets)}` : [];
  const when = say`at ${ours(dayAndTime(result.startedAt))} for ${name(result.subject.head.slice(0, 7))}.`;
  const again = result.subject.pull === null ? [] : say`${name("/drift recheck")} looks again.`;
  return [join([held, calls, against, when]), again].filter((line) => line.length > 0);
}

function tableOf(stale: readonly Finding[], voice: Voice, limit: number): string {
  if (stale.length === 0) return "";
  const { shown, more } = limited(stale, limit);
  const rows = shown.flatMap((finding) => {
    const worded = wordFinding(finding, voice);
    if (!worded) return [];
    const where = name(placeInCode(placeOf(finding)));
    return [[SIGNS[finding.severity ?? "info"], inCell(worded.headline), inCell(worded.live), inCell(where)]];
  });
  const table = markdownTable([["", "what", "live", "where"], ...rows], { align: "l", alignDelimiters: false });
  return more > 0 ? `${table}\n\nand ${more} more` : table;
}

/** A section with at most `limit` of its lines. */
export function sectionInMarkdown({ heading, lines, isFolded }: Section, limit: number): string {
  const { shown, more } = limited(lines, limit);
  const items = [...shown.map((line) => `- ${inMarkdown(line)}`), ...(more > 0 ? [`- and ${more} more`] : [])].join(
    "\n",
  );
  if (!isFolded) return `**${heading}**\n\n${items}`;
  return `<details><summary>${heading}</summary>\n\n${items}\n\n</details>`;
}

/** The same, small. */
export function footerOf(result: CheckResult): string {
  return `<sub>${footerLines(result).map(inMarkdown).join(" ")}</sub>`;
}

/** "AWS denied `lambda:GetFunction` to the role `plumbline-read` (2: `a` and `b`). Add to the role's policy: …" */
function groupLine({ reason, remedy, concerned }: UnknownGroup): Phrase {
  const number = concerned.length > 1 ? ours(`${concerned.length}: `) : [];
  return join([say`${capitalize(reason)} (${number}${enumerate(concerned, 4)}).`, remedy]);
}

function waivedLine(finding: Finding, voice: Voice): Phrase {
  const { waiver } = finding;
  const headline = wordFinding(finding, voice)?.headline ?? nameOf(finding);
  if (!waiver) return headline;
  const until = waiver.expires === null ? [] : say`, until ${ours(dayOf(waiver.expires))}`;
  return say`${headline}: ${waiver.reason}${until}`;
}

/** A date of the configuration's schema; anything longer is cut. */
function dayOf(expires: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.exec(expires)?.[0] ?? "a day that is no date";
}
