import type { FunctionTable, TerraformFunction } from "./function.ts";
import { awsProvider } from "./aws-provider.ts";
import { terraformProvider } from "./terraform-provider.ts";
import { collectionChoices } from "./collections-choose.ts";
import { collectionFlattening } from "./collections-flatten.ts";
import { collectionLists } from "./collections-lists.ts";
import { collectionMaps } from "./collections-maps.ts";
import { collectionSelections } from "./collections-select.ts";
import { collectionSummaries } from "./collections-summary.ts";
import { conversions } from "./conversions.ts";
import { digests } from "./digests.ts";
import { documents } from "./documents.ts";
import { encodings } from "./encodings.ts";
import { files } from "./files.ts";
import { formatting } from "./formatting.ts";
import { lookups } from "./lookup.ts";
import { networks } from "./networks.ts";
import { numbers } from "./numbers.ts";
import { paths } from "./paths.ts";
import { patterns } from "./patterns.ts";
import { ranges } from "./range.ts";
import { removed } from "./removed.ts";
import { secrecy } from "./secrecy.ts";
import { setProducts } from "./set-product.ts";
import { sets } from "./sets.ts";
import { templates } from "./templates.ts";
import { texts } from "./texts.ts";
import { times } from "./times.ts";
import { trying } from "./trying.ts";
import { unknowable } from "./unknowable.ts";

const TABLES: readonly FunctionTable[] = [
  awsProvider,
  terraformProvider,
  collectionChoices,
  collectionFlattening,
  collectionLists,
  collectionMaps,
  collectionSelections,
  collectionSummaries,
  conversions,
  digests,
  documents,
  encodings,
  files,
  formatting,
  lookups,
  networks,
  numbers,
  paths,
  patterns,
  ranges,
  removed,
  secrecy,
  setProducts,
  sets,
  templates,
  texts,
  times,
  trying,
  unknowable,
];

/** Every function of Terraform by its name (https://developer.hashicorp.com/terraform/language/functions). */
export const functions: ReadonlyMap<string, TerraformFunction> = new Map(
  TABLES.flatMap((table) => Object.entries(table)),
);
