import { afterAll, beforeAll, describe } from "vitest";
import { expectClean } from "./app.ts";
import { commands } from "./commands.ts";
import { configuration } from "./configuration.ts";
import { events, signatures } from "./events.ts";
import { history } from "./history.ts";
import { app, startShared } from "./shared.ts";
import { story } from "./story.ts";
import { textAndSecrets } from "./text-and-secrets.ts";
import { trees } from "./trees.ts";
import { unread } from "./unread.ts";

beforeAll(startShared);
afterAll(async () => {
  await expectClean(app);
  await app.close();
});

// Starting a server takes longer than most tests, and some reads have to wait 30 s: all share one, at the same time.
describe.concurrent("many repositories at once", () => {
  unread();
  events();
  commands();
  configuration();
  trees();
  history();
});

describe("one after the other", () => {
  signatures();
  story();
  textAndSecrets();
});
