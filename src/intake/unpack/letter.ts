import type { ParsedMail } from 'mailparser'
import { LETTER_TEXT_MAX, type Letter, printLetterInThread } from '#src/documents/print/index.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { noReceiptBecause } from './judge-letter.ts'
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
export async function letterOf(bytes: Uint8Array): Promise<NamedLetter | undefined> {
  return letterFrom(writtenIn(await parseMail(bytes)))
}

/** The letter, or why it is no receipt by the evidence of its head and text; neither for one that names no amount. */
export async function judgedLetterOf(bytes: Uint8Array): Promise<{ letter?: NamedLetter; noReceipt?: string }> {
  const mail = await parseMail(bytes)
  const letter = await letterFrom(writtenIn(mail))
  const noReceipt = noReceiptBecause(mail, letter)
  if (noReceipt !== undefined) return { noReceipt }
  return letter ? { letter } : {}
}

/** The mail as a document, whatever it says: a person knows that it is a receipt. Undefined when it has no text. */
export async function wholeLetterOf(bytes: Uint8Array): Promise<NamedLetter | undefined> {
  const written = writtenIn(await parseMail(bytes))
  const text = written.text?.trim() ? written.text : written.html && (await textOf(written.html))
  return text?.trim() ? namedLetter(written, text) : undefined
}

const writtenIn = ({ subject, from, date, text, html }: ParsedMail): Written => ({
  subject: subject ?? null,
  from: from?.text ?? null,
  date: date ?? null,
  text: text ?? null,
  html: html || null,
})

/** A letter with the name of its file. */
export interface NamedLetter extends Letter {
  readonly name: string
}

/** How programs begin the subject of a mail that is handed on: English, Norwegian and Swedish, Danish, German, Dutch. */
const FORWARDED = /^(?:fwd?|vs|vb|wg|doorst)\s*:/i

export async function letterFrom(written: Written): Promise<NamedLetter | undefined> {
  const { text, html } = written
  if (text && hasAmount(text)) return namedLetter(written, text)
  const set = html && (await textOf(html))
  return set && hasAmount(set) ? namedLetter(written, set) : undefined
}

function namedLetter({ subject, from, date }: Written, text: string): NamedLetter {
  const on = date && !Number.isNaN(date.getTime()) ? date.toISOString().slice(0, 10) : undefined
  const about = subject?.trim() || 'Mail'
  // Who wrote it stands where a letter's head does, unless it is only handed on.
  const head = FORWARDED.test(about) ? undefined : from?.replace(/<.*/, '').replaceAll('"', '').trim() || undefined
  return {
    name: about,
    title: head ?? about,
    facts: [[from, on].filter(Boolean).join(', '), head === undefined ? '' : about].filter(Boolean),
    text,
    on: on === undefined ? undefined : bookDate(on),
  }
}

/** HTML is asked where the plain text names no amount: in that, programs often say only where to read the other. */
async function textOf(html: string): Promise<string> {
  const mail = Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${asLines(html)}`)
  const { text = '' } = await parseMail(mail, { isTextWanted: true })
  return text
}

/** Cells of a table stand beside each other and rows below each other, as they are seen: a label keeps its amount. */
const asLines = (html: string): string => html.replace(/<\/(?:td|th)\s*>/gi, ' $&').replace(/<\/tr\s*>/gi, '<br>$&')

/** The letter as a file of the mail. Fails with `print_unavailable` where no PDFs are made. */
export const letterPart = async ({ name, ...letter }: NamedLetter): Promise<Part> => ({
  name: `${name.slice(0, NAME_MAX)}.pdf`,
  mediaType: 'application/pdf',
  bytes: await printLetterInThread(letter),
})

/** What is left of a subject in the name of its file. */
const NAME_MAX = 150
