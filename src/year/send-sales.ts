import { z } from 'zod'
import type { Invoice } from '#src/documents/einvoice/index.ts'
import { type Decimal, decimal, divide, equals, formatDecimal, formatShort } from '#src/kernel/decimal.ts'
import { ApiProblem } from './api.ts'
import { customerFinder } from './customers.ts'
import { attempt, type Drive, Identified, type Trouble } from './drive.ts'
import type { Prepared } from './prepare-company.ts'
import { salesEntry } from './sales-entry.ts'
import type { ReadFile } from './year-folder.ts'

const VatCode = z.object({
  code: z.string(),
  direction: z.string(),
  handling: z.string(),
  categories: z.array(z.string()),
  rates: z.array(z.object({ from: z.string(), ratePercent: z.string() })),
  isActive: z.boolean(),
})
type VatCode = z.infer<typeof VatCode>

const Rate = z.object({ currency: z.string(), validFrom: z.string(), amount: z.string(), baseAmount: z.string() })
type Rate = z.infer<typeof Rate>

/**
 * Books the invoices that the company issued in the system it comes from: the original is kept as a document, the
 * entry opens a receivable under the invoice's own number and reference, and no number of ours is used. Answers how
 * many are in the books.
 */
export async function sendSales(drive: Drive, prepared: Prepared): Promise<number> {
  const { api, progress, year } = drive
  progress.begin('Sales', year.sales.length)
  const vatCodes = (await api.all('/vat-codes', VatCode)).filter((code) => code.isActive && code.direction === 'output')
  const rates = await api.all('/exchange-rates', Rate)
  const customerOf = await customerFinder(api)
  let booked = 0
  for (const file of year.sales) {
    const { content: invoice } = file
    const isBooked = await attempt(drive, file.name, async () => {
      if (await isInBooks(drive, invoice)) return true
      const documentId = await keepOriginal(drive, file)
      const entry = salesEntry(invoice, {
        ...prepared,
        documentId,
        partyId: await customerOf(invoice.customer),
        vatCodeOf: (category, rate) => {
          const code = vatCodeFor(vatCodes, category, rate, invoice.issuedOn ?? '')
          if (code === undefined && rate.units !== 0n) drive.troubles.push(vatCodeMissing(file.name, category, rate))
          return code
        },
        rate: invoice.currency === prepared.company.baseCurrency ? undefined : rateFor(rates, invoice),
      })
      await api.send('POST', '/journal-entries', entry, Identified)
      return true
    })
    if (isBooked) booked += 1
    progress.tick()
  }
  return booked
}

async function isInBooks({ api }: Drive, { number }: Invoice): Promise<boolean> {
  if (number === undefined) return false
  const query = `kind=receivable&status=all&documentNumber=${encodeURIComponent(number)}`
  return (await api.all(`/open-items?${query}`, Identified)).length > 0
}

async function keepOriginal({ api }: Drive, file: ReadFile<Invoice>): Promise<string> {
  try {
    return (await api.send('POST', '/documents', file, Identified)).id
  } catch (error) {
    const existingId = error instanceof ApiProblem && error.code === 'document_duplicate' && error.members.existingId
    if (typeof existingId !== 'string') throw error
    return existingId
  }
}

/** The code for the category whose rate on the date is the invoice's; one that books no VAT has no rate. */
function vatCodeFor(codes: readonly VatCode[], category: string, rate: Decimal, on: string): string | undefined {
  return codes.find(({ categories, handling, rates }) => {
    if (!categories.includes(category)) return false
    if (handling !== 'output') return true
    const inForce = rates.filter(({ from }) => from <= on).at(-1)
    return inForce !== undefined && equals(decimal(inForce.ratePercent), rate)
  })?.code
}

const vatCodeMissing = (file: string, category: string, rate: Decimal): Trouble => ({
  file,
  code: 'vat_code_missing',
  message: `No VAT code answers to category ${category} at ${formatShort(rate)} %: the VAT stands on the output VAT account without one.`,
})

const PRECISION = 12

function rateFor(rates: readonly Rate[], { currency, issuedOn }: Invoice): string | undefined {
  const own = rates.filter((rate) => rate.currency === currency && rate.validFrom <= (issuedOn ?? ''))
  const [latest] = own.sort((a, b) => b.validFrom.localeCompare(a.validFrom))
  return latest && formatDecimal(divide(decimal(latest.baseAmount), decimal(latest.amount), PRECISION))
}
