import { type BankAccount, createBankAccount, type ImportedFile, uploadStatement } from '#src/bank/index.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { type DraftLine, findOpenItems, type OpenItem, postJournalEntry } from '#src/ledger/index.ts'
import { createParty } from '#src/parties/index.ts'
import type { Call } from '#src/platform/cx.ts'
import type { TestCompany } from './actors.ts'
import { camt053, type MadeStatement } from './camt.ts'

/** The account of the statements that `camt053` makes. */
export const OWN_ACCOUNT = 'NO9386011117947'

export const openBankAccount = (
  company: TestCompany,
  { number = OWN_ACCOUNT, currency = 'NOK' }: { number?: string; currency?: string } = {},
): Promise<BankAccount> => createBankAccount(company.call(), { name: 'Driftskonto', number, bic: 'DNBANOKK', currency })

export const upload = (call: Call, account: BankAccount, made: MadeStatement): Promise<ImportedFile> =>
  uploadStatement(call, {
    bankAccountId: account.id,
    file: { bytes: camt053({ iban: account.number, currency: account.currency, ...made }), name: 'statement.xml' },
  })

export interface MadeItem {
  /** Minor units, positive; what we owe, or with `receivable` what we are owed. Negative: a credit note. */
  readonly amountMinor: bigint
  readonly currency?: string
  readonly baseAmountMinor?: bigint
  readonly kind?: 'payable' | 'receivable'
  readonly partyId?: string | null
  readonly reference?: string | null
  readonly number?: string | null
  readonly on?: string
  readonly due?: string
}

/** Posts an invoice and answers its open item. */
export async function openItem(company: TestCompany, made: MadeItem): Promise<OpenItem> {
  const { kind = 'payable', on = '2026-01-02', due = '2026-01-20' } = made
  const sign = kind === 'payable' ? -1n : 1n
  const money = (amountMinor: bigint, baseAmountMinor?: bigint): Pick<DraftLine, 'amountMinor'> & object => ({
    amountMinor,
    ...(made.currency ? { currency: made.currency } : {}),
    ...(baseAmountMinor === undefined ? {} : { baseAmountMinor }),
  })
  const base = made.baseAmountMinor
  const entry = await postJournalEntry(company.call(), {
    bookedOn: bookDate(on),
    description: `Invoice ${made.number ?? ''}`,
    lines: [
      {
        account: kind === 'payable' ? '2400' : '1500',
        ...money(sign * made.amountMinor, base && sign * base),
        partyId: made.partyId ?? null,
        opensItem: {
          kind,
          dueOn: bookDate(due),
          paymentReference: made.reference ?? null,
          documentNumber: made.number ?? null,
        },
      },
      { account: kind === 'payable' ? '6800' : '3000', ...money(-sign * made.amountMinor, base && -sign * base) },
    ],
  })
  const [item] = await findOpenItems(company.call(), { journalEntryId: entry.id, status: 'all' })
  if (!item) throw new Error('the entry opened no item')
  return item
}

let suppliers = 0

export async function newSupplier(
  company: TestCompany,
  { name, account = null }: { name?: string; account?: string | null } = {},
): Promise<{ id: string; name: string }> {
  suppliers += 1
  const party = await createParty(company.call(), {
    kind: 'supplier',
    name: name ?? `Leverandør ${suppliers} AS`,
    country: 'NO',
    bankAccounts: account === null ? [] : [{ account }],
  })
  return { id: party.id, name: party.name }
}

export const remainingOf = async (company: TestCompany, item: OpenItem): Promise<bigint> => {
  const [now] = await findOpenItems(company.call(), { ids: [item.id], status: 'all' })
  if (!now) throw new Error('the item is gone')
  return now.remainingMinor
}
