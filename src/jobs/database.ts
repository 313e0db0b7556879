import { PGlite } from "@electric-sql/pglite";
import { join } from "node:path";
import { fromPglite, type ConstructorOptions } from "pg-boss";
import { lockFolder } from "./folder-lock.ts";

/** Where jobs are kept: a PostgreSQL server, or a folder for the embedded one. */
export type DatabasePlace = { readonly databaseUrl: string } | { readonly dataDir: string };

/** What pg-boss needs to reach the database, and how to let go of it after pg-boss has stopped. */
export type Database = {
  readonly options: ConstructorOptions;
  /** Nobody else can be using it: whatever is marked as being worked on was left by a process that is gone. */
  readonly exclusive: boolean;
  close(): Promise<void>;
};

/**
 * Opens the database.
 * @throws UserError when another process holds the embedded one's folder
 */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  if ("databaseUrl" in place) {
    return {
      options: { connectionString: place.databaseUrl, max: 8 },
      exclusive: false,
      close: () => Promise.resolve(),
    };
  }
  const lock = await lockFolder(place.dataDir);
  try {
    const pglite = await PGlite.create(join(place.dataDir, "pglite"));
    return {
      options: { db: fromPglite(pglite), backend: "pglite" },
      exclusive: true,
      close: async () => {
        await pglite.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
