import { asString } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { sameText } from "../comparison/same-value.ts";
import type { Sameness } from "../comparison/sameness.ts";

/** User data as text or in Base64, which EC2 keeps: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html */
export function sameUserData(left: Value, right: Value): Sameness {
  const [one, other] = [asString(left), asString(right)];
  if (one === undefined || other === undefined) return sameText(left, right);
  const isSame = one === other || encoded(one) === other.trim() || one.trim() === encoded(other);
  return isSame ? "same" : "different";
}

/** An image by its id. A parameter that names one says nothing of which one it was at launch. */
export function sameImage(left: Value, right: Value): Sameness {
  const isParameter = [left, right].some((value) => asString(value)?.startsWith("resolve:ssm:") === true);
  return isParameter ? "unobservable" : sameText(left, right);
}

function encoded(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
