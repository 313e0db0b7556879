// Reads the state that its arguments name as the App would, and prints what was seen and the most memory that it took.
import { createLimiters, createLiveAccess } from "../../../src/aws/index.ts";
import { stateRequest, TARGET } from "./asked.ts";

const access = createLiveAccess({ externalId: null, sessionName: "measure", limiters: createLimiters() });
const session = await access.open(TARGET, ["s3:GetObject"], new AbortController().signal);
if (!("read" in session)) throw new Error(session.reason);
const before = process.resourceUsage().maxRSS;
const observation = await session.read(stateRequest("large.tfstate"));
const items = observation.outcome === "present" ? (observation.items ?? []).length : observation.message;
const megabytes = (kilobytes: number) => Math.ceil(kilobytes / 1024);
const after = process.resourceUsage().maxRSS;
process.stdout.write(JSON.stringify({ items, megabytes: megabytes(after), added: megabytes(after - before) }));
