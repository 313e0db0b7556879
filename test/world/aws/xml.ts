/** What an awsQuery answer is made of. `undefined` members are left out; lists become `<member>` elements. */
export type XmlValue =
  | string
  | number
  | boolean
  | Date
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

/**
 * One element, as awsQuery serializes structures and lists (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html).
 * @param item what the entries of lists are called: EC2 has its own name for them
 */
export function toXml(name: string, value: XmlValue, item = "member"): string {
  if (value === undefined) return "";
  return `<${name}>${content(value, item)}</${name}>`;
}

function content(value: XmlValue, item: string): string {
  if (value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((entry: XmlValue) => toXml(item, entry, item)).join("");
  if (typeof value === "object") {
    return Object.entries(value)
      .map(([key, child]) => toXml(key, child, item))
      .join("");
  }
  return escapeXml(String(value));
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
