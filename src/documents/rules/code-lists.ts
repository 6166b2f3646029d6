import en16931 from './data/codes-en16931.json' with { type: 'json' }
import cii from './data/codes-en16931-cii.json' with { type: 'json' }
import peppolEdition from './data/codes-en16931-peppol.json' with { type: 'json' }
import peppol from './data/codes-peppol.json' with { type: 'json' }
import facturx from './data/facturx-codes.json' with { type: 'json' }

/** A code list by its name here, such as "currency" (ISO 4217) or "eas" (electronic address schemes). */
export type CodeLists = (name: string) => ReadonlySet<string>

const setsOf = (lists: Readonly<Record<string, string>>): Map<string, ReadonlySet<string>> =>
  new Map(Object.entries(lists).map(([name, codes]) => [name, new Set(codes.split(' '))]))

function listsOf(...layers: Readonly<Record<string, string>>[]): CodeLists {
  const sets = new Map(layers.flatMap((layer) => [...setsOf(layer)]))
  return (name) => sets.get(name) ?? missing(name)
}

function missing(name: string): never {
  throw new Error(`there is no code list ${name}`)
}

/** Lists of the CEN rules, newest edition. Each data file names its source. */
export const EN16931_LISTS = listsOf(en16931.lists)
export const EN16931_CII_LISTS = listsOf(en16931.lists, cii.lists)
/** Lists of the edition of the CEN rules that Peppol publishes together with its own. */
export const EN16931_PEPPOL_LISTS = listsOf(en16931.lists, peppolEdition.lists)
export const EN16931_PEPPOL_CII_LISTS = listsOf(en16931.lists, peppolEdition.lists, cii.lists)
/** Lists of Peppol's own rules. */
export const PEPPOL_LISTS = listsOf(peppol.lists)
/** Lists of Factur-X that no other set has. */
export const FACTURX_LISTS = listsOf(facturx.lists)
