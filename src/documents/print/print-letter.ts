import { createHash } from 'node:crypto'
import type { BookDate } from '#src/kernel/book-date.ts'
import { bytesOf } from './bytes-of.ts'
import { Flow } from './flow.ts'
import { Pen, SOFT, type Style } from './pen.ts'

/** A text that came without a file, such as a receipt that is the mail itself. */
export interface Letter {
  readonly title: string
  /** Who wrote it, when: a line each. */
  readonly facts: readonly string[]
  /** Lines of text as they were written; white space is not kept. */
  readonly text: string
  /** The date that the file says it is of. */
  readonly on: BookDate | undefined
}

const TITLE: Style = { size: 13, weight: 'strong' }
const FACT: Style = { size: 9, colour: SOFT }
const TEXT: Style = { size: 10 }
/** Some thirty pages; receipts have one. What is beyond stays in the original. */
export const LETTER_TEXT_MAX = 60_000

/** The letter as a PDF with a text layer. The same letter gives the same bytes. Fails with `print_unavailable`. */
export async function printLetter({ title, facts, text, on }: Letter): Promise<Uint8Array> {
  const { printFonts } = await import('./fonts.ts')
  const date = new Date(`${on ?? '1970-01-01'}T00:00:00Z`)
  const digest = createHash('sha256')
    .update(JSON.stringify([title, facts, text]))
    .digest('hex')
  const info = { Producer: 'Bilag', Creator: 'Bilag', CreationDate: date, Digest: digest }
  const pen = new Pen(printFonts(), { pdfVersion: '1.7', tagged: true, info })
  const bytes = bytesOf(pen.doc)
  const flow = new Flow(pen)
  flow.text(title, TITLE, pen.content.part('H1'))
  flow.y += 4
  for (const fact of facts) flow.text(fact, FACT, pen.content.part('P'))
  flow.y += 12
  flow.text(text.slice(0, LETTER_TEXT_MAX), TEXT, pen.content.part('P'))
  pen.doc.end()
  return await bytes
}
