import { createHash } from 'node:crypto'
import { type Decimal, formatShort } from '#src/kernel/decimal.ts'
import type { ReceiptContent } from './receipt.ts'

const text = (value: Decimal | null): string | null => value && formatShort(value)

/**
 * Hash of what an approver vouches for: supplier, number, dates, amounts, account paid to, coding of every line, and
 * the original file. A change of any of them needs a new approval (design rule 9).
 */
export function contentHash(content: ReceiptContent, documentSha256: string | null): string {
  const { kind, supplier, number, issuedOn, dueOn, taxPointOn, currency, declared, lines } = content
  const seen = [
    [kind, supplier.partyId, supplier.name, supplier.organisationNumber, number, issuedOn, dueOn, taxPointOn, currency],
    [declared.net, declared.vat, declared.gross, declared.prepaid, declared.rounding, declared.payable].map(text),
    [content.paymentReference, content.bankAccount, documentSha256],
    content.vatShares.map(({ category, rate, vat }) => [category, text(rate), text(vat)]),
    lines.map((line) => [
      [line.role, line.description, text(line.quantity), text(line.unitPrice), text(line.net)],
      [line.vatCategory, text(line.vatRate), line.vatCode, line.account],
      Object.entries(line.dimensions).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  ]
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex')
}
