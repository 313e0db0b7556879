import { mutationRows, mutationTable } from "./table.ts";

const rows = mutationRows();
console.log(mutationTable(rows));
for (const { title, format, unseen, alarms } of rows) {
  for (const label of unseen) console.error(`${title} (${format}): not detected: ${label}`);
  for (const paths of alarms) console.error(`${title} (${format}): false alarm at ${paths}`);
}
process.exitCode = rows.every(({ unseen, alarms }) => unseen.length === 0 && alarms.length === 0) ? 0 : 1;
