import { createHash } from 'node:crypto'
import { bytesOf } from './bytes-of.ts'
import { Flow } from './flow.ts'
import { LETTER_TEXT_MAX, type Letter } from './letter.ts'
import { Pen, SOFT, type Style } from './pen.ts'

const TITLE: Style = { size: 13, weight: 'strong' }
const FACT: Style = { size: 9, colour: SOFT }
const TEXT: Style = { size: 10 }

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
