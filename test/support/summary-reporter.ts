import type { Reporter, TestModule } from "vitest/node";

/** Ends the run with one plain line that any tool can read: `12 passed, 0 failed, 1 skipped`. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const broken = modules.filter((module) => module.state() === "failed" && module.children.size === 0).length;
    const count = (state: string): number => states.filter((each) => each === state).length;
    process.stdout.write(
      `${count("passed")} passed, ${count("failed") + broken} failed, ${count("skipped")} skipped\n`,
    );
  }
}
