import type { ParsedMail } from 'mailparser'
import { extractFields, wordsOfText } from '#src/documents/reading/fields/index.ts'

/** The text of a mail that names an amount, and may yet be no receipt. */
export interface JudgedLetter {
  readonly text: string
}

type Heads = Pick<ParsedMail, 'headerLines'>

const valuesOf = ({ headerLines }: Heads, key: string): string[] =>
  headerLines.filter((header) => header.key === key).map(({ line }) => line.slice(line.indexOf(':') + 1).trim())

const hasOne = (mail: Heads, ...keys: readonly string[]): boolean => keys.some((key) => valuesOf(mail, key).length > 0)

/** Sent to many: the list says so itself (RFC 2369, RFC 2919, and Precedence, which RFC 3834 describes). */
export const isBulk = (mail: Heads): boolean =>
  hasOne(mail, 'list-unsubscribe', 'list-id', 'list-post') ||
  valuesOf(mail, 'precedence').some((value) => /^(bulk|list|junk)\b/i.test(value))

/** The answer of a program to a mail, or the report of a mail server (RFC 3834, 5; RFC 6522). */
const isAnswer = (mail: Heads): boolean =>
  valuesOf(mail, 'auto-submitted').some((value) => /^auto-replied\b/i.test(value)) ||
  valuesOf(mail, 'content-type').some((value) => /^multipart\/report\b/i.test(value)) ||
  valuesOf(mail, 'precedence').some((value) => /^auto_reply\b/i.test(value)) ||
  hasOne(mail, 'x-autoreply', 'x-autorespond')

const ANSWER = 'The mail is the automatic answer of a program or mail server.'
const NEWSLETTER =
  'The mail was sent to a list, and its text has no total with a number, a date, an amount of VAT or a payment reference.'

/**
 * Why a mail without a document is no receipt by itself, though it may name amounts; undefined for one that may be.
 * Shops send receipts through the same programs as newsletters, so that a list alone decides nothing: a receipt has a
 * total, and beside it at least one of the facts that belong to a purchase which was made.
 */
export function noReceiptBecause(mail: Heads, letter: JudgedLetter | undefined): string | undefined {
  if (isAnswer(mail)) return ANSWER
  if (!isBulk(mail)) return undefined
  return letter && isOfPurchase(letter.text) ? undefined : NEWSLETTER
}

function isOfPurchase(text: string): boolean {
  const { fields } = extractFields(wordsOfText(text))
  const { gross, payable, number, issuedOn, vat, paymentReference } = fields
  return (gross ?? payable) !== null && [number, issuedOn, vat, paymentReference].some((field) => field !== null)
}
