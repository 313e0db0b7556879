/**
 * The public face of the emulated GitHub: a server that speaks GitHub's REST and GraphQL over real git repositories,
 * and the people who work there.
 *
 * Nobody but the App is real: its calls are held to GitHub's OpenAPI, GraphQL schema, permissions and limits, and what
 * breaks them is in `problems`, which a healthy run leaves empty.
 */
export { startGitHub } from "./github.ts";
export { readManifest } from "./manifest.ts";
export type { GitHub, GitHubOptions } from "./github.ts";
