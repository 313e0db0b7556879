/** Output of YAML with what libyaml's emitter remembers of the line it is on. */
export type YamlWriter = {
  readonly parts: string[];
  /** Characters on the current line. */
  column: number;
  /** Whether only indentation and indicators such as `-` are on the line. */
  atIndent: boolean;
  /** Whether a space or the beginning of the line is just before. */
  afterSpace: boolean;
};

/** A writer at the beginning of a document. */
export function yamlWriter(): YamlWriter {
  return { parts: [], column: 0, atIndent: true, afterSpace: true };
}

/** All that was written. */
export function finish(writer: YamlWriter): string {
  return writer.parts.join("");
}

/** Writes a token on the line, after a space where one is needed. An indicator leaves the line open for compact nesting. */
export function write(writer: YamlWriter, token: string, indicator = false, needsSpace = true): void {
  if (needsSpace && !writer.afterSpace) append(writer, " ");
  append(writer, token);
  writer.afterSpace = false;
  writer.atIndent &&= indicator;
}

/** Writes text as it is, without line ends. */
export function append(writer: YamlWriter, text: string): void {
  writer.parts.push(text);
  writer.column += Array.from(text).length;
}

/** Ends the line with a given line end. */
export function endLine(writer: YamlWriter, lineEnd = "\n"): void {
  writer.parts.push(lineEnd);
  writer.column = 0;
  writer.atIndent = true;
  writer.afterSpace = true;
}

/** Goes to a column: on the same line where nothing but indicators stands before it, else on the next. */
export function startLine(writer: YamlWriter, indent: number): void {
  if (!writer.atIndent || writer.column > indent || (writer.column === indent && !writer.afterSpace)) endLine(writer);
  if (writer.column < indent) append(writer, " ".repeat(indent - writer.column));
  writer.afterSpace = true;
  writer.atIndent = true;
}
