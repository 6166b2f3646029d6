import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { EN16931_CII, EN16931_CII_PEPPOL } from '#src/documents/rules/en16931/cii.ts'
import { EN16931_UBL, EN16931_UBL_PEPPOL } from '#src/documents/rules/en16931/ubl.ts'
import { type RuleSet, rulesOf } from '#src/documents/rules/engine/rule.ts'
import {
  FACTURX_BASIC,
  FACTURX_BASIC_WL,
  FACTURX_EN16931,
  FACTURX_EXTENDED,
  FACTURX_MINIMUM,
} from '#src/documents/rules/facturx/profiles.ts'
import { PEPPOL_CII } from '#src/documents/rules/peppol/cii.ts'
import { PEPPOL_UBL } from '#src/documents/rules/peppol/ubl.ts'
import { XRECHNUNG_CII, XRECHNUNG_CII_BEFORE_3 } from '#src/documents/rules/xrechnung/cii.ts'
import { XRECHNUNG_UBL, XRECHNUNG_UBL_BEFORE_3 } from '#src/documents/rules/xrechnung/ubl.ts'

/** An official set of rules that lies in the folder, and ours for the same. */
export interface Judge {
  readonly name: string
  /** A compiled stylesheet (XSLT), or a flat Schematron that is compiled before it is run. */
  readonly file: string
  readonly syntax: 'ubl' | 'cii'
  readonly ours: RuleSet
  /** Ids that are compared; all of them when undefined. */
  readonly ids: ReadonlySet<string> | undefined
}

/** Names of the official files, as their publishers give them; older editions lie in folders named by their version. */
const KNOWN: readonly (readonly [pattern: RegExp, syntax: 'ubl' | 'cii', ours: RuleSet])[] = [
  [/\/CEN-EN16931-UBL\./, 'ubl', EN16931_UBL_PEPPOL],
  [/\/CEN-EN16931-CII\./, 'cii', EN16931_CII_PEPPOL],
  [/\/PEPPOL-EN16931-UBL\./, 'ubl', PEPPOL_UBL],
  [/\/PEPPOL-EN16931-CII\./, 'cii', PEPPOL_CII],
  [/\/EN16931-UBL-validation(-preprocessed|-compiled)?\./, 'ubl', EN16931_UBL],
  [/\/EN16931-CII-validation(-preprocessed|-compiled)?\./, 'cii', EN16931_CII],
  [/\/2\.3[^/]*\/XRechnung-UBL-validation\.[^/]*$/, 'ubl', XRECHNUNG_UBL_BEFORE_3],
  [/\/2\.3[^/]*\/XRechnung-CII-validation\.[^/]*$/, 'cii', XRECHNUNG_CII_BEFORE_3],
  [/\/XRechnung-UBL-validation\.[^/]*$/, 'ubl', XRECHNUNG_UBL],
  [/\/XRechnung-CII-validation\.[^/]*$/, 'cii', XRECHNUNG_CII],
  [/\/FACTUR-X_MINIMUM\./, 'cii', FACTURX_MINIMUM],
  [/\/FACTUR-X_BASIC-WL\./, 'cii', FACTURX_BASIC_WL],
  [/\/FACTUR-X_BASIC\./, 'cii', FACTURX_BASIC],
  [/\/FACTUR-X_EN16931\./, 'cii', FACTURX_EN16931],
  [/\/FACTUR-X_EXTENDED\./, 'cii', FACTURX_EXTENDED],
]

/** Ids in a Schematron, and in what it is compiled to. */
const ID = /<(?:\w+:)?assert\b[^>]*?\bid="([^"]+)"|<xsl:attribute name="id">([^<]+)</g

/** Of the profiles of Factur-X ours leave out warnings; what BASIC and EN 16931 take from the norm is judged as its own set. */
function commonIds(name: string, file: string, ours: RuleSet): ReadonlySet<string> | undefined {
  if (!name.startsWith('FACTUR-X')) return undefined
  const official = new Set([...readFileSync(file, 'utf8').matchAll(ID)].map(([, id, compiled]) => id ?? compiled))
  return new Set(rulesOf([ours]).flatMap(({ id }) => (official.has(id) ? [id] : [])))
}

const RUNNABLE = /\.(xslt?|sch)$/i

/** The official sets below a folder. Schematron that is put together from other files cannot be run, and is left out. */
export function judgesIn(folder: string): Judge[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && RUNNABLE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return files.flatMap((file) => {
    const known = KNOWN.find(([pattern]) => pattern.test(file))
    if (!known || (file.endsWith('.sch') && /<(\w+:)?include\b|is-a=/.test(readFileSync(file, 'utf8')))) return []
    const [, syntax, ours] = known
    const ids = commonIds(basename(file), file, ours)
    return [{ name: file.slice(folder.length).replace(/^\//, ''), file, syntax, ours, ids }]
  })
}

/** The first file of a name below a folder. */
export function findBelow(folder: string, pattern: RegExp): string | undefined {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && pattern.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()[0]
  } catch {
    return undefined
  }
}
