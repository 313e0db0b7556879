import { afterAll } from "vitest";

import { cdk } from "../../../src/formats/cdk/index.ts";
import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import type { Declared, LookupBlock } from "../../../src/model/declared.ts";
import type { Problem } from "../../../src/model/source.ts";
import type { Place } from "../../../src/model/target.ts";
import { treeOf } from "../cloudformation/declaring.ts";
import type { TestFiles } from "../cloudformation/declaring.ts";

export const PLACE: Place = { partition: "aws", account: "111122223333", region: "eu-west-1" };

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

export type Options = {
  readonly root?: string;
  readonly place?: Place;
  readonly siblings?: readonly Place[];
  /** Told of each batch of files that is read. */
  readonly onRead?: (paths: readonly string[]) => void;
};

export function declareApp(files: TestFiles, options: Options = {}): Promise<ReadonlyMap<string, Declared>> {
  const { root = "app", place = PLACE, siblings, onRead } = options;
  const tree = treeOf(files);
  return cdk.declare({
    tree: {
      ...tree,
      read: (paths) => {
        onRead?.(paths);
        return tree.read(paths);
      },
    },
    root,
    place,
    varFiles: [],
    variables: new Map(),
    workspace: "default",
    providers: new Map(),
    stack: null,
    parameters: new Map(),
    parsers,
    ...(siblings && { siblings }),
  });
}

export function recognizes(files: TestFiles, root: string): Promise<boolean> {
  return cdk.recognizes(root, treeOf(files));
}

/** The look-ups of the app itself. */
export function lookupsOf(units: ReadonlyMap<string, Declared>, root = "app"): readonly LookupBlock[] {
  return [...(units.get(root)?.blocks.values() ?? [])].filter((block) => block.mode === "lookup");
}

export function problemsOf(units: ReadonlyMap<string, Declared>): readonly Problem[] {
  return [...units.values()].flatMap(({ problems }) => problems);
}

/** A look-up on one line: what it names, where, and on which line that is written. */
export function summary({ formatType, identity, place, source }: LookupBlock): string {
  const named =
    identity.kind === "identifier"
      ? identity.identifier
      : identity.kind === "name"
        ? identity.name
        : identity.kind === "unresolved"
          ? `?${identity.value.reason}`
          : identity.kind;
  const where = "account" in place ? `${place.account}/${place.region}` : `?${place.reason}`;
  return `${formatType} ${named} in ${where} at ${source.line}`;
}
