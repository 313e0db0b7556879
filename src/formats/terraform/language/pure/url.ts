/** Terraform's `urlencode`, Go's url.QueryEscape: a space becomes `+`, and only letters, digits and `-_.~` stay. */
export function urlEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}
