import { startApp, type App } from "./app.ts";

/** The one App that the suites of this folder share: each test has a repository and an account of its own. */
export let app: App;

export async function startShared(): Promise<void> {
  app = await startApp();
}
