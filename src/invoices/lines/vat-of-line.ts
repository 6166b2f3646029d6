import type { BookDate } from '#src/kernel/book-date.ts'
import { type Decimal, decimal, divide, formatShort, ZERO } from '#src/kernel/decimal.ts'
import type { Locale } from '#src/kernel/locale.ts'
import { fail } from '#src/kernel/problem.ts'
import { rateOn, type VatCode } from '#src/ledger/index.ts'
import { type DocumentWord, documentWord } from '../document/document-words.ts'
import area from './vat-area.json' with { type: 'json' }

const PPM_OF_PERCENT: Decimal = { units: 10_000n, scale: 0 }

export interface LineVat {
  /** UNCL 5305. */
  readonly vatCategory: string
  /** Percent; null where the category states none. */
  readonly vatRate: Decimal | null
}

/** What decides how a VAT code is stated. */
export interface VatGround {
  /** Decides the rate. */
  readonly on: BookDate
  readonly sellerCountry: string
  readonly customerCountry: string
}

/**
 * How the document states a VAT code of ours on a date: the category that the code answers to, and its rate in
 * percent. Category O states no rate (EN 16931, BR-O-05). Fails with `vat_rate_unknown` where the law has none yet.
 */
export function vatOfCode(code: VatCode, ground: VatGround): LineVat {
  const { on } = ground
  const vatCategory = categoryOf(code, ground)
  if (code.handling !== 'output') return { vatCategory, vatRate: vatCategory === 'O' ? null : ZERO }
  const rate = rateOn(code, on) ?? fail('vat_rate_unknown', `VAT code ${code.code} has no rate on ${on}.`)
  const percent = divide({ units: BigInt(rate.ratePpm), scale: 0 }, PPM_OF_PERCENT, 4)
  return { vatCategory, vatRate: decimal(formatShort(percent)) }
}

/** A sale abroad is an intra-Community supply (K) between two members of the EU, else an export (G). */
function categoryOf({ categories, handling }: VatCode, { on, sellerCountry, customerCountry }: VatGround): string {
  const isInside = [sellerCountry, customerCountry].every((country) => area.members.includes(country))
  const isIntra = isInside && sellerCountry !== customerCountry && on >= area.from
  if (categories.includes('K') && isIntra) return 'K'
  return categories.find((category) => category !== 'K') ?? (handling === 'output' ? 'S' : 'E')
}

export interface Exemption {
  /** BT-121, code list VATEX. */
  readonly exemptionCode?: string
  /** BT-120 */
  readonly exemptionReason: string
}

/** Why a category carries no VAT, where EN 16931 asks for the reason (BR-E-10, BR-AE-10, BR-G-10, BR-IC-10, BR-O-10). */
const REASONS: Readonly<Record<string, { readonly code?: string; readonly reason: DocumentWord }>> = {
  E: { reason: 'exempt' },
  AE: { code: 'VATEX-EU-AE', reason: 'reverseCharge' },
  G: { code: 'VATEX-EU-G', reason: 'export' },
  K: { code: 'VATEX-EU-IC', reason: 'intraCommunity' },
  O: { code: 'VATEX-EU-O', reason: 'outside' },
}

export function exemptionOf(vatCategory: string, language: Locale): Exemption | undefined {
  const found = REASONS[vatCategory]
  if (!found) return undefined
  const exemptionReason = documentWord(language, found.reason)
  return found.code === undefined ? { exemptionReason } : { exemptionCode: found.code, exemptionReason }
}
