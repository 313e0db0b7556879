import { printCheck, printComments, printSummary, say } from "./print.ts";
import { openPull, pushFix, REPOSITORY, repairAndRecheck, setStage } from "./story.ts";

const stage = await setStage();
try {
  const { github } = stage;

  say("A pull request changes infra/prod/main.tf.");
  const { pull, run: opened } = await openPull(stage);
  printComments(github, REPOSITORY, pull);
  printSummary(github, REPOSITORY, pull);
  printCheck(opened);

  say("A push names a queue that is there.");
  const fixed = await pushFix(stage);
  printSummary(github, REPOSITORY, pull);
  printCheck(fixed);

  say("The account is repaired, the denied read allowed, and someone comments /drift recheck.");
  const green = await repairAndRecheck(stage, pull, fixed);
  printSummary(github, REPOSITORY, pull);
  printCheck(green);

  if (green.conclusion !== "success") throw new Error("the check should be green by now");
  if (github.problems.length > 0) throw new Error(`GitHub would have refused: ${JSON.stringify(github.problems)}`);
} finally {
  await stage.close();
}
