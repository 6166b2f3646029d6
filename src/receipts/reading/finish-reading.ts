import { type Company, getCompany } from '#src/companies/index.ts'
import { type DocumentPart, type Extraction, withLessons } from '#src/documents/reading/fields/index.ts'
import type { ReadPages } from '#src/documents/reading/index.ts'
import { getParty, type Party } from '#src/parties/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { type FoundParty, supplierOf, withAccount } from '../arrival/find-supplier.ts'
import { rateFor } from '../booking/rate-of-receipt.ts'
import { goesAlone } from '../coding/goes-alone.ts'
import { proposeCoding } from '../coding/propose-coding.ts'
import { renewed } from '../exceptions.ts'
import { withFindings } from '../findings.ts'
import { receiptRead, receiptUpdated } from '../receipt.events.ts'
import { advanceReceiptJob } from '../receipt.jobs.ts'
import { changeContent, findDuplicate, loadReceipt, putReading } from '../receipt.store.ts'
import { type Receipt, type ReceiptContent, type ReceiptException, stateOf } from '../receipt.ts'
import { lessonsOf } from './lesson.store.ts'
import { type OwnOutcome, outcomeOf } from './part-of-document.ts'
import { filledIn, readContent } from './read-content.ts'
import { NO_FIELDS, POINTERS, type Reading } from './reading.ts'
import { failureExceptions, readingExceptions, withoutDoubts, withoutReading } from './reading-exceptions.ts'
import { supplierBySigns } from './recognise-supplier.ts'
import { supplierOfReading, sureAccount } from './supplier-of-reading.ts'
import { takeInOthers } from './take-in-others.ts'

/** The invoices of a document, nearly always one. */
interface ReadParts {
  readonly pages: ReadPages
  readonly parts: readonly DocumentPart[]
  /** Where another invoice may begin on a page that does not prove it. */
  readonly isDoubtful: boolean
}

/** What reading a document gave: its words and fields, or why there are none. */
export type Outcome = ReadParts | { readonly problem: NonNullable<Reading['problem']> }

interface FinishReading {
  readonly receiptId: string
  readonly outcome: Outcome
}

/**
 * Writes down what was read. It fills in what the receipt does not say yet, so that what a person wrote meanwhile
 * stays; a receipt that has gone on from draft keeps its content. Each field that is missing or uncertain is an
 * exception; a receipt without any goes on by itself as an e-invoice would. Running it twice changes nothing.
 */
export const finishReading = command(
  'receipt.finishReading',
  { can: 'receipts:write' },
  async (cx: Cx, { receiptId, outcome: read }: FinishReading): Promise<Receipt> => {
    const before = await loadReceipt(cx, receiptId, { lock: true })
    const outcome = outcomeOf(read, before.documentPart)
    if (before.reading?.status !== 'reading' || before.status === 'posted') {
      cx.audit({ kind: 'receipt', id: receiptId }, { isLate: true })
      return before
    }
    const reading = readingOf(outcome, cx.now)
    await putReading(cx, receiptId, reading)
    const isOpen = before.status === 'reading' || before.status === 'draft'
    const after = isOpen ? await fill(cx, before, reading, outcome) : await loadReceipt(cx, receiptId)
    cx.audit({ kind: 'receipt', id: receiptId }, { reading: reading.status, problem: reading.problem, isOpen })
    if (before.status === 'reading' && 'parts' in read) await takeInOthers(cx, before, read.parts.length)
    cx.emit(receiptRead, stateOf(after))
    if (isOpen) cx.emit(receiptUpdated, stateOf(after))
    return after
  },
)

function readingOf(outcome: OwnOutcome, now: Date): Reading {
  const readAt = now.toISOString()
  if ('problem' in outcome) {
    return { status: 'failed', problem: outcome.problem, readAt, progress: null, pages: [], fields: NO_FIELDS }
  }
  const pages = outcome.part.pages.map(({ words: _, ...page }) => page)
  return { status: 'done', problem: null, readAt, progress: null, pages, fields: outcome.part.extraction.fields }
}

async function fill(cx: Cx, before: Receipt, reading: Reading, outcome: OwnOutcome): Promise<Receipt> {
  const company = await getCompany(cx, undefined)
  const told = withoutReading(before.exceptions, reading)
  if ('problem' in outcome) {
    const { partyId } = before.supplier
    const party = partyId === null ? null : await getParty(cx, { partyId })
    return write(cx, company, before, {
      content: before,
      party,
      exceptions: [...told, ...failureExceptions(outcome.problem)],
    })
  }
  const recognised = await supplierAfter(cx, company, before, outcome.part)
  const { party: found, supplier } = recognised
  const extraction = await withTaught(cx, found, before.id, reading, outcome.part)
  const party = await withTaughtAccount(cx, found, before, extraction)
  const filled = filledIn(before, readContent(extraction), supplier)
  const { content, taken } = await withFreeNumber(cx, before, filled)
  const doubts = readingExceptions(extraction, outcome.problems)
  const own = recognised.isSure ? withoutDoubts(doubts, [POINTERS.issuer]) : doubts
  const exceptions = [...told, ...own, ...outcome.told, ...taken]
  return write(cx, company, before, { content, party, exceptions })
}

/** The supplier, and whether people's lessons made it sure though its name is not. */
interface Recognised extends FoundParty {
  readonly isSure?: boolean
}

/** Who a person named stays; else whom people taught the signs on the pages for, else whom the document names. */
async function supplierAfter(cx: Cx, company: Company, before: Receipt, part: DocumentPart): Promise<Recognised> {
  const { supplier } = before
  const { fields } = part.extraction
  if (supplier.partyId === null && supplier.name === null) {
    const known = await supplierBySigns(cx, company, part)
    if (!known) return supplierOfReading(cx, company, fields, before)
    const party = await withAccount(cx, known.party.id, sureAccount(fields), before.id, before.enteredBy)
    return { party, supplier: supplierOf(party), isSure: known.isSure }
  }
  const { partyId } = supplier
  if (partyId === null) return { party: null, supplier }
  return { party: await withAccount(cx, partyId, sureAccount(fields), before.id, before.enteredBy), supplier }
}

/** What was read with what the supplier's lessons say of it; the reading tells which of them spoke. */
async function withTaught(
  cx: Cx,
  party: Party | null,
  receiptId: string,
  reading: Reading,
  part: DocumentPart,
): Promise<Extraction> {
  if (party === null) return part.extraction
  const extraction = withLessons(part, await lessonsOf(cx, party.id, receiptId))
  if (extraction !== part.extraction) await putReading(cx, receiptId, { ...reading, fields: extraction.fields })
  return extraction
}

/** An account that a lesson found is seen on the supplier's document like any other: another one opens a hold. */
async function withTaughtAccount(cx: Cx, party: Party | null, before: Receipt, { fields }: Extraction) {
  if (party === null || !fields.account?.layout) return party
  return withAccount(cx, party.id, sureAccount(fields), before.id, before.enteredBy)
}

/** A number that another receipt of the supplier has is not taken over: one of the two was misread, or is a copy. */
async function withFreeNumber(
  cx: Cx,
  before: Receipt,
  content: ReceiptContent,
): Promise<{ content: ReceiptContent; taken: ReceiptException[] }> {
  const { kind, number, supplier, documentPart } = content
  const existingId =
    number === null
      ? undefined
      : await findDuplicate(cx, { kind, number, documentId: null, documentPart, partyId: supplier.partyId }, before.id)
  if (existingId === undefined) return { content, taken: [] }
  const message = `The number ${number} was read, which receipt ${existingId} of the supplier has already: reject this one if it is a copy, or correct its number.`
  return {
    content: { ...content, number: before.number },
    taken: [{ code: 'supplier_number_taken', message, pointer: '/number' }],
  }
}

interface Filled {
  readonly content: ReceiptContent
  readonly party: Party | null
  readonly exceptions: readonly ReceiptException[]
}

async function write(cx: Cx, company: Company, before: Receipt, filled: Filled): Promise<Receipt> {
  const { content: uncoded, party } = filled
  const lines = await proposeCoding(cx, company, { receiptId: before.id, content: uncoded, party, costs: [] })
  const content = { ...uncoded, lines }
  const rate = await rateFor(cx, content, company.baseCurrency)
  const known = renewed(filled.exceptions, content, rate !== null)
  const exceptions = await withFindings(cx, before.id, content, known)
  const after = await changeContent(cx, before, { content, exceptions, enteredBy: before.enteredBy })
  if (goesAlone(after, party, company)) cx.enqueue(advanceReceiptJob, { receiptId: after.id })
  return after
}
