import type { BankTransaction } from '#src/bank/index.ts'
import { accountKey } from '#src/kernel/iban.ts'
import { nameKey } from '#src/parties/index.ts'

/** What a transaction can be looked up by. */
export interface TransactionKeys {
  /** Of the structured reference. */
  readonly reference: string | undefined
  /** Of the document numbers in the structured part. */
  readonly numbers: readonly string[]
  /** Of words in the free text that hold a digit. */
  readonly words: readonly string[]
  readonly account: string | undefined
  readonly name: string | undefined
}

/** Words of a free text that are looked at; a remittance of 140 characters has fewer. */
const MOST_WORDS = 60
/** A shorter number is a day, a month or a count more often than it is an invoice. */
const SHORTEST_WORD = 3

/**
 * The form in which references and document numbers are compared: letters and digits, upper case, no leading zeros.
 * The same rule stands in the database as app.reference_key.
 */
export const referenceKey = (text: string): string =>
  text
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase()
    .replace(/^0+/, '')

export function keysOf(transaction: BankTransaction): TransactionKeys {
  const reference = transaction.reference === null ? '' : referenceKey(transaction.reference)
  return {
    reference: reference === '' ? undefined : reference,
    numbers: unique(transaction.invoiceNumbers.map(referenceKey).filter((key) => key !== '')),
    words: wordsOf(transaction.remittance ?? ''),
    account: transaction.counterpartyAccount ? accountKey(transaction.counterpartyAccount) : undefined,
    name: transaction.counterpartyName ? nameKey(transaction.counterpartyName) : undefined,
  }
}

/**
 * Keys of the words with a digit: each as it stands ("F-1001", "2026/17") and, for a word of several parts, each part
 * ("INV1001-1002"), since payers write numbers as they like. Neighbouring groups of digits are also read as one number
 * ("1234 5678 9").
 */
export function wordsOf(text: string): string[] {
  const words = text.split(/[\s,;:()[\]]+/).filter((word) => /\d/.test(word))
  const parts = words.flatMap((word) => word.split(/[^0-9A-Za-z]+/))
  const groups = [...text.matchAll(/\d{2,}(?: \d{2,})+/g)].map(([group]) => group)
  const digits = parts.flatMap((part) => part.match(/\d+/g) ?? [])
  const keys = [...words, ...groups, ...parts, ...digits].map(referenceKey)
  return unique(keys.filter((key) => key.length >= SHORTEST_WORD && /\d/.test(key))).slice(0, MOST_WORDS)
}

const unique = (values: readonly string[]): string[] => [...new Set(values)]
