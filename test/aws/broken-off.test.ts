import { expect, test } from "vitest";
import { answering, error, SESSION } from "./raw-server.ts";
import { enter, open, queue } from "./world.ts";

test("an answer that breaks off in the middle is asked for again", async () => {
  const { bodies } = await answering(["cut", "cut", error("ResourceNotFoundException", "not found")]);
  expect((await (await enter()).read(queue())).outcome).toBe("absent");
  expect(bodies).toHaveLength(4);
});

test("answers that all break off are a broken connection", async () => {
  const { bodies } = await answering(["cut"]);
  expect(await (await enter()).read(queue())).toMatchObject({
    outcome: "failed",
    reason: "failed",
    message: "the connection to AWS broke: the answer (HTTP 200) broke off in the middle",
  });
  expect(bodies).toHaveLength(5);
});

test("an AssumeRole whose answer breaks off is tried again", async () => {
  const { bodies } = await answering([{}], ["cut", { body: SESSION }]);
  await enter();
  expect(bodies).toHaveLength(2);
});

test("an AssumeRole whose answers all break off is the network's failure, not AWS's word", async () => {
  await answering([{}], ["cut"]);
  const refusal = await open();
  expect(refusal).toMatchObject({
    code: "target-unreachable",
    reason: expect.stringContaining("the connection to AWS in eu-west-1 failed"),
  });
  expect(JSON.stringify(refusal)).not.toContain("AWS said");
});
