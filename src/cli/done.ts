/** What a command has to say, and the process's exit code. */
export type Done = { readonly exit: number; readonly stdout: string; readonly stderr: string };
