export { createLiveAccess } from "./access.ts";
export type { LiveAccessOptions } from "./access.ts";
export type { TimeLimits } from "./call.ts";
export { createLimiters } from "./limiter.ts";
