import type { Random } from "../../../bench/random.ts";

/** Makes an expression of a type, at most so deep. */
type Make = (depth: number) => string;

/** One maker for each type of value; `any` is one of them. */
export type Grammar = Readonly<Record<"number" | "text" | "bool" | "list" | "map" | "object" | "any", Make>>;

/** What is not known stands in an expression by these names, by type; a percentage says how often. */
export type Unknowns = { readonly percent: number; readonly names: Readonly<Record<keyof Grammar, string>> };

/** Makers that are mostly right in their types; where they are not, Terraform's error is the answer. */
export function createGrammar(random: Random, unknowns?: Unknowns): Grammar {
  const pick: Random["pick"] = (items) => random.pick(items);
  const chance: Random["chance"] = (percent) => random.chance(percent);

  const any: Make = (depth) => pick([number, text, bool, list, map, object, number, text])(depth);

  /** An operand of another type than is wanted, a null or a sensitive value now and then. */
  function wanted(make: Make, name: keyof Grammar): Make {
    return (depth) => {
      if (unknowns && chance(unknowns.percent)) return unknowns.names[name];
      if (chance(2)) return "null";
      if (chance(2)) return any(depth);
      return chance(2) ? `sensitive(${make(depth)})` : make(depth);
    };
  }

  function choose(depth: number, leaves: readonly [string, ...string[]], makers: readonly [Make, ...Make[]]): string {
    return depth <= 0 || chance(15) ? pick(leaves) : pick(makers)(depth - 1);
  }

  function several(make: Make, depth: number): string {
    return Array.from({ length: random.below(4) }, () => make(depth)).join(", ");
  }

  const n: Make = (depth) => wanted(number, "number")(depth);
  const t: Make = (depth) => wanted(text, "text")(depth);
  const b: Make = (depth) => wanted(bool, "bool")(depth);
  const l: Make = (depth) => wanted(list, "list")(depth);
  const m: Make = (depth) => wanted(map, "map")(depth);

  function number(depth: number): string {
    return choose(
      depth,
      ["0", "1", "2", "3", "-1", "10", "0.5", "1.25", "100", '"7"'],
      [
        (d) => `${n(d)} ${pick(["+", "-", "*", "/", "%"])} ${n(d)}`,
        (d) => `(${n(d)} ${pick(["+", "-", "*"])} ${n(d)})`,
        (d) => `-${pick([`(${n(d)})`, "2"])}`,
        (d) => `${pick(["abs", "ceil", "floor", "signum"])}(${n(d)})`,
        (d) => `${pick(["max", "min"])}(${n(d)}, ${n(d)})`,
        (d) => `length(${pick([l, m, t])(d)})`,
        (d) => `(${b(d)} ? ${n(d)} : ${n(d)})`,
        (d) => `try(${n(d)}, ${number(0)})`,
        (d) => `sum([${n(d)}, ${n(d)}])`,
        (d) => `[${n(d)}, ${n(d)}][${pick(["0", "1", "2", n(0)])}]`,
        (d) => `{ x = ${n(d)} }.x`,
        (d) => `coalesce(${pick(["null", n(d)])}, ${n(d)})`,
        (d) => `parseint(${pick(['"12"', '"ff"', t(d)])}, ${pick(["10", "16"])})`,
        (d) => `tonumber(${t(d)})`,
      ],
    );
  }

  function text(depth: number): string {
    return choose(
      depth,
      ['"a"', '"b"', '""', '"Ab cd"', '"é"', '"x-y.z"', '"1"', '"a,b,c"', '"true"'],
      [
        (d) => `"${pick(["", "p-"])}\${${any(d)}}${pick(["", "-s"])}"`,
        (d) => `"\${${n(d)}}\${${t(d)}}"`,
        (d) => `"%{ if ${b(d)} }${pick(["y", `\${${t(d)}}`])}%{ else }n%{ endif }"`,
        (d) => `"%{ for v in ${l(d)} ~} \${v} %{ endfor }"`,
        (d) => `${pick(["upper", "lower", "title", "trimspace", "strrev", "md5", "base64encode"])}(${t(d)})`,
        (d) => `join(${t(0)}, ${l(d)})`,
        (d) => `replace(${t(d)}, ${pick(['"a"', '"/[a-c]+/"', t(0)])}, ${t(0)})`,
        (d) => `format(${pick(['"%s"', '"%v"', '"%q"', '"<%5s>"', '"%03d"'])}, ${any(d)})`,
        (d) => `substr(${t(d)}, ${pick(["0", "1", "-1", n(0)])}, ${pick(["1", "2", "-1"])})`,
        (d) => `jsonencode(${any(d)})`,
        (d) => `tostring(${pick([n, b, t])(d)})`,
        (d) => `(${b(d)} ? ${t(d)} : ${t(d)})`,
        (d) => `lookup(${m(d)}, ${t(0)}, ${t(d)})`,
        (d) => `split(",", ${t(d)})[0]`,
        (d) => `element(${l(d)}, ${n(0)})`,
        (d) => `try(${any(d)}.name, ${t(d)})`,
        (d) => `coalesce(${t(d)}, ${t(d)})`,
        (d) => `trimprefix(${t(d)}, ${t(0)})`,
      ],
    );
  }

  function bool(depth: number): string {
    return choose(
      depth,
      ["true", "false", '"true"'],
      [
        (d) => `${n(d)} ${pick(["<", "<=", ">", ">="])} ${n(d)}`,
        (d) => `${any(d)} ${pick(["==", "!="])} ${any(d)}`,
        (d) => `${l(d)} == ${l(d)}`,
        (d) => `${b(d)} ${pick(["&&", "||"])} ${b(d)}`,
        (d) => `!${pick([`(${b(d)})`, "true"])}`,
        (d) => `can(${any(d)})`,
        (d) => `contains(${l(d)}, ${any(0)})`,
        (d) => `${pick(["alltrue", "anytrue"])}([${b(d)}, ${b(d)}])`,
        (d) => `${pick(["startswith", "endswith", "strcontains"])}(${t(d)}, ${t(0)})`,
        (d) => `issensitive(${any(d)})`,
        (d) => `(${b(d)} ? ${b(d)} : ${b(d)})`,
      ],
    );
  }

  function list(depth: number): string {
    return choose(
      depth,
      ["[]", "[1, 2]", '["a", "b", "a"]', '[1, "a"]', "[true]", "[null, 1]", 'toset(["c", "b"])'],
      [
        (d) => `[${several(any, d)}]`,
        (d) => `tolist([${several(pick([n, t]), d)}])`,
        (d) => `toset([${several(pick([n, t, any]), d)}])`,
        (d) => `[for v in ${l(d)} : ${pick(["v", '"${v}!"', "[v]", "{ v = v }", "v * 2"])}]`,
        (d) => `[for i, v in ${l(d)} : ${pick(["i", '"${i}${v}"', "v"])} if ${pick(["i != 1", "true", b(0)])}]`,
        (d) => `[for k, v in ${m(d)} : ${pick(["k", "v", '"${k}=${v}"'])}]`,
        (d) => `concat(${l(d)}, ${l(d)})`,
        (d) => `${pick(["reverse", "distinct", "sort", "compact", "flatten"])}(${l(d)})`,
        (d) => `slice(${l(d)}, 0, ${pick(["0", "1", "2"])})`,
        (d) => `${pick(["keys", "values"])}(${m(d)})`,
        (d) => `${pick([l, m, any])(d)}[*]`,
        (d) => `[${object(d)}, ${object(d)}][*].a`,
        (d) => `${pick(["setunion", "setintersection", "setsubtract", "setproduct"])}(${l(d)}, ${l(d)})`,
        (d) => `(${b(d)} ? ${l(d)} : ${l(d)})`,
        (d) => `split(${pick(['","', '""', t(0)])}, ${t(d)})`,
        () => `range(${n(0)})`,
        (d) => `chunklist(${l(d)}, ${pick(["1", "2"])})`,
        (d) => `regexall("[a-z]", ${t(d)})`,
      ],
    );
  }

  function map(depth: number): string {
    return choose(
      depth,
      ["{}", "{ a = 1 }", '{ a = 1, b = "x" }', "tomap({ a = 1, b = 2 })", '{ a = "x", "b c" = null }'],
      [
        (d) => object(d),
        (d) => `tomap(${object(d)})`,
        (d) => `{ for k, v in ${m(d)} : ${pick(["k => v", "upper(k) => v", "v => k", "k => [v]", '"k" => v...'])} }`,
        (d) => `{ for v in ${l(d)} : ${pick(["v => 1", '"${v}" => v', "v => v..."])} }`,
        (d) => `merge(${m(d)}, ${m(d)})`,
        (d) => `zipmap(${pick(['["a", "b"]', l(d)])}, ${l(d)})`,
        (d) => `(${b(d)} ? ${m(d)} : ${m(d)})`,
        (d) => `jsondecode(jsonencode(${m(d)}))`,
        (d) => `yamldecode(yamlencode(${m(d)}))`,
      ],
    );
  }

  function object(depth: number): string {
    const items = Array.from({ length: random.below(3) + 1 }, () => {
      const key = pick(["a", "b", "c", '"d e"', `(${text(0)})`]);
      return `${key} = ${any(depth - 1)}`;
    });
    return `{ ${items.join(", ")} }`;
  }

  return { number, text, bool, list, map, object, any };
}
