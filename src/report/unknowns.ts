import type { CheckResult, Finding } from "../model/finding.ts";
import { compareText, inOrder } from "./order.ts";
import { inPlain, name, say, type Phrase } from "./phrase.ts";
import { literalIdOf, type Voice } from "./terms.ts";
import { stateStatement, statementFor } from "./wording/statement.ts";
import { wordUnknown } from "./wording/unknown.ts";

/** What could not be checked for one reason: who is concerned, and the one thing that would make it checkable. */
export type UnknownGroup = { readonly reason: Phrase; readonly remedy: Phrase; readonly concerned: readonly Phrase[] };

type Entry = { readonly key: string; readonly reason: Phrase; readonly remedy: Phrase; readonly concerned: Phrase };

/** Assumptions that could not be checked, by reason, the most frequent first. */
export function unknownGroups(result: CheckResult, voice: Voice): readonly UnknownGroup[] {
  const entries = inOrder(result.findings).flatMap((finding): Entry[] => {
    const { judgement } = finding;
    if (judgement.verdict !== "unknown") return [];
    return [{ ...wordUnknown({ ...judgement, finding }, voice), concerned: addressOf(finding) }];
  });
  return grouped(entries);
}

/** Declared paths that could not be compared on resources that could, by reason, the most frequent first. */
export function uncomparedGroups(findings: readonly Finding[], voice: Voice): readonly UnknownGroup[] {
  const entries = inOrder(findings).flatMap((finding): Entry[] => {
    if (finding.judgement.verdict === "unknown") return [];
    return finding.judgement.unchecked.map(({ path, reason, detail }) => {
      const words = wordUnknown({ reason, detail, action: null, finding }, voice);
      return { ...words, concerned: say`${name(path)} of ${addressOf(finding)}` };
    });
  });
  return grouped(entries);
}

/** One statement for everything that AWS denied to the roles, in a form ready to add; undefined when nothing was denied by name. */
export function missingStatement(result: CheckResult): string | undefined {
  const actions = new Set(
    result.findings.flatMap((finding) => {
      const { judgement } = finding;
      if (judgement.verdict !== "unknown" || judgement.action === null) return [];
      // A state's own statement stands beside it.
      return stateStatement(judgement.action, finding) === undefined ? [judgement.action] : [];
    }),
  );
  return actions.size > 1 ? statementFor([...actions].toSorted(compareText)) : undefined;
}

/** Where it is declared; of an id in text, that id as well, as the block says more than one thing. */
function addressOf(finding: Finding): Phrase {
  const address = name(finding.assumption.subject.address);
  const id = literalIdOf(finding);
  return id === null ? address : say`${name(id)} in ${address}`;
}

function grouped(entries: readonly Entry[]): readonly UnknownGroup[] {
  const groups = new Map<string, { reason: Phrase; remedy: Phrase; concerned: Phrase[] }>();
  for (const { key, reason, remedy, concerned } of entries) {
    const group = groups.get(key);
    if (group) group.concerned.push(concerned);
    else groups.set(key, { reason, remedy, concerned: [concerned] });
  }
  return [...groups.values()].toSorted(
    (left, right) =>
      right.concerned.length - left.concerned.length || compareText(inPlain(left.reason), inPlain(right.reason)),
  );
}
