import { createHash } from "node:crypto";

import { expect, test } from "vitest";

import { EvaluationError, LimitError } from "../../../../src/formats/terraform/language/evaluation-error.ts";
import { firstUnknown, text, unknown } from "../../../../src/formats/terraform/language/term.ts";
import { STRING } from "../../../../src/formats/terraform/language/types.ts";
import { evaluated, repository, result } from "./evaluating.ts";

const BYTES = Uint8Array.of(0, 255, 254, 10);

const FILES = repository({
  "infra/prod/main.tf": "",
  "infra/prod/policy.json": '{"a": "e\u0301"}\n',
  "infra/prod/empty.txt": "",
  "infra/prod/large.bin": { kind: "unreadable", reason: "too-large", message: "it has 900000 bytes" },
  "infra/prod/code.zip": { kind: "unreadable", reason: "binary", message: "it is not text" },
  "infra/prod/known.zip": { kind: "unreadable", reason: "binary", message: "it is not text", bytes: BYTES },
  "infra/prod/lfs.json": "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n",
  "infra/prod/link.txt": "link",
  "infra/prod/files/a.txt": "a",
  "infra/prod/files/b.json": "{}",
  "infra/prod/files/.hidden": "h",
  "infra/prod/files/deep/c.txt": "c",
  "infra/prod/files/deep/er/d.txt": "d",
  "infra/prod/linked": "link",
  "modules/queue/policy.json": "module's",
  vendor: "submodule",
});

const NAMES = { word: unknown(STRING, "it is still to come"), secret: text("policy.json", { sensitive: true }) };

function inFiles(expression: string): string {
  return result(expression.replaceAll("'", '"'), NAMES, FILES);
}

function sha256(content: string | Uint8Array, encoding: "hex" | "base64"): string {
  return JSON.stringify(createHash("sha256").update(content).digest(encoding));
}

test("a file is read from the root module's folder, from another folder of the repository, and as bytes", () => {
  // Strings are normalized, the bytes that are hashed are not.
  expect(inFiles("file('policy.json')")).toBe(JSON.stringify('{"a": "\u00e9"}\n'));
  expect(inFiles("filesha256('./policy.json')")).toBe(sha256('{"a": "e\u0301"}\n', "hex"));
  expect(inFiles("filebase64sha256('policy.json')")).toBe(sha256('{"a": "e\u0301"}\n', "base64"));
  expect(inFiles("file('../../modules/queue/policy.json')")).toBe(`"module's"`);
  expect(inFiles("file('empty.txt')")).toBe('""');
  expect(inFiles("filemd5('empty.txt')")).toBe('"d41d8cd98f00b204e9800998ecf8427e"');
  expect(inFiles("filebase64('files/a.txt')")).toBe('"YQ=="');
  expect(inFiles("filebase64('known.zip')")).toBe('"AP/+Cg=="');
  expect(inFiles("filesha256('known.zip')")).toBe(sha256(BYTES, "hex"));
  expect(inFiles("fileexists('code.zip')")).toBe("true");
  expect(inFiles("fileexists('large.bin')")).toBe("true");
});

test("what Terraform refuses is refused", () => {
  for (const expression of [
    "file('nothing.txt')",
    "file('files')",
    "file('')",
    "file('files/a.txt/b')",
    "file(null)",
    "file([])",
    "file('known.zip')",
    "file('~other/x')",
    "filesha1('nothing.txt')",
    "fileexists('files')",
    "fileexists('.')",
    "fileexists('files/a.txt/b')",
    "fileset('.', '[')",
    "fileset('.', '{a,b/c}.txt')",
    "pathexpand('~other')",
  ]) {
    expect(() => inFiles(expression)).toThrow(EvaluationError);
  }
  expect(inFiles("fileexists('nothing.txt')")).toBe("false");
});

test.each([
  ["file('/etc/hosts')", "absolute path"],
  ["file('~/.ssh/id.pub')", "home folder"],
  ["file('../../../elsewhere/x')", "outside the repository"],
  ["fileexists('/etc/hosts')", "absolute path"],
  ["fileset('/etc', '*')", "absolute path"],
  ["fileset('files', '../../../../*')", "outside the repository"],
  ["file('link.txt')", "symbolic link"],
  ["fileexists('link.txt')", "symbolic link"],
  ["file('linked/x.txt')", "symbolic link"],
  ["fileexists('../../vendor/x.txt')", "submodule"],
  ["fileset('linked', '*')", "symbolic link"],
  ["fileset('.', '*.txt')", "symbolic link"],
  ["fileset('.', 'linked/**')", "symbolic link"],
  ["fileset('../..', '**/*.tf')", "symbolic link"],
  ["filesha256('code.zip')", "not text"],
  ["filebase64('large.bin')", "900000 bytes"],
  ["file('lfs.json')", "Git LFS"],
  ["file(word)", "still to come"],
  ["fileset(word, '*')", "still to come"],
  ["abspath('.')", "where Terraform runs"],
  ["pathexpand('~/x')", "where Terraform runs"],
])("%s is not known", (expression, reason) => {
  const open = firstUnknown(evaluated(expression.replaceAll("'", '"'), NAMES, FILES));
  expect(open?.reason).toContain(reason);
});

test.each([
  ["fileset('files', '*')", ".hidden", "a.txt", "b.json"],
  ["fileset('files', '**')", ".hidden", "a.txt", "b.json", "deep/c.txt", "deep/er/d.txt"],
  ["fileset('files', '**/*.txt')", "a.txt", "deep/c.txt", "deep/er/d.txt"],
  ["fileset('files', 'deep/**/*.txt')", "deep/c.txt", "deep/er/d.txt"],
  ["fileset('files', '*.{txt,json}')", "a.txt", "b.json"],
  ["fileset('files', '[^b].*')", "a.txt"],
  ["fileset('files', '[a-b].*')", "a.txt", "b.json"],
  ["fileset('files', '?.txt')", "a.txt"],
  ["fileset('files/', './deep/*')", "deep/c.txt"],
  ["fileset('files/deep', '../*.txt')", "../a.txt"],
  ["fileset('files', 'a.txt')", "a.txt"],
  ["fileset('files', 'deep')"],
  ["fileset('files', '*.TXT')"],
  ["fileset('nowhere', '**')"],
])("%s finds files", (expression, ...names) => {
  expect(inFiles(expression)).toBe(`set[${names.map((name) => JSON.stringify(name)).join(", ")}]`);
});

test("a secret path makes a secret of what is read", () => {
  expect(inFiles("file(secret)")).toMatch(/~sensitive$/);
  expect(inFiles("fileexists(secret)")).toBe("true~sensitive");
  expect(inFiles("fileset('.', secret)")).toBe('set["policy.json"]~sensitive');
});

test("what is not there yet is not known for now", () => {
  const none = { ...FILES, read: () => undefined, list: () => undefined, template: () => undefined };
  for (const expression of ['file("policy.json")', 'fileexists("policy.json")', 'fileset("files", "*")']) {
    expect(firstUnknown(evaluated(expression, {}, none))?.reason).toContain("is being read");
  }
});

test("a pattern that would take forever ends: what is compared is counted", () => {
  const files = repository({ [`infra/prod/${"a".repeat(200)}`]: "" });
  const pattern = (text: string) => () => evaluated(`fileset(".", ${JSON.stringify(text)})`, {}, files);
  expect(pattern(`${"*a".repeat(60)}b`)).toThrow(LimitError);
  expect(pattern(`${"{a,a}".repeat(100)}b`)).toThrow(LimitError);
  expect(pattern("*".repeat(100_000))).toThrow(LimitError);
  const deep = repository({ [`infra/prod/${"a/".repeat(60)}b`]: "" });
  expect(() => evaluated(`fileset(".", "${"**/a/".repeat(30)}c")`, {}, deep)).toThrow(LimitError);
});

test.each([
  ["basename('')", '"."'],
  ["basename('/')", '"/"'],
  ["basename('a/b/')", '"b"'],
  ["basename('..')", '".."'],
  ["dirname('')", '"."'],
  ["dirname('/')", '"/"'],
  ["dirname('a')", '"."'],
  ["dirname('a/b/')", '"a/b"'],
  ["dirname('a//b/../c')", '"a"'],
  ["dirname('/a')", '"/"'],
  ["abspath('/a/../b/')", '"/b"'],
  ["pathexpand('a/~')", '"a/~"'],
])("%s", (expression, wanted) => expect(inFiles(expression)).toBe(wanted));
