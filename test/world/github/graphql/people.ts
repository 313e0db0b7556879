import { nodeId } from "../state.ts";
import type { Account } from "../state.ts";
import type { World } from "../world.ts";

/** An account as GraphQL shows it: a bot's login comes without REST's `[bot]`. */
export function actor(world: World, account: Account): Readonly<Record<string, unknown>> {
  const isBot = account.type === "Bot";
  const login = isBot ? account.login.replace(/\[bot\]$/, "") : account.login;
  return {
    __typename: account.type,
    id: nodeId(isBot ? "BOT" : account.type === "Organization" ? "O" : "U", account.id),
    databaseId: account.id,
    login,
    url: isBot ? `${world.urls.html}/apps/${login}` : `${world.urls.html}/${login}`,
  };
}
