import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { readEnv } from "../../src/env.ts";
import { externalIds } from "../../src/github/external-id.ts";
import { UserError } from "../../src/model/errors.ts";

const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs1", format: "pem" })
  .toString();
const good = {
  APP_ID: "17",
  PRIVATE_KEY: pem,
  WEBHOOK_SECRET: "0123456789abcdef",
  EXTERNAL_ID_SECRET: "fedcba9876543210",
};

function problemOf(variables: Record<string, string>): string {
  try {
    readEnv(variables);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error("the settings were taken");
}

test("what has a default needs no setting, and an empty variable is none", () => {
  expect(readEnv({ ...good, DATABASE_URL: "", PORT: "", GHE_HOST: "" })).toMatchObject({
    appId: 17,
    host: "0.0.0.0",
    port: 3000,
    database: { dataDir: "data" },
    githubUrl: undefined,
    webhookSecrets: [good.WEBHOOK_SECRET],
    externalIdSecrets: { current: good.EXTERNAL_ID_SECRET },
    logLevel: "info",
  });
});

test("the rest is taken as it is given", () => {
  const env = readEnv({
    ...good,
    PRIVATE_KEY: Buffer.from(pem).toString("base64"),
    WEBHOOK_SECRET_PREVIOUS: "old",
    EXTERNAL_ID_SECRET_PREVIOUS: "older",
    GHE_HOST: "127.0.0.1:8080",
    GHE_PROTOCOL: "http",
    DATABASE_URL: "postgres://db/plumbline",
  });
  expect(env.privateKey).toBe(pem);
  expect(env.webhookSecrets).toEqual([good.WEBHOOK_SECRET, "old"]);
  expect(env.externalIdSecrets).toEqual({ current: good.EXTERNAL_ID_SECRET, previous: "older" });
  expect(env.githubUrl).toBe("http://127.0.0.1:8080/api/v3");
  expect(env.database).toEqual({ databaseUrl: "postgres://db/plumbline" });
  expect(readEnv({ ...good, PRIVATE_KEY: pem.replaceAll("\n", "\\n") }).privateKey).toBe(pem);
});

test("everything that is missing or wrong is named at once, and no value is repeated", () => {
  const problem = problemOf({
    APP_ID: "seventeen",
    WEBHOOK_SECRET: "short",
    PORT: "99999",
    DATABASE_URL: "mysql://user:password@db",
  });
  for (const name of ["APP_ID", "WEBHOOK_SECRET", "PORT", "DATABASE_URL", "EXTERNAL_ID_SECRET is missing"])
    expect(problem).toContain(name);
  for (const value of ["seventeen", "short", "password"]) expect(problem).not.toContain(value);
});

test.each([
  ["missing", {}, "PRIVATE_KEY is missing"],
  ["not a key", { PRIVATE_KEY: "hunter2 hunter2" }, "PRIVATE_KEY does not hold a private key"],
  ["in a file that is not there", { PRIVATE_KEY_PATH: "/nowhere/app.pem" }, "/nowhere/app.pem cannot be read"],
])("a private key that is %s", (_name, key, expected) => {
  const { PRIVATE_KEY: _, ...rest } = good;
  const problem = problemOf({ ...rest, ...key });
  expect(problem).toContain(expected);
  expect(problem).not.toContain("hunter2");
});

test("each owner has ExternalIds of its own, that follow from the secrets alone", () => {
  const secrets = { current: "new secret", previous: "old secret" };
  const [current, previous, ...others] = externalIds(42, secrets);
  expect(others).toEqual([]);
  expect(current).toMatch(/^[0-9a-f]{64}$/);
  expect(previous).not.toBe(current);
  expect(externalIds(42, { current: "old secret" })).toEqual([previous]);
  expect(externalIds(43, secrets)).not.toContain(current);
});
