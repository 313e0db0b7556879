/**
 * The character sets that Terraform's `textencodebase64` and `textdecodebase64` know, as canonical IANA name, the label that
 * this platform's TextDecoder has for it (`-` for none), and the aliases that IANA registers. A name that is not here is an
 * error in Terraform too (ianaindex of golang.org/x/text).
 */
const table = `
US-ASCII|-|iso-ir-6 ansi_x3.4-1968 ansi_x3.4-1986 iso646-us us ibm367 cp367 csascii
UTF-8|utf-8|csutf8
UTF-16|-|csutf16
UTF-16BE|utf-16be|csutf16be
UTF-16LE|utf-16le|csutf16le
ISO_8859-1:1987|-|iso-ir-100 iso_8859-1 iso-8859-1 latin1 l1 ibm819 cp819 csisolatin1
ISO_8859-2:1987|iso-8859-2|iso-ir-101 iso_8859-2 iso-8859-2 latin2 l2 csisolatin2
ISO_8859-3:1988|iso-8859-3|iso-ir-109 iso_8859-3 iso-8859-3 latin3 l3 csisolatin3
ISO_8859-4:1988|iso-8859-4|iso-ir-110 iso_8859-4 iso-8859-4 latin4 l4 csisolatin4
ISO_8859-5:1988|iso-8859-5|iso-ir-144 iso_8859-5 iso-8859-5 cyrillic csisolatincyrillic
ISO_8859-6:1987|iso-8859-6|iso-ir-127 iso_8859-6 iso-8859-6 ecma-114 asmo-708 arabic csisolatinarabic
ISO_8859-6-E|-|csiso88596e iso-8859-6-e
ISO_8859-6-I|-|csiso88596i iso-8859-6-i
ISO_8859-7:1987|iso-8859-7|iso-ir-126 iso_8859-7 iso-8859-7 elot_928 ecma-118 greek greek8 csisolatingreek
ISO_8859-8:1988|iso-8859-8|iso-ir-138 iso_8859-8 iso-8859-8 hebrew csisolatinhebrew
ISO_8859-8-E|-|csiso88598e iso-8859-8-e
ISO_8859-8-I|-|csiso88598i iso-8859-8-i
ISO_8859-9:1989|-|iso-ir-148 iso_8859-9 iso-8859-9 latin5 l5 csisolatin5
ISO-8859-10|iso-8859-10|iso-ir-157 l6 csisolatin6 latin6
ISO-8859-13|iso-8859-13|csiso885913
ISO-8859-14|iso-8859-14|iso-ir-199 iso_8859-14 latin8 iso-celtic l8 csiso885914
ISO-8859-15|iso-8859-15|iso_8859-15 latin-9 csiso885915
ISO-8859-16|iso-8859-16|iso-ir-226 iso_8859-16 latin10 l10 csiso885916
KOI8-R|koi8-r|cskoi8r
KOI8-U|koi8-u|cskoi8u
IBM866|ibm866|cp866 866 csibm866
macintosh|macintosh|mac csmacintosh
windows-874|windows-874|cswindows874
windows-1250|windows-1250|cswindows1250
windows-1251|windows-1251|cswindows1251
windows-1252|windows-1252|cswindows1252
windows-1253|windows-1253|cswindows1253
windows-1254|windows-1254|cswindows1254
windows-1255|windows-1255|cswindows1255
windows-1256|windows-1256|cswindows1256
windows-1257|windows-1257|cswindows1257
windows-1258|windows-1258|cswindows1258
Big5|-|csbig5
EUC-KR|-|cseuckr
Extended_UNIX_Code_Packed_Format_for_Japanese|-|cseucpkdfmtjapanese euc-jp
GB18030|-|csgb18030
GBK|-|cp936 ms936 windows-936 csgbk
HZ-GB-2312|-|
IBM00858|-|ccsid00858 cp00858 pc-multilingual-850+euro csibm00858
IBM01140|-|ccsid01140 cp01140 ebcdic-us-37+euro csibm01140
IBM037|-|cp037 ebcdic-cp-us ebcdic-cp-ca ebcdic-cp-wt ebcdic-cp-nl csibm037
IBM1047|-|ibm-1047 csibm1047
IBM437|-|cp437 437 cspc8codepage437
IBM850|-|cp850 850 cspc850multilingual
IBM852|-|cp852 852 cspcp852
IBM855|-|cp855 855 csibm855
IBM860|-|cp860 860 csibm860
IBM862|-|cp862 862 cspc862latinhebrew
IBM863|-|cp863 863 csibm863
IBM865|-|cp865 865 csibm865
ISO-2022-JP|-|csiso2022jp
Shift_JIS|-|ms_kanji csshiftjis`;

/** A character set by its canonical IANA name, with this platform's label for it where it has one. */
export type Charset = { readonly name: string; readonly label: string | undefined };

const byName: ReadonlyMap<string, Charset> = new Map(table.trim().split("\n").flatMap(entries));

function entries(line: string): readonly (readonly [string, Charset])[] {
  const [name = "", label, aliases = ""] = line.split("|");
  const charset: Charset = { name, label: label === "-" ? undefined : label };
  return [name, ...aliases.split(" ").filter((alias) => alias !== "")].map((key) => [key.toLowerCase(), charset]);
}

/** The character set of a name or alias, whatever its case. */
export function charsetOf(name: string): Charset | undefined {
  return byName.get(name.toLowerCase());
}
