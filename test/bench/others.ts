import { cpus } from "node:os";

/** Watches how much of the machine other processes take. @returns a function that says how many cores they used since */
export function watchOthers(): () => number {
  const busyAtStart = busy();
  const ownAtStart = process.cpuUsage();
  const started = performance.now();
  return () => {
    const own = process.cpuUsage(ownAtStart);
    const others = busy() - busyAtStart - (own.user + own.system) / 1000;
    return Math.max(0, others / (performance.now() - started));
  };
}

/** What all cores have worked since the machine started, in milliseconds. */
function busy(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}

/** The `count` rounds that other processes disturbed least. */
export function quietest<Round extends { readonly others: number }>(
  rounds: readonly Round[],
  count: number,
): readonly Round[] {
  return rounds.toSorted((a, b) => a.others - b.others).slice(0, count);
}

/** What to say of the rounds that count, where others disturbed them so much that the figures are not to be trusted. */
export function disturbance(rounds: readonly { readonly others: number }[]): string {
  const most = Math.max(0, ...rounds.map(({ others }) => others));
  return most < DISTURBED ? "" : `; disturbed: other processes used up to ${most.toFixed(1)} cores`;
}

/** Cores of others from which on a round is disturbed. */
export const DISTURBED = 0.1;
