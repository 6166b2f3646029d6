import type { BookDate } from '#src/kernel/book-date.ts'
import { formatDecimal } from '#src/kernel/decimal.ts'
import type { Box, PageWords } from '../page-words.ts'
import { type AmountClue, amountClues } from './amount-kind.ts'
import type { Choice } from './choice.ts'
import { chooseAccount } from './choose-account.ts'
import { chooseCurrency } from './choose-currency.ts'
import { chooseDates, type DateChoice } from './choose-dates.ts'
import { boxOfName, chooseIssuer, type IssuerChoice } from './choose-issuer.ts'
import { chooseNumber, isCut } from './choose-number.ts'
import { chooseOrganisationNumber } from './choose-organisation-number.ts'
import { choosePaymentReference } from './choose-payment-reference.ts'
import { chooseTotals, type Totals } from './choose-totals.ts'
import { confidenceOf, FIELD_NAMES, type Field, type FieldException, type Fields, SURE } from './field.ts'
import { exceptionsOf } from './field-exceptions.ts'
import { orderOf } from './find-dates.ts'
import { findLines, type ReadLine } from './find-lines.ts'
import type { Identifier } from './identifier.ts'
import { type DocumentKind, kindOfDocument } from './kind-of-document.ts'
import { boxOnPage } from './level-page.ts'
import { boxOf, legibility, type Span, textOf } from './row.ts'
import { type Scene, seeScene } from './scene.ts'

/** What was read from the pages of one document. */
export interface Extraction {
  readonly kind: DocumentKind
  readonly fields: Fields
  readonly lines: readonly ReadLine[]
  readonly exceptions: readonly FieldException[]
}

interface Found {
  readonly score: number
  readonly rival: number
}

const fieldAt = (value: string, { score, rival }: Found, full: number, span: Span, box: Box = boxOf(span)): Field => ({
  value,
  confidence: confidenceOf(score, rival, full, legibility(span)),
  page: span.row.page,
  box,
  source: span.row.source,
})

/** Scores that a plain, proven value of each kind reaches (see field.ts). */
const FULL = { issuer: 9, number: 8.5, date: 6.5, amount: 9, share: 9, identifier: 7.5, currency: 6 } as const

/** An amount whose comma was put back, or that an OCR read without cents or no other figure bears out, is never given as sure. */
const DOUBTFUL = 0.75
const doubted = (field: Field): Field => ({ ...field, confidence: Math.min(field.confidence, DOUBTFUL) })

/** How legible a name, number or date must be to be sure: no check digit and no arithmetic bears it out. */
const LEGIBLE = { name: 0.85, number: 0.85, date: 0.75 } as const

const ifLegible = (field: Field, span: Span, least: number): Field =>
  legibility(span) < least ? doubted(field) : field

function amountField(choice: Choice<AmountClue> | undefined, full: number): Field | null {
  if (!choice) return null
  const { amount } = choice.value
  const field = fieldAt(formatDecimal({ units: amount.cents, scale: 2 }), choice, full, amount)
  const isDoubtful = amount.isMended || (amount.row.source === 'ocr' && amount.decimals !== 2)
  return isDoubtful ? doubted(field) : field
}

/** The total and what is to pay; net and VAT, which were chosen by the total, are no surer than it. */
function amountFields({ gross, payable, net, vat, isProven, isPart }: Totals) {
  const isDoubtful = isPart || (!isProven && gross?.value.amount.row.source === 'ocr')
  const sum = (choice: Choice<AmountClue> | undefined): Field | null => {
    const field = amountField(choice, FULL.amount)
    return field && isDoubtful ? doubted(field) : field
  }
  const whole = sum(gross)
  const share = (choice: Choice<AmountClue> | undefined): Field | null => {
    const field = amountField(choice, FULL.share)
    return field && (whole?.confidence ?? 0) < SURE ? doubted(field) : field
  }
  return { gross: whole, payable: sum(payable), net: share(net), vat: share(vat) }
}

function dateField(choice: DateChoice | undefined): Field | null {
  if (!choice) return null
  const field = ifLegible(fieldAt(choice.date, choice, FULL.date, choice.value), choice.value, LEGIBLE.date)
  if (choice.isOfDoubtfulOrder) return doubted(field)
  // either day or month may be meant, however plain the label
  return choice.isAmbiguous && !choice.value.isPlain
    ? { ...field, confidence: Math.min(field.confidence, 0.85) }
    : field
}

const identifierField = (choice: Choice<Identifier> | undefined): Field | null =>
  choice ? fieldAt(choice.value.value, choice, FULL.identifier, choice.value.span) : null

function issuerField(choice: IssuerChoice | undefined): Field | null {
  const first = choice?.value.lines[0]
  if (!choice || !first) return null
  const field = ifLegible(
    fieldAt(choice.value.text, choice, FULL.issuer, first.span, boxOfName(choice.value)),
    first.span,
    LEGIBLE.name,
  )
  return choice.isBorneOut ? field : doubted(field)
}

function numberField(scene: Scene): Field | null {
  const choice = chooseNumber(scene)
  if (!choice) return null
  const field = fieldAt(textOf(choice.value).replace(/\s/g, ''), choice, FULL.number, choice.value)
  return isCut(choice.value) ? doubted(field) : ifLegible(field, choice.value, LEGIBLE.number)
}

function currencyField(choice: Choice<string> | undefined, scene: Scene): Field | null {
  if (!choice) return null
  const source = scene.rows[0]?.row.source ?? 'text'
  return {
    value: choice.value,
    confidence: confidenceOf(choice.score, choice.rival, FULL.currency),
    page: null,
    box: null,
    source,
  }
}

/** The boxes where they stand on the pages as they came. */
function onPages(fields: Fields, pages: readonly PageWords[]): Fields {
  const moved = FIELD_NAMES.map((name) => {
    const field = fields[name]
    if (!field?.box) return [name, field] as const
    const page = pages.find((one) => one.page === field.page)
    return [name, { ...field, box: boxOnPage(field.box, page) }] as const
  })
  return Object.fromEntries(moved) as Fields
}

export interface ExtractOptions {
  /** Today: no document was issued after it. */
  readonly latest?: BookDate
}

/**
 * The header fields of an invoice or a receipt from the words of its pages, by labels, layout, check digits and
 * arithmetic; never throws, whatever the words. A field that nothing speaks for is null; one that little speaks for
 * has a low confidence and an exception.
 */
export function extractFields(pages: readonly PageWords[], { latest }: ExtractOptions = {}): Extraction {
  const scene = seeScene(pages)
  const clues = amountClues(scene)
  const totals = chooseTotals(scene, clues)
  const proven = orderOf(scene.rows.flatMap(({ dates }) => dates))
  const dates = chooseDates(scene, latest ? { proven, latest } : { proven })
  const issuer = chooseIssuer(scene)
  // a line of an address is nobody's name, and says nothing of whose the block is
  const named = issuer?.value.lines.some(({ isAddress }) => isAddress) ? [] : (issuer?.value.lines ?? [])
  const fields: Fields = {
    issuer: issuerField(issuer),
    organisationNumber: identifierField(chooseOrganisationNumber(scene, named)),
    number: numberField(scene),
    issuedOn: dateField(dates.issuedOn),
    dueOn: dateField(dates.dueOn),
    currency: currencyField(
      chooseCurrency(
        scene,
        [totals.gross, totals.payable].flatMap((sum) => sum?.value.amount ?? []),
      ),
      scene,
    ),
    ...amountFields(totals),
    paymentReference: identifierField(choosePaymentReference(scene)),
    account: identifierField(chooseAccount(scene)),
  }
  const kind = kindOfDocument(scene, fields)
  return { kind, fields: onPages(fields, pages), lines: findLines(scene), exceptions: exceptionsOf(kind, fields) }
}
