import { gzipSync } from "node:zlib";
import { packTar, type TarHeader } from "modern-tar";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type ModuleStage, QUEUE_MODULE, startStage, withQueue } from "./stage.ts";
import { zipOf, type ZipEntry } from "./zip.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let stage: ModuleStage;

beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

type TarEntry = {
  readonly name: string;
  readonly content?: string | Buffer;
  readonly more?: Partial<TarHeader>;
};

async function tarOf(entries: readonly TarEntry[]): Promise<Buffer> {
  const packed = await packTar(
    entries.map(({ name, content = "", more }) => ({
      header: { name, size: Buffer.byteLength(content), type: "file", ...more },
      body: Buffer.from(content),
    })),
  );
  return gzipSync(packed);
}

/** Publishes an archive as version 1.0.0 of `acme/<name>/aws`, and gives the source of a call. */
function publish(name: string, archive: Buffer, ending: "tar.gz" | "zip", subdir = ""): string {
  const { registry } = stage;
  const path = `/archives/${name}`;
  registry.answer(path, { status: 200, body: archive });
  // As a registry behind a proxy says it: relative, and with the kind of archive in the query.
  registry.publish(`acme/${name}/aws`, "1.0.0", `${path}${subdir}?archive=${ending}`);
  return `source = "${registry.host}/acme/${name}/aws"`;
}

it.each(["tar.gz", "zip"] as const)("reads a module from a %s", async (ending) => {
  const files = [
    {
      name: "acme-queue-1f2e3d/main.tf",
      content: `module "inner" {\n  source = "./inner"\n  name   = var.name\n}\nvariable "name" {}\n`,
    },
    { name: "acme-queue-1f2e3d/inner/main.tf", content: QUEUE_MODULE },
  ];
  const archive = ending === "zip" ? zipOf(files) : await tarOf(files);
  const source = publish(`whole-${ending.replace(".", "-")}`, archive, ending, "//*");
  const call = (name: string): string => `module "queue" {\n  ${source}\n  name = ${name}\n}\n`;
  const { report } = await stage.check(
    { "infra/main.tf": call(`"orders"`) },
    { "infra/main.tf": `locals {\n  name = "orders"\n}\n${call("local.name")}` },
    { world: withQueue("orders", 300) },
  );
  expect(report.problems).toEqual([]);
  expect(report.assumptions).toEqual([]);
  const changed = await stage.check(
    { "infra/main.tf": call(`"orders"`) },
    { "infra/main.tf": call(`"invoices"`) },
    { world: withQueue("orders", 300) },
  );
  expect(changed.report.assumptions.map(({ subject }) => subject.address)).toContain(
    "module.queue.module.inner.aws_sqs_queue.this",
  );
});

it("refuses archives that lead out of themselves or grow beyond their bounds, and reads the next module", async () => {
  const zeros = Buffer.alloc(64 * 1024 * 1024);
  const good = { name: "main.tf", content: QUEUE_MODULE };
  const many = Array.from({ length: 20_001 }, (_, index) => ({ name: `f${index}`, content: "" }));
  const link = { name: "linked.tf", content: "/etc/passwd", mode: 0o120777 };
  const zip = (name: string, ...entries: ZipEntry[]): string => publish(name, zipOf(entries), "zip");
  const tar = async (name: string, ...entries: TarEntry[]): Promise<string> =>
    publish(name, await tarOf(entries), "tar.gz");
  const calls = {
    tar_up: await tar("tar-up", { name: "../main.tf", content: "" }),
    tar_absolute: await tar("tar-absolute", { name: "/etc/main.tf", content: "" }),
    tar_inside_up: await tar("tar-inside-up", { name: "a/../../main.tf", content: "" }),
    tar_bomb: await tar("tar-bomb", { name: "zeros.bin", content: zeros }),
    tar_many: await tar("tar-many", ...many),
    tar_broken: publish("tar-broken", (await tarOf([good])).subarray(0, 80), "tar.gz"),
    tar_none: publish("tar-none", Buffer.from("<html>sign in</html>"), "tar.gz"),
    zip_up: zip("zip-up", { name: "../main.tf", content: "" }),
    zip_windows: zip("zip-windows", { name: "..\\main.tf", content: "" }),
    zip_absolute: zip("zip-absolute", { name: "/main.tf", content: "" }),
    zip_bomb: zip(
      "zip-bomb",
      ...Array.from({ length: 40 }, (_, index) => ({
        name: `${index}.tf`,
        content: zeros.subarray(0, 512 * 1024),
      })),
    ),
    zip_lie: zip("zip-lie", {
      name: "main.tf",
      content: zeros.subarray(0, 1024 * 1024),
      claims: 10,
    }),
    zip_none: publish("zip-none", Buffer.from("<html>sign in</html>"), "zip"),
    large: publish("large", Buffer.alloc(33 * 1024 * 1024), "zip"),
    no_folder: publish("no-folder", zipOf([good]), "zip", "//modules/missing"),
    two_folders: publish(
      "two-folders",
      zipOf([
        { ...good, name: "a/x.tf" },
        { ...good, name: "b/x.tf" },
      ]),
      "zip",
      "//*",
    ),
  };
  const text = [
    ...Object.entries(calls).map(([name, source]) => `module "${name}" {\n  ${source}\n}\n`),
    `module "linked" {\n  ${zip("linked", good, link)}\n  name = "linked"\n}\n`,
    `module "tar_linked" {\n  ${await tar("tar-linked", good, { name: "linked.tf", more: { type: "symlink", linkname: "/etc/passwd", size: 0 } }, { name: "hard.tf", more: { type: "link", linkname: "/etc/passwd", size: 0 } })}\n  name = "tar-linked"\n}\n`,
  ].join("");
  const { report } = await stage.check({ "infra/main.tf": "" }, { "infra/main.tf": text });
  const why = Object.fromEntries(
    report.assumptions
      .filter(({ reason }) => reason === "module-unavailable")
      .map(({ subject, message }) => [
        subject.address.replace("module.", ""),
        / \(.*?\): (?:.*1\.0\.0: )?(.*)\. Look at what/s.exec(message)?.[1]?.replaceAll(stage.registry.host, "HOST") ??
          message,
      ]),
  );
  expect(why).toMatchInlineSnapshot(`
    {
      "large": "\`HOST\` sends more than 32 MiB",
      "no_folder": "HOST/acme/no-folder/aws 1.0.0 has no folder \`modules/missing\`",
      "tar_absolute": "its archive has a path that leads out of it",
      "tar_bomb": "its archive unpacks to more than 100 times its size",
      "tar_broken": "its archive cannot be read",
      "tar_inside_up": "its archive has a path that leads out of it",
      "tar_many": "its archive has more than 20000 entries",
      "tar_none": "its archive cannot be read",
      "tar_up": "its archive has a path that leads out of it",
      "two_folders": "\`*\` is several folders of HOST/acme/two-folders/aws 1.0.0",
      "zip_absolute": "its archive cannot be read: absolute path: /main.tf",
      "zip_bomb": "its archive unpacks to more than 100 times its size",
      "zip_lie": "its archive cannot be read: too many bytes in the stream. expected 10. got at least 16384",
      "zip_none": "its archive cannot be read: End of central directory record signature not found. Either not a zip file, or file is truncated",
      "zip_up": "its archive cannot be read: invalid relative path: ../main.tf",
      "zip_windows": "its archive cannot be read: invalid characters in fileName: ..\\main.tf",
    }
  `);
  expect(Object.keys(why).toSorted()).toEqual(Object.keys(calls).toSorted());
  expect(report.assumptions.map(({ subject }) => subject.address)).toContain("module.linked.aws_sqs_queue.this");
  expect(report.problems.map(({ message }) => message.replaceAll(stage.registry.host, "HOST"))).toMatchInlineSnapshot(`
    [
      "\`linked.tf\` of HOST/acme/linked/aws 1.0.0: it is a symbolic link, which is not followed",
      "\`hard.tf\` of HOST/acme/tar-linked/aws 1.0.0: it is a symbolic link, which is not followed",
      "\`linked.tf\` of HOST/acme/tar-linked/aws 1.0.0: it is a symbolic link, which is not followed",
    ]
  `);
});
