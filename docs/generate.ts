import { writeFile } from "node:fs/promises";
import { generatedDocs } from "./generated.ts";

for (const [name, text] of generatedDocs()) await writeFile(new URL(name, import.meta.url), text);
