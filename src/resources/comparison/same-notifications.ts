import { list, map } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { entryOf } from "./node.ts";
import { sameInAnyCase, sameStructure, sameText } from "./same-value.ts";
import { allOf, sameInAnyOrder } from "./sameness.ts";
import type { Sameness } from "./sameness.ts";

/**
 * A bucket's notifications to one kind of destination, in any order. Templates have one for each event, S3's own API one
 * for several (https://docs.aws.amazon.com/AmazonS3/latest/API/API_QueueConfiguration.html): one for each is compared.
 */
export function sameNotifications(declared: Value, live: Value): Sameness {
  if (declared.kind !== "list" || live.kind !== "list") return sameStructure(declared, live);
  return sameInAnyOrder(declared.items.flatMap(oneForEachEvent), live.items.flatMap(oneForEachEvent), sameNotification);
}

function oneForEachEvent(notification: Value): readonly Value[] {
  const events = entryOf(notification, "Events");
  if (notification.kind !== "map" || events?.kind !== "list") return [notification];
  return events.items.map((event) => {
    const entries = new Map(notification.entries).set("Event", event);
    entries.delete("Events");
    return map(entries);
  });
}

function sameNotification(left: Value, right: Value): Sameness {
  if (left.kind !== "map" || right.kind !== "map") return sameStructure(left, right);
  const names = ["Topic", "Queue", "Function", "Event"].filter((name) => left.entries.has(name));
  return allOf([
    ...names.map((name) => {
      const [one, other] = [entryOf(left, name), entryOf(right, name)];
      return one && other ? sameText(one, other) : "different";
    }),
    sameInAnyOrder(filtersOf(left), filtersOf(right), sameFilter),
  ]);
}

/** Filters that are empty match every key. */
function filtersOf(notification: Value): readonly Value[] {
  const rules = entryOf(entryOf(entryOf(notification, "Filter"), "S3Key"), "Rules");
  const items = (rules?.kind === "list" ? rules : list([])).items;
  return items.filter((item) => {
    const value = entryOf(item, "Value");
    return !(value?.kind === "known" && value.value === "");
  });
}

/** S3 answers with names that begin with a capital letter. */
function sameFilter(left: Value, right: Value): Sameness {
  const [name, otherName] = [entryOf(left, "Name"), entryOf(right, "Name")];
  const [value, otherValue] = [entryOf(left, "Value"), entryOf(right, "Value")];
  if (!name || !otherName || !value || !otherValue) return sameStructure(left, right);
  return allOf([sameInAnyCase(name, otherName), sameText(value, otherValue)]);
}
