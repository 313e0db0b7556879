/** What is wrong with a file, told to people: thrown by a grammar's `parse`, becomes the file's problem. */
export class ParseError extends Error {
  /** Counts from 1; null when the whole file is meant. */
  readonly line: number | null;

  constructor(line: number | null, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ParseError";
    this.line = line;
  }
}
