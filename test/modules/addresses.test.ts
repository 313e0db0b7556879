import { describe, expect, it } from "vitest";
import { parseModuleSource, withoutCredentials } from "../../src/model/module-source.ts";
import { newestMatching } from "../../src/model/version-constraint.ts";

/** An address in one line: what it is, and where. */
function shown(source: string): string {
  const parsed = parseModuleSource(source);
  if (parsed.kind === "local") return `local ${parsed.path}`;
  if (parsed.kind === "unsupported") return parsed.reason;
  const subdir = parsed.subdir === "" ? "" : ` in ${parsed.subdir}`;
  if (parsed.kind === "archive") return `${parsed.format} ${parsed.url}${subdir}`;
  if (parsed.kind === "registry")
    return `registry ${parsed.host} ${parsed.namespace} ${parsed.name} ${parsed.system}${subdir}`;
  const { protocol, user, host, path, ref } = parsed;
  return `${protocol} ${user === null ? "" : `${user}@`}${host} ${path}${ref === null ? "" : ` at ${ref}`}${subdir}`;
}

describe("source addresses are read as Terraform reads them", () => {
  it.each([
    ["./modules/queue", "local ./modules/queue"],
    ["..\\queue", "local ../queue"],
    ["terraform-aws-modules/sqs/aws", "registry registry.terraform.io terraform-aws-modules sqs aws"],
    [
      "terraform-aws-modules/iam/aws//modules/iam-role",
      "registry registry.terraform.io terraform-aws-modules iam aws in modules/iam-role",
    ],
    ["app.terraform.io/acme/queue/aws", "registry app.terraform.io acme queue aws"],
    ["registry.acme.example:8443/a_b/c-d/aws//x//y/../z", "registry registry.acme.example:8443 a_b c-d aws in x/z"],
    ["github.com/acme/queue", "https github.com acme/queue"],
    ["github.com/acme/queue.git//modules/a?ref=v1.2.0", "https github.com acme/queue at v1.2.0 in modules/a"],
    ["github.com/acme/queue/modules/a", "https github.com acme/queue in modules/a"],
    ["github.com/acme/queue/modules//a", "https github.com acme/queue in modules/a"],
    ["git@github.com:acme/queue.git", "ssh git@github.com acme/queue"],
    ["git@github.com:acme/queue.git//a?ref=feature/x&depth=1", "ssh git@github.com acme/queue at feature/x in a"],
    ["git::https://github.com/acme/queue.git?ref=main", "https github.com acme/queue at main"],
    ["git::https://user:token@github.com/acme/queue.git", "https github.com acme/queue"],
    ["git::ssh://git@github.com/acme/queue.git//a/b?ref=v1", "ssh git@github.com acme/queue at v1 in a/b"],
    ["git::ssh://alice@git.example.com:2222/acme/queue", "ssh alice@git.example.com:2222 acme/queue"],
    ["git::github.com/acme/queue?depth=1", "https github.com acme/queue"],
    ["git::git@github.com:acme/queue.git?ref=v2", "ssh git@github.com acme/queue at v2"],
    ["https://example.com/queue.zip//a", "zip https://example.com/queue.zip in a"],
    ["https://u:p@example.com/queue?archive=tar.gz", "tar.gz https://example.com/queue"],
    ["bitbucket.org/acme/queue", "https bitbucket.org acme/queue"],
    ["s3::https://s3.amazonaws.com/bucket/queue.zip", "modules are not read from `s3` sources"],
    ["bucket.s3.amazonaws.com/queue.zip", "modules are not read from `s3` sources"],
    ["www.googleapis.com/storage/v1/modules/queue.zip", "modules are not read from `gcs` sources"],
    ["hg::http://example.com/queue.hg", "modules are not read from `hg` sources"],
    ["git::file:///srv/queue.git", "git repositories are not read over `file`"],
  ])("%s", (source, expected) => {
    expect(shown(source)).toBe(expected);
  });

  it.each([
    "modules/queue",
    "/srv/modules/queue",
    "..",
    "github.com/acme",
    "terraform-aws-modules/sqs/AWS",
    "git::https://github.com/acme/queue.git//../other",
    "git::https://github.com/acme/queue.git?ref=--upload-pack=touch%20/tmp/x",
    "git::https://github.com/acme/queue.git?ref=a..b",
    "git::ext::sh -c whoami",
    "git::ssh://-oProxyCommand=whoami@github.com/acme/queue",
    "",
  ])("refuses %s", (source) => {
    expect(parseModuleSource(source).kind).toBe("unsupported");
  });

  it("never shows what was written into one as a secret", () => {
    expect(withoutCredentials("git::https://user:hunter2@example.com/x.git?sshkey=abc&ref=v1")).toBe(
      "git::https://example.com/x.git?sshkey=…&ref=v1",
    );
    expect(withoutCredentials("git@github.com:acme/queue.git")).toBe("git@github.com:acme/queue.git");
  });
});

const VERSIONS = [
  "0.9.0",
  "1.0.0",
  "1.0.1",
  "1.2.0",
  "1.2.10",
  "1.2.9",
  "1.10.0",
  "2.0.0-rc.1",
  "2.0.0-rc.10",
  "2.0.0-rc.2",
  "2.0.0",
  "v2.1",
  "3.0.0-beta1",
  "nonsense",
];

/** What `terraform init` picks, by Terraform's rules and go-version's. */
describe("a version constraint comes to the newest version that it allows", () => {
  it.each([
    [null, "v2.1"],
    ["", "v2.1"],
    ["1.0.0", "1.0.0"],
    ["= 1.0", "1.0.0"],
    ["~> 1.2.0", "1.2.10"],
    ["~> 1.0", "1.10.0"],
    ["~> 1", "v2.1"],
    ["~>1.2.9", "1.2.10"],
    [">= 1.0, < 2.0", "1.10.0"],
    ["< 2.0.0", "1.10.0"],
    ["<= 2.0.0", "2.0.0"],
    ["> 1.2.9, < 1.10", "1.2.10"],
    ["!= 2.1.0, ~> 2.0", "2.0.0"],
    ["2.0.0-rc.2", "2.0.0-rc.2"],
    ["~> 2.0.0-rc.1", undefined],
    [">= 3.0.0-beta1", undefined],
    ["3.0.0-beta1", "3.0.0-beta1"],
    ["> 3", undefined],
    ["~> 1.2, nonsense", undefined],
    ["1.0.0 1.0.1", undefined],
    ["=> 1.0", undefined],
  ])("%s", (constraint, expected) => {
    expect(newestMatching(VERSIONS, constraint)).toBe(expected);
  });
});
