import type { BookDate } from '#src/kernel/book-date.ts'

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

/** Some thirty pages; receipts have one. What is beyond stays in the original. */
export const LETTER_TEXT_MAX = 60_000
