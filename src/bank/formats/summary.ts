import type { BookDate } from '#src/kernel/book-date.ts'
import { formatMinor, type Money } from '#src/kernel/money.ts'
import type { Balance, Entry, Statement, StatementException, StatementFile } from './statement.ts'
import { detailAmount } from './transactions.ts'

export interface StatementSummary {
  readonly opening: Money | null
  readonly closing: Money | null
  readonly from: BookDate | null
  readonly to: BookDate | null
}

/**
 * The booked balances and the period. PRCD (closing of the day before) opens as OPBD does; an interim balance (ITBD)
 * opens or closes a page of a longer statement (ISO 20022 external balance type codes).
 */
export function summaryOf(statement: Statement): StatementSummary {
  const interim = statement.balances.filter(({ type }) => type === 'ITBD')
  const opening =
    balance(statement, 'OPBD') ?? balance(statement, 'PRCD') ?? (interim.length > 1 ? interim[0] : undefined)
  const closing = balance(statement, 'CLBD') ?? interim.findLast((found) => found !== opening)
  const dates = statement.entries.flatMap((entry) => entry.booked?.on ?? []).sort()
  return {
    opening: opening?.amount ?? null,
    closing: closing?.amount ?? null,
    from: statement.from?.on ?? opening?.date?.on ?? dates[0] ?? null,
    to: statement.to?.on ?? closing?.date?.on ?? dates.at(-1) ?? null,
  }
}

const balance = (statement: Statement, type: string): Balance | undefined =>
  statement.balances.find((found) => found.type === type)

/** What is odd within a file: balances that do not add up, mixed currencies, entries that are not booked. */
export const exceptionsOf = (file: StatementFile): StatementException[] => [
  ...file.exceptions,
  ...file.statements.flatMap((statement) => [
    ...currencyExceptions(statement),
    ...balanceExceptions(statement),
    ...countExceptions(statement),
    ...statement.entries.flatMap((entry) => entryExceptions(statement, entry)),
  ]),
]

const exception = (statement: Statement, code: string, message: string, entry?: Entry): StatementException => ({
  code,
  message,
  statement: statement.id,
  entry: entry ? (entry.reference ?? entry.bankReference ?? String(entry.index + 1)) : null,
})

function currencyExceptions(statement: Statement): StatementException[] {
  const { opening, closing } = summaryOf(statement)
  return [opening, closing].flatMap((found) =>
    found && statement.currency && found.currency !== statement.currency
      ? [
          exception(
            statement,
            'statement_currency_mismatch',
            `A booked balance is in ${found.currency}, the account in ${statement.currency}.`,
          ),
        ]
      : [],
  )
}

/** Opening balance plus booked entries must give the closing balance. */
function balanceExceptions(statement: Statement): StatementException[] {
  const { opening, closing } = summaryOf(statement)
  if (!opening || !closing || opening.currency !== closing.currency) return []
  const booked = statement.entries.filter((entry) => entry.status === 'BOOK')
  if (booked.some((entry) => entry.amount.currency !== opening.currency)) return []
  const computed = booked.reduce((sum, entry) => sum + entry.amount.amountMinor, opening.amountMinor)
  const difference = closing.amountMinor - computed
  if (difference === 0n) return []
  const text = (amountMinor: bigint): string => formatMinor(amountMinor, opening.currency)
  return [
    exception(
      statement,
      'statement_balance_mismatch',
      `Opening balance and entries give ${text(computed)}, the closing balance is ${text(closing.amountMinor)}: ` +
        `off by ${text(difference)} ${opening.currency}.`,
    ),
  ]
}

function countExceptions(statement: Statement): StatementException[] {
  const declared = statement.totals?.entries ?? null
  if (declared === null || declared === statement.entries.length) return []
  const message = `The statement says that it has ${declared} entries and has ${statement.entries.length}.`
  return [exception(statement, 'statement_count_mismatch', message)]
}

function entryExceptions(statement: Statement, entry: Entry): StatementException[] {
  const found: StatementException[] = []
  const add = (code: string, message: string): void => void found.push(exception(statement, code, message, entry))
  const { currency } = entry.amount
  if (statement.currency && currency !== statement.currency) {
    add('entry_currency_mismatch', `The entry is in ${currency}, the account in ${statement.currency}.`)
  }
  if (entry.status !== 'BOOK') add('entry_not_booked', `The entry has status ${entry.status} and is not booked yet.`)
  else if (!entry.booked) add('entry_date_missing', 'The booked entry has no booking date.')
  const amounts = entry.details.map(detailAmount)
  const total = amounts.reduce((sum, amount) => sum + (amount?.amountMinor ?? 0n), 0n)
  if (
    amounts.length > 1 &&
    amounts.every((amount) => amount?.currency === currency) &&
    total !== entry.amount.amountMinor
  ) {
    add('entry_details_mismatch', `The transactions of the entry give ${formatMinor(total, currency)}, not its amount.`)
  }
  return found
}
