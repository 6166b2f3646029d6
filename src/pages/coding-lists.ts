import { type Dimension, type DimensionValue, listDimensions, listDimensionValues } from '#src/companies/index.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { type Account, listAccounts, listVatCodes, rateOn } from '#src/ledger/index.ts'
import { codingProposals, type LineProposals, type wireReceipt } from '#src/receipts/index.ts'
import type { CompanyReader } from './page-context.ts'

/** More than a chart has. */
const ACCOUNTS = 5000
/** Values of one dimension to choose from; the others are written by their code in the API. */
const VALUES = 500
/** Lines for which every source is asked what it would propose. */
const PROPOSED_LINES = 40

interface VatChoice {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  /** Of the VAT that stands on the document, percent as decimal text. */
  readonly rate: string
}

/** What a line can be coded with, for the form of a receipt. */
export interface CodingLists {
  readonly accounts: readonly Pick<Account, 'number' | 'name' | 'nameEn'>[]
  readonly vatCodes: readonly VatChoice[]
  readonly dimensions: readonly (Dimension & { readonly values: readonly DimensionValue[] })[]
  readonly proposals: readonly LineProposals[]
}

type WiredReceipt = ReturnType<typeof wireReceipt>

/** Whether the reader may code the receipt here: it is not booked, and they know the chart. */
export const mayCode = ({ call: { actor } }: CompanyReader, { status }: WiredReceipt): boolean =>
  status !== 'posted' && status !== 'reading' && actor.scopes.has('receipts:write') && actor.scopes.has('ledger:read')

export async function codingListsOf({ call }: CompanyReader, receipt: WiredReceipt): Promise<CodingLists> {
  const on = bookDate(receipt.issuedOn ?? receipt.createdAt.toISOString().slice(0, 10))
  const dimensions = []
  for (const dimension of await listDimensions(call, undefined)) {
    const values = await listDimensionValues(call, { dimension: dimension.code, after: undefined, limit: VALUES })
    const open = values.filter(({ isActive }) => isActive)
    if (open.length > 0) dimensions.push({ ...dimension, values: open })
  }
  const codes = (await listVatCodes(call, undefined)).filter((one) => one.isActive && one.direction === 'input')
  const isAsked = receipt.lines.length <= PROPOSED_LINES && receipt.supplier.partyId !== null
  return {
    accounts: await listAccounts(call, { isActive: true, limit: ACCOUNTS }),
    vatCodes: codes.map((one) => {
      const ppm = one.handling === 'input' ? (rateOn(one, on)?.ratePpm ?? 0) : 0
      return { code: one.code, name: one.name, nameEn: one.nameEn, rate: String(ppm / 10_000) }
    }),
    dimensions,
    proposals: isAsked ? (await codingProposals(call, { receiptId: receipt.id })).lines : [],
  }
}
