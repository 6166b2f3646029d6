import type { Locale } from '#src/kernel/locale.ts'

/**
 * An invoice as a person reads it: every text is ready to be set, in the reader's language and form of numbers. It
 * says what the canonical invoice says and computes nothing; HTML and PDF are two ways to set the same sheet.
 */
export interface Sheet {
  readonly locale: Locale
  /** "Faktura", "Kreditnota". */
  readonly title: string
  readonly number: string
  readonly isCreditNote: boolean
  readonly supplier: Block
  readonly customer: Block
  /** Payee, tax representative, delivery. */
  readonly others: readonly Block[]
  /** Dates and references. */
  readonly facts: readonly Fact[]
  readonly notes: readonly string[]
  readonly columns: LineTexts
  readonly lines: readonly SheetLine[]
  readonly vat: VatTable
  readonly sums: readonly Fact[]
  readonly payable: Fact
  readonly payment: Payment
  readonly attachments: readonly SheetAttachment[]
  /** What only machines and their keepers ask for. */
  readonly technical: readonly Fact[]
}

export interface Fact {
  readonly label: string
  readonly value: string
}

/** Somebody or some place: the name, then rows below it. */
export interface Block {
  readonly heading: string
  readonly name: string
  /** As on an envelope. */
  readonly address: readonly string[]
  /** Numbers of registers, contact. */
  readonly details: readonly string[]
}

/** Texts of the columns of a line, or their headings. */
export interface LineTexts {
  readonly description: string
  readonly quantity: string
  readonly unitPrice: string
  readonly vat: string
  readonly net: string
}

export interface SheetLine extends LineTexts {
  readonly id: string
  readonly details: readonly string[]
}

export interface VatTable {
  readonly heading: string
  readonly columns: VatTexts
  readonly rows: readonly (VatTexts & { readonly reason: string })[]
}

export interface VatTexts {
  readonly rate: string
  readonly basis: string
  readonly vat: string
}

export interface Payment {
  readonly heading: string
  /** What is to pay and when: the same by whichever way. */
  readonly head: readonly Fact[]
  readonly ways: readonly PaymentWay[]
  readonly terms: Fact | undefined
  /** Content of the code that a payer's bank can scan (EPC QR), where there is one. */
  readonly code: { readonly label: string; readonly content: string } | undefined
}

export interface PaymentWay {
  /** What a payer types, in the order in which banks ask for it. */
  readonly main: readonly Fact[]
  readonly more: readonly Fact[]
}

export interface SheetAttachment {
  readonly name: string
  readonly description: string
  readonly url: string | undefined
  readonly mediaType: string | undefined
  readonly content: Uint8Array | undefined
}
