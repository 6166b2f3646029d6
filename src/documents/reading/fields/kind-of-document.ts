import type { Fields } from './field.ts'
import type { Scene } from './scene.ts'
import type { Concept } from './words/concept.ts'

export type DocumentKind = 'supplierInvoice' | 'creditNote' | 'expenseReceipt'

/** Rows of the top in which a title stands, and the longest row that is one. */
const TITLE_ROWS = 25
const TITLE_LETTERS = 40

/** Invoice, credit note, or the receipt of a till: by the title, else by what only a till or only an invoice prints. */
export function kindOfDocument(scene: Scene, fields: Fields): DocumentKind {
  const top = scene.rows.slice(0, TITLE_ROWS)
  const isTitled = (concept: Concept): boolean =>
    top.some(({ row, labels }) =>
      labels.some(
        ({ concepts, start }) => concepts.includes(concept) && (start < 3 || row.text.length < TITLE_LETTERS),
      ),
    )
  const isPrinted = (...asked: Concept[]): boolean =>
    scene.rows.some(({ labels }) => labels.some(({ concepts }) => asked.every((one) => concepts.includes(one))))
  const isPaidHere = (concept: Concept): boolean =>
    scene.rows.some(
      ({ labels, amounts }) => amounts.length > 0 && labels.some(({ concepts }) => concepts.includes(concept)),
    )
  if (isTitled('creditNote')) return 'creditNote'
  const till =
    (isPaidHere('change') ? 2 : 0) +
    (isPaidHere('cash') ? 1 : 0) +
    (isPaidHere('rounding') ? 0.5 : 0) +
    (isTitled('receipt') ? 1 : 0) +
    (scene.rows.some(({ dates }) => dates.some(({ hasTime }) => hasTime)) ? 1 : 0)
  const invoice =
    (fields.dueOn ? 2 : 0) +
    (fields.account ? 2 : 0) +
    (fields.paymentReference ? 2 : 0) +
    (isPrinted('invoice', 'number') ? 1 : 0) +
    (isPrinted('buyer') ? 0.5 : 0)
  return till > invoice ? 'expenseReceipt' : 'supplierInvoice'
}
