import type { Fields } from './field.ts'
import type { Scene } from './scene.ts'

export type DocumentKind = 'supplierInvoice' | 'creditNote' | 'expenseReceipt'

/** Rows of the top in which a title stands. */
const TITLE_ROWS = 25

/** Invoice, credit note, or the receipt of a till: by the title, else by what only a till prints (cash, change). */
export function kindOfDocument(scene: Scene, fields: Fields): DocumentKind {
  const top = scene.rows.slice(0, TITLE_ROWS)
  const isCredit = top.some(({ labels }) =>
    labels.some(({ concepts, words, start }) => concepts.includes('creditNote') && (words > 1 || start < 3)),
  )
  if (isCredit) return 'creditNote'
  if (fields.dueOn || fields.account || fields.paymentReference) return 'supplierInvoice'
  const till = scene.rows.filter(
    ({ labels, amounts }) =>
      amounts.length > 0 &&
      labels.some(
        ({ concepts }) => concepts.includes('change') || concepts.includes('cash') || concepts.includes('rounding'),
      ),
  )
  const isReceipt = top.some(({ labels }) => labels.some(({ concepts }) => concepts.includes('receipt')))
  return till.length > 0 || isReceipt ? 'expenseReceipt' : 'supplierInvoice'
}
