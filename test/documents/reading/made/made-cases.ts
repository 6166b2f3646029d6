import type { FieldName } from '#src/documents/reading/fields/index.ts'
import { randomFrom } from '#test/support/random.ts'
import { drawInvoice, type Wording } from './draw-invoice.ts'
import { inventInvoice, type MadeInvoice } from './invent-invoice.ts'

/** An invented invoice as a file, with what stands on it. */
export interface MadeFile {
  readonly name: string
  readonly invoice: MadeInvoice
  readonly pdf: Uint8Array
  readonly truth: Partial<Record<FieldName, string>>
}

const decimal = (cents: number): string => (cents / 100).toFixed(2)

export function truthOf(invoice: MadeInvoice): MadeFile['truth'] {
  const { paymentReference } = invoice
  return {
    issuer: invoice.issuer,
    organisationNumber: invoice.organisationNumber.plain,
    number: invoice.number,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    currency: invoice.tongue.currency,
    net: decimal(invoice.net),
    vat: decimal(invoice.vat),
    gross: decimal(invoice.gross),
    payable: decimal(invoice.gross),
    account: invoice.account.plain,
    ...(paymentReference === undefined ? {} : { paymentReference }),
  }
}

/** The same file for the same number. */
export async function madeFile(seed: number, wording: Wording): Promise<MadeFile> {
  const random = randomFrom(seed * 7919 + (wording === 'even' ? 1 : 2))
  const invoice = inventInvoice(random)
  const pdf = await drawInvoice(invoice, wording, random)
  return { name: `made-${wording}-${seed} (${invoice.tongue.code})`, invoice, pdf, truth: truthOf(invoice) }
}
