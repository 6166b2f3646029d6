import { isOrgNumber, normaliseOrgNumber, type OrgCountry } from '#src/kernel/org-number.ts'
import { isTaxNumber, type TaxCountry } from '#src/kernel/tax-number.ts'
import { type Owner, ownerOf } from './block-owner.ts'
import type { Choice } from './choice.ts'
import { bestIdentifier, type Identifier, labelled, type Reader, type Says, search } from './identifier.ts'
import type { NameLine } from './name-lines.ts'
import { CELL_GAP, type Span } from './row.ts'
import type { Scene, SceneRow } from './scene.ts'
import type { Concept } from './words/concept.ts'

/** A number behind the sign of another country is no Nordic one, though its check digit may fit. */
const ORG =
  /(?<![\p{L}\d-])(?<!(?<!\p{L})(?:DE|NL|FR|BE|GB|AT|ES|IT|PL|IE|LU|EU)[\s]?)(?:(?:NO|SE|DK|FI)[\s-]?)?\d{3,8}(?:[\s.-]?\d{2,4}){0,3}(?:[\s-]?\d{1,2})?(?:\s?MVA)?(?![\p{L}\d])/gu
const COUNTRIES: readonly OrgCountry[] = ['NO', 'SE', 'DK']
/** "1572860-0": eight digits fit the Finnish check by accident where they are written otherwise. */
const Y_TUNNUS = /^(?:\d{7}-\d|FI[\s-]?\d{7}-?\d)$/u
const VAT =
  /(?<![\p{L}\d])(?:DE\s?\d{3}\s?\d{3}\s?\d{3}|NL\s?\d{3}\.?\d{3}\.?\d{3}\.?\s?B\.?\d{2}|FR\s?[A-Z\d]{2}\s?\d{3}\s?\d{3}\s?\d{3}|BE\s?0?\d{3}[.\s]?\d{3}[.\s]?\d{3}|GB\s?\d{3}\s?\d{4}\s?\d{2}|AT\s?U\d{8}|ES\s?[A-Z]\d{8}|IT\s?\d{11}|PL\s?\d{10}|IE\s?\d{7}[A-Z]{1,2}|LU\s?\d{8}|SE\s?\d{12}|FI\s?\d{8}|EU\s?\d{9}|\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]Z[A-Z\d])(?![\p{L}\d])/gu
/** Registration numbers of other countries, beside their label: KvK, SIREN, ROC, GST. */
const OTHER = /(?<![\p{L}\d])[A-Z]{0,3}\d(?:[ .]?\d){5,16}(?:\s?-?\s?[A-Z])?(?![\p{L}\d])/gu

/** Numbers with a check digit of their own, behind their own name: "NIP 526-104-08-28", "SIRET 732 829 320 00074". */
const TAX = /(?<![\p{L}\d-])(?:\d{3}-\d{2,3}-\d{2}-\d{2,3}|\d{2,3}(?:[ .]?\d{2,5}){2,4})(?![\p{L}\d-])/gu
const TAX_NAMES: Readonly<Record<TaxCountry, RegExp>> = {
  CH: /UID|MWST/iu,
  FR: /SIRE[NT]|R\.?C\.?S/iu,
  IT: /IVA|I\.V\.A|fisc/iu,
  PL: /NIP/iu,
  PT: /NIF|NIPC|contribuinte/iu,
}
const NAME_REACH = 28

/** What speaks for such a number; the number of a company before that of one of its places. */
function taxWeight(value: string, { row, start }: Span): number {
  const before = row.text
    .slice(Math.max(start - NAME_REACH, 0), start)
    .split(CELL_GAP)
    .slice(-2)
    .join(' ')
  const countries = Object.keys(TAX_NAMES) as TaxCountry[]
  const isProven = countries.some((country) => TAX_NAMES[country].test(before) && isTaxNumber(value, country))
  return isProven ? (value.length > 11 ? 6.5 : 7.5) : 0
}
/** "CHE-116.281.710 MWST". */
const UID = /(?<![\p{L}\d])CHE[-\s]?\d{3}[.\s]?\d{3}[.\s]?\d{3}(?!\d)/gu
const readUid: Reader = (printed) => {
  const digits = printed.replace(/\D/g, '')
  return isTaxNumber(digits, 'CH') ? `CHE${digits}` : undefined
}
/** The number of an employer in the United States, beside its label. */
/** In capitals: "ein" is a German word. */
const EIN_BEFORE = /(?<!\p{L})EIN\W{0,4}$/u
const EIN = /(?<![\p{L}\d-])\d{2}-\d{7}(?![\p{L}\d-])/gu

const OWN_LABELS: readonly Concept[] = ['orgNumber', 'vatNumber']

function readOrg(printed: string): string | undefined {
  const plain = normaliseOrgNumber(printed)
  const isKnown = COUNTRIES.some((country) => isOrgNumber(plain, country))
  return isKnown || (Y_TUNNUS.test(printed) && isOrgNumber(plain, 'FI')) ? plain : undefined
}

/** What it says of a number to stand in the block of the issuer, or in that of somebody else. */
const BY_OWNER: Readonly<Record<Owner, number>> = { issuer: 4.2, another: -4.3, unknown: 0 }

const isDate = ({ dates }: SceneRow, { start, end }: Span): boolean =>
  dates.some((one) => !one.isCompact && one.start < end && one.end > start)

/** "GLN: 4000001123452", "1238764941386 (GLN)": the number of a place, which no register of companies gave. */
const isPlaceNumber = ({ row, start, end }: Span): boolean =>
  /(?:GLN|DUNS|GTIN|EAN)\W{0,4}$/iu.test(row.text.slice(0, start)) ||
  /^\s?\((?:GLN|DUNS|GTIN|EAN|\d{4}\))/iu.test(row.text.slice(end))

/**
 * The number that the issuer is registered by; one in the block of the buyer is not asked for. `issuer` = the lines of
 * its name.
 */
export function chooseOrganisationNumber(scene: Scene, issuer: readonly NameLine[]): Choice<Identifier> | undefined {
  const owned = (says: Says, span: Span): number =>
    (says('buyer', 'customer') ? -4 : 0) + BY_OWNER[ownerOf(scene, span, issuer)]
  const plain: Reader = (printed) => printed.replace(/[\s.]/g, '').toUpperCase()
  return bestIdentifier([
    ...search(scene, ORG, readOrg, (says, value, { row }, span) => {
      const weight = says(...OWN_LABELS) ? 8 : value.length === 9 && /MVA/.test(row.text) ? 6 : 0
      return weight && weight + owned(says, span)
    }),
    ...search(scene, UID, readUid, (says, _, __, span) => (says(...OWN_LABELS) ? 8 : 6) + owned(says, span)),
    ...search(
      scene,
      TAX,
      (printed) => printed.replace(/[\s.-]/g, ''),
      (says, value, __, span) => {
        const weight = says(...OWN_LABELS) ? taxWeight(value, span) : 0
        return weight && weight + owned(says, span)
      },
    ),
    ...search(scene, EIN, plain, (says, _, __, span) =>
      says(...OWN_LABELS) || EIN_BEFORE.test(span.row.text.slice(0, span.start)) ? 5 + owned(says, span) : 0,
    ),
    ...search(scene, VAT, plain, (says, _, __, span) => (says(...OWN_LABELS) ? 7 : 5) + owned(says, span)),
    ...labelled(OWN_LABELS, scene, OTHER, plain, (says, _, row, span) =>
      says(...OWN_LABELS) && !isPlaceNumber(span) && !isDate(row, span) ? 4 + owned(says, span) : 0,
    ),
  ])
}
