import { expect, test } from "vitest";
import { readConfig } from "../../src/config/read.ts";
import { suggestConfig } from "../../src/config/suggest.ts";

const nothing = { account: null, region: null };

test("says what the code reveals, and marks what it does not", () => {
  const roots = [
    { root: "infra/prod", account: "111122223333", region: "eu-west-1" },
    { root: "infra/stage", ...nothing },
  ];
  expect(suggestConfig(roots)).toMatchInlineSnapshot(`
    "version: 1
    targets:
      prod:
        root: infra/prod
        account: "111122223333"
        region: eu-west-1
        role: arn:aws:iam::111122223333:role/plumbline-read # the read role in that account
      stage:
        root: infra/stage
        account: "000000000000" # the account that it deploys into
        region: us-east-1 # its region
        role: arn:aws:iam::000000000000:role/plumbline-read # the read role in that account
    "
  `);
});

test("what code says cannot add a line, and an odd path cannot break one", () => {
  const roots = [
    { root: "infra", account: '1"\n    role: x', region: "eu-west-1\n    role: arn:aws:iam::666666666666:role/theirs" },
    { root: "a\nb: c # d", ...nothing },
    { root: "- *x", ...nothing },
    { root: "123", ...nothing },
    { root: "true", ...nothing },
    { root: "é", ...nothing },
    { root: "ü", ...nothing },
    { root: ".", ...nothing },
  ];
  const { targets } = readConfig(suggestConfig(roots));
  expect(new Set(targets.map(({ root }) => root))).toEqual(
    new Set(["infra", "a\nb: c # d", "- *x", "123", "true", "é", "ü", ""]),
  );
  expect(new Set(targets.map(({ role }) => role))).toEqual(new Set(["arn:aws:iam::000000000000:role/plumbline-read"]));
});
