import { withdrawApproval } from '#src/approvals/index.ts'
import { getCompany } from '#src/companies/index.ts'
import type { BookDate } from '#src/kernel/book-date.ts'
import { equals, formatDecimal } from '#src/kernel/decimal.ts'
import { listVatCodes } from '#src/ledger/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { withEntry } from './arrival/entered-by.ts'
import { type FoundParty, type SupplierInput, supplierOfPerson, withAccount } from './arrival/find-supplier.ts'
import { UNCODED } from './arrival/from-invoice.ts'
import { type ManualTotals, withTotals } from './arrival/manual-receipt.ts'
import { refuseDuplicate } from './arrival/store-receipt.ts'
import { rateFor } from './booking/rate-of-receipt.ts'
import {
  type ChangedAdjustment,
  type ChangedLine,
  changeAdjustments,
  changeLines,
  factDeclared,
} from './change-lines.ts'
import { demandCoding } from './coding/demand-coding.ts'
import { goesAlone } from './coding/goes-alone.ts'
import { learnCorrections } from './coding/learn.ts'
import { proposeCoding } from './coding/propose-coding.ts'
import { demandVersion } from './demand-version.ts'
import { renewed } from './exceptions.ts'
import { withFindings } from './findings.ts'
import { withoutDoubts } from './reading/reading-exceptions.ts'
import { teachLayout } from './reading/teach-layout.ts'
import { receiptUpdated } from './receipt.events.ts'
import { advanceReceiptJob } from './receipt.jobs.ts'
import { changeContent, loadReceipt } from './receipt.store.ts'
import { assertMove, type Receipt, type ReceiptContent, type ReceiptKind, stateOf } from './receipt.ts'

export interface ChangeReceipt {
  readonly receiptId: string
  readonly seenVersion?: number | undefined
  readonly kind?: ReceiptKind | undefined
  readonly supplier?: SupplierInput | undefined
  readonly number?: string | undefined
  readonly issuedOn?: BookDate | undefined
  readonly dueOn?: BookDate | null | undefined
  readonly currency?: string | undefined
  readonly declared?: ManualTotals | undefined
  readonly paymentReference?: string | null | undefined
  readonly bankAccount?: string | null | undefined
  readonly lines?: readonly ChangedLine[] | undefined
  readonly adjustments?: readonly ChangedAdjustment[] | undefined
}

/**
 * Codes a receipt, and fills in what its document does not say; what an e-invoice says stays (`receipt_fact_declared`).
 * A receipt in review, approved or rejected becomes a draft again, and a pending approval is withdrawn: nobody has
 * approved what it says now. Accounts, VAT codes and values of dimensions that it names
 * must be in use.
 */
export const changeReceipt = command(
  'receipt.change',
  { can: 'receipts:write' },
  async (cx: Cx, input: ChangeReceipt): Promise<Receipt> => {
    const before = await loadReceipt(cx, input.receiptId, { lock: true })
    demandVersion(before, input.seenVersion)
    if (before.status !== 'draft') assertMove(before.status, 'draft')
    demandFacts(before, input)
    const { lines = [], adjustments = [] } = input
    await demandCoding(cx, lines)
    await demandCoding(cx, adjustments, '/adjustments')
    const { party, supplier } = await supplierAfter(cx, before, input)
    const isOther = supplier.partyId !== before.supplier.partyId
    const edited = { ...withoutProposals(await editedContent(cx, before, input), isOther), supplier }
    await refuseDuplicate(cx, edited, before.id)
    const company = await getCompany(cx, undefined)
    const content = {
      ...edited,
      lines: await proposeCoding(cx, company, { receiptId: before.id, content: edited, party, costs: [] }),
    }
    const rate = await rateFor(cx, content, company.baseCurrency)
    const known = renewed(withoutDoubts(before.exceptions, placesOf(input)), content, rate !== null)
    const exceptions = await withFindings(cx, before.id, content, known)
    if (before.status === 'inReview') {
      await withdrawApproval(cx, { kind: 'receipt', id: before.id, reason: 'The receipt was changed.' })
    }
    const after = await changeContent(cx, before, {
      content,
      exceptions,
      enteredBy: withEntry(before.enteredBy, cx.actor),
    })
    cx.audit({ kind: 'receipt', id: after.id }, { before: codingOf(before), after: codingOf(after), change: input })
    cx.emit(receiptUpdated, stateOf(after))
    if (cx.actor.personId !== null) {
      await learnCorrections(cx, after)
      await teachLayout(cx, after, placesOf(input))
    }
    if (goesAlone(after, party, company)) cx.enqueue(advanceReceiptJob, { receiptId: after.id })
    return after
  },
)

/** What was proposed for another supplier is proposed anew; what the document or a person said stays. */
const withoutProposals = (content: ReceiptContent, isOtherSupplier: boolean): ReceiptContent => ({
  ...content,
  lines: content.lines.map((line) => {
    const { codedBy, provenance } = line
    if (!isOtherSupplier || codedBy === null || codedBy === 'person' || codedBy === 'document') return line
    const isProposed = provenance?.source !== 'person' && provenance?.proposed.vatCode === line.vatCode
    return { ...line, ...UNCODED, vatCode: isProposed ? null : line.vatCode }
  }),
})

/** What the person says of: JSON pointers into the receipt. */
function placesOf(input: ChangeReceipt): string[] {
  const facts = ['supplier', 'number', 'issuedOn', 'dueOn', 'currency', 'paymentReference', 'bankAccount'] as const
  const totals = ['net', 'vat', 'gross', 'payable'] as const
  return [
    ...facts.filter((name) => input[name] !== undefined).map((name) => `/${name}`),
    ...totals.filter((name) => input.declared?.[name] !== undefined).map((name) => `/declared/${name}`),
  ]
}

const codingOf = ({ lines }: Receipt) =>
  lines.map(({ account, vatCode, dimensions, net }) => ({
    account,
    vatCode,
    dimensions,
    net: net && formatDecimal(net),
  }))

/** A document's own facts may be filled in where they are missing, and never be overwritten. */
function demandFacts(before: Receipt, input: ChangeReceipt): void {
  if (before.origin !== 'einvoice') return
  for (const field of ['number', 'issuedOn', 'currency'] as const) {
    const said = before[field]
    if (said !== null && input[field] !== undefined && input[field] !== said) factDeclared(`/${field}`, said)
  }
  for (const field of ['net', 'vat', 'gross', 'payable'] as const) {
    const [said, given] = [before.declared[field], input.declared?.[field]]
    if (said && given && !equals(said, given)) factDeclared(`/declared/${field}`, formatDecimal(said))
  }
}

async function supplierAfter(cx: Cx, before: Receipt, input: ChangeReceipt): Promise<FoundParty> {
  const enteredBy = withEntry(before.enteredBy, cx.actor)
  if (input.supplier) {
    return supplierOfPerson(cx, input.supplier, input.bankAccount ?? before.bankAccount, before.id, enteredBy)
  }
  const { partyId } = before.supplier
  const { supplier } = before
  if (partyId === null) return { party: null, supplier }
  return { party: await withAccount(cx, partyId, input.bankAccount ?? null, before.id, enteredBy), supplier }
}

async function editedContent(cx: Cx, before: Receipt, input: ChangeReceipt): Promise<ReceiptContent> {
  const isFact = before.origin === 'einvoice'
  const on = input.issuedOn ?? before.issuedOn ?? cx.today
  const by = { name: cx.actor.name, at: cx.now }
  const ground = { isFact, vatCodes: await listVatCodes(cx, undefined), on, by }
  const lines = changeLines(
    before.lines.filter(({ role }) => role === 'line'),
    input.lines ?? [],
    ground,
  )
  const adjustments = changeAdjustments(
    before.lines.filter(({ role }) => role !== 'line'),
    input.adjustments ?? [],
    by,
  )
  const content: ReceiptContent = {
    ...before,
    kind: input.kind ?? before.kind,
    number: input.number ?? before.number,
    issuedOn: input.issuedOn ?? before.issuedOn,
    dueOn: input.dueOn === undefined ? before.dueOn : input.dueOn,
    currency: input.currency ?? before.currency,
    paymentReference: input.paymentReference === undefined ? before.paymentReference : input.paymentReference,
    bankAccount: input.bankAccount === undefined ? before.bankAccount : input.bankAccount,
    lines: [...lines, ...adjustments],
  }
  if (!isFact) return withTotals(content, { ...saidTotals(before), ...defined(input.declared ?? {}) })
  const { net, vat, gross, payable } = { ...before.declared, ...defined(input.declared ?? {}) }
  const filled = { net: net ?? null, vat: vat ?? null, gross: gross ?? null, payable: payable ?? null }
  return { ...content, declared: { ...before.declared, ...filled } }
}

/** The totals that somebody wrote down; those that only followed from the lines follow the new lines. */
function saidTotals({ declared, computed }: Receipt): ManualTotals {
  const fields = (['net', 'vat', 'gross', 'payable'] as const).flatMap((field) => {
    const [said, followed] = [declared[field], computed[field]]
    const isSaid = said !== null && (followed === null || !equals(said, followed))
    return isSaid ? [[field, said] as const] : []
  })
  return Object.fromEntries(fields)
}

const defined = <T extends object>(given: T): Partial<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>
