/** What the demonstration reads of the answers; the whole shapes are in openapi/openapi.yaml. */
export interface Page<T> {
  readonly data: readonly T[]
  readonly nextCursor: string | null
}

interface Totals {
  readonly net: string | null
  readonly vat: string | null
  readonly gross: string | null
  readonly payable: string | null
}

export interface Receipt {
  readonly id: string
  readonly status: string
  readonly version: number
  readonly supplier: {
    readonly partyId: string | null
    readonly name: string | null
    readonly organisationNumber: string | null
  }
  readonly number: string | null
  readonly issuedOn: string | null
  readonly dueOn: string | null
  readonly declared: Totals
  readonly computed: Totals
  readonly paymentReference: string | null
  readonly bankAccount: string | null
  readonly lines: readonly ReceiptLine[]
  readonly documentId: string
  readonly exceptions: readonly { readonly code: string; readonly message: string }[]
  readonly journalEntryId: string | null
  readonly openItemId: string | null
  readonly approvalId: string | null
}

export interface ReceiptLine {
  readonly description: string | null
  readonly net: string
  readonly account: string | null
  readonly vatCode: string | null
  readonly dimensions: Readonly<Record<string, string>>
  readonly codedBy: string | null
}

export interface Approval {
  readonly id: string
  readonly status: string
  readonly version: number
  readonly missing: number
  readonly subject: { readonly id: string; readonly title: string; readonly contentHash: string }
  readonly steps: readonly { readonly name: string; readonly waitingFor: readonly { readonly name: string }[] }[]
}

export interface Entry {
  readonly id: string
  readonly series: string
  readonly fiscalYear: string
  readonly number: number
  readonly bookedOn: string
  readonly lines: readonly {
    readonly account: string
    readonly debit: string
    readonly credit: string
    readonly vatCode: string | null
  }[]
  readonly voucher: { readonly kind: string; readonly id: string | null; readonly documentId: string | null }
  readonly hash: string
}

export interface Party {
  readonly id: string
  readonly name: string
}

export interface PaymentOrder {
  readonly id: string
  readonly status: string
  readonly version: number
  readonly payments: readonly {
    readonly openItemId: string
    readonly endToEndId: string
    readonly amount: string
    readonly reference: string | null
    readonly creditor: { readonly name: string; readonly account: string }
  }[]
  readonly held: readonly { readonly message: string }[]
}

export interface BankAccount {
  readonly id: string
  readonly number: string
}

export interface StatementUpload {
  readonly id: string
  readonly isDuplicate: boolean
  readonly transactions: number
  readonly matched: number
  readonly proposed: number
  readonly unmatched: number
  readonly closingBalance: string | null
  readonly exceptions: readonly { readonly code: string; readonly message: string }[]
}

export interface BankTransaction {
  readonly id: string
  readonly amount: string
  readonly status: string
  readonly endToEndId: string | null
  readonly reference: string | null
  readonly matchId: string | null
}

export interface Match {
  readonly id: string
  readonly method: string
  readonly journalEntryId: string
  readonly evidence: readonly { readonly message: string }[]
}

export interface OpenItem {
  readonly id: string
  readonly amount: string
  readonly remaining: string
}

export interface Invoice {
  readonly id: string
  readonly status: string
  readonly number: string | null
  readonly paymentReference: string | null
  readonly totals: { readonly payable: string }
  readonly openItemId: string | null
}
