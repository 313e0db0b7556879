import { GraphqlRefusal } from "./errors.ts";

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

function cursorOf(index: number): string {
  return Buffer.from(`cursor:${index}`).toString("base64");
}

function indexOf(cursor: string): number {
  return Number(Buffer.from(cursor, "base64").toString().replace("cursor:", ""));
}

/** A page of a list. GitHub wants `first` or `last`, and at most 100 of them. */
export function connect<T, N>(
  name: string,
  all: readonly T[],
  args: PageArguments,
  node: (item: T) => N,
): Connection<N> {
  const count = args.first ?? args.last;
  if (count === undefined || count === null) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    throw new GraphqlRefusal("MISSING_PAGINATION_BOUNDARIES", message);
  }
  if (count > 100) {
    const message = `Requesting ${count} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`;
    throw new GraphqlRefusal("EXCESSIVE_PAGINATION", message);
  }
  const from = typeof args.after === "string" ? indexOf(args.after) + 1 : 0;
  const to = typeof args.before === "string" ? indexOf(args.before) : all.length;
  const isForward = typeof args.first === "number";
  const start = isForward ? from : Math.max(from, to - count);
  const end = isForward ? Math.min(to, from + count) : to;
  const shown = all.slice(start, end);
  return {
    nodes: shown.map(node),
    totalCount: all.length,
    pageInfo: {
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: shown.length === 0 ? null : cursorOf(start),
      endCursor: shown.length === 0 ? null : cursorOf(end - 1),
    },
  };
}
