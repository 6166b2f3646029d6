import { LETTER_TEXT_MAX, type Letter, printLetterInThread } from '#src/documents/print/index.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { parseMail } from './mail.ts'
import type { Part } from './part.ts'

/**
 * An amount of money as receipts write it: a currency before or behind figures, or figures with two decimals. What
 * names none is no receipt, but a letter.
 */
const CURRENCY = String.raw`(?:NOK|SEK|DKK|ISK|EUR|USD|GBP|CHF|PLN|kr\.?|[€$£])`
const FIGURES = String.raw`\d{1,3}(?:[ .,\u00a0\u202f]?\d{3}){0,4}(?:[.,]\d{2})?`
const AMOUNT = new RegExp(String.raw`(?:${CURRENCY}\s?-?${FIGURES}|${FIGURES}\s?(?:${CURRENCY}|,-))(?!\w)`, 'iu')

const hasAmount = (text: string): boolean => AMOUNT.test(text.slice(0, LETTER_TEXT_MAX))

/** A mail, or what a provider says of one. */
export interface Written {
  readonly subject: string | null
  readonly from: string | null
  readonly date: Date | null
  readonly text: string | null
  readonly html: string | null
}

/**
 * The mail itself as a document: what shops, taxis and airlines send is often the text of a mail and no file. Undefined
 * when the text names no amount of money.
 */
export async function letterOf(bytes: Uint8Array): Promise<Letter | undefined> {
  const { subject = null, from, date = null, text = null, html } = await parseMail(bytes)
  return letterFrom({ subject, from: from?.text ?? null, date, text, html: html || null })
}

export async function letterFrom({ subject, from, date, text, html }: Written): Promise<Letter | undefined> {
  const said = text && hasAmount(text) ? text : html && (await textOf(html))
  if (!said) return undefined
  const on = date && !Number.isNaN(date.getTime()) ? date.toISOString().slice(0, 10) : undefined
  return {
    title: subject?.trim() || 'Mail',
    facts: [[from, on].filter(Boolean).join(', ')],
    text: said,
    on: on === undefined ? undefined : bookDate(on),
  }
}

/** HTML is asked where the plain text names no amount: in that, programs often say only where to read the other. */
async function textOf(html: string): Promise<string | undefined> {
  const mail = Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`)
  const { text = '' } = await parseMail(mail, { isTextWanted: true })
  return hasAmount(text) ? text : undefined
}

/** The letter as a file of the mail. Fails with `print_unavailable` where no PDFs are made. */
export const letterPart = async (letter: Letter): Promise<Part> => ({
  name: `${letter.title.slice(0, NAME_MAX)}.pdf`,
  mediaType: 'application/pdf',
  bytes: await printLetterInThread(letter),
})

/** What is left of a subject in the name of its file. */
const NAME_MAX = 150
