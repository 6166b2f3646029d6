/**
 * Xero's records as far as we use them, in Xero's words (https://developer.xero.com/documentation/api/accounting/overview).
 * Amounts are decimal text: the JSON numbers of the wire are turned at the client's edge and nowhere else.
 */
export interface XeroContact {
  readonly contactID: string
  readonly contactNumber: string | null
  readonly companyNumber: string | null
  readonly name: string
}

export type XeroContactDraft = Omit<XeroContact, 'contactID'> & {
  readonly taxNumber: string | null
  readonly emailAddress: string | null
}

export interface XeroLine {
  readonly description: string
  readonly quantity: string
  readonly unitAmount: string
  readonly lineAmount: string
  readonly taxAmount: string
  readonly accountCode: string
  /** Left out, Xero takes the default of the account. */
  readonly taxType: string | null
  readonly tracking: readonly { readonly name: string; readonly option: string }[]
}

/** ACCPAY: supplier's invoice; ACCREC: ours; the CREDIT types are the credit notes of each. */
export type XeroDocumentType = 'ACCPAY' | 'ACCREC' | 'ACCPAYCREDIT' | 'ACCRECCREDIT'

export interface XeroDocumentDraft {
  readonly type: XeroDocumentType
  readonly number: string
  readonly contactID: string
  /** YYYY-MM-DD */
  readonly date: string
  readonly dueDate: string | null
  readonly currencyCode: string
  readonly reference: string | null
  readonly lines: readonly XeroLine[]
}

export interface XeroDocument {
  readonly id: string
  readonly type: string
  readonly number: string
  readonly contactID: string
  readonly status: string
  readonly currencyCode: string
  readonly total: string
  readonly totalTax: string
}

export interface XeroPaymentDraft {
  readonly documentID: string
  readonly ofCreditNote: boolean
  readonly accountCode: string
  readonly date: string
  readonly amount: string
  readonly reference: string
}

export interface XeroPayment {
  readonly paymentID: string
  readonly status: string
  readonly paymentType: string
  /** The invoice or credit note that it settles; null for payments of overpayments and prepayments. */
  readonly documentID: string | null
  readonly date: string
  readonly amount: string
  readonly currencyCode: string | null
  readonly reference: string | null
  readonly accountCode: string | null
  readonly updatedDateUTC: Date
}

export interface XeroJournalDraft {
  readonly narration: string
  readonly date: string
  readonly lines: readonly {
    readonly description: string
    readonly lineAmount: string
    readonly accountCode: string
    readonly taxType: string | null
  }[]
}

export interface XeroJournal {
  readonly manualJournalID: string
  readonly narration: string
  readonly status: string
  readonly lineAmounts: readonly string[]
}

export interface XeroAttachment {
  readonly attachmentID: string
  readonly fileName: string
  readonly contentLength: number
}

export interface XeroOrganisation {
  readonly organisationID: string
  readonly name: string
  readonly baseCurrency: string | null
}

export interface XeroAccount {
  readonly code: string
  readonly name: string
  readonly isBank: boolean
}

export interface XeroTaxRate {
  readonly taxType: string
  readonly name: string
  /** Percent as decimal text. */
  readonly effectiveRate: string
  readonly forExpenses: boolean
  readonly forRevenue: boolean
}
