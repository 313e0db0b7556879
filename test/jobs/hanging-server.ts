import { createQueue } from "../../src/jobs/queue.ts";
import type { DatabasePlace } from "../../src/jobs/database.ts";

const [place, key] = process.argv.slice(2);
if (!place || !key) throw new Error("usage: hanging-server.ts PLACE KEY");

const queue = await createQueue(JSON.parse(place) as DatabasePlace, console);
await queue.work({
  delivery: async () => {},
  async check() {
    await queue.memory.rememberOpen({ repositoryId: 1, subject: key, headSha: "a1", checkRunId: 7, request: { key } });
    console.log("working");
    await new Promise(() => undefined);
  },
  deadCheck: async () => {},
});
await queue.requestCheck({ key, data: { key } });
