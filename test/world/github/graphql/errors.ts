import { grants } from "../http.ts";
import type { Needs } from "../http.ts";
import type { Token } from "../state.ts";
import type { World } from "../world.ts";

/** An error as GitHub's GraphQL tells it, with its type. */
export class GraphqlRefusal extends Error {
  readonly type: "NOT_FOUND" | "FORBIDDEN" | "MISSING_PAGINATION_BOUNDARIES" | "EXCESSIVE_PAGINATION" | "UNPROCESSABLE";
  constructor(type: GraphqlRefusal["type"], message: string) {
    super(message);
    this.type = type;
  }
}

/** Throws, and records, what GitHub says when the token's permissions do not do. */
export function demand(world: World, token: Token, needs: Needs, what: string): void {
  if (grants(token.permissions, needs)) return;
  world.problems.push({
    kind: "permission",
    where: `POST /graphql ${what}`,
    message: `needs ${JSON.stringify(needs)}`,
  });
  throw new GraphqlRefusal("FORBIDDEN", "Resource not accessible by integration");
}
