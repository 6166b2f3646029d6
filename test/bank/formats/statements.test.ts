import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readStatementFile } from '#src/bank/formats/read-statement.ts'
import type { Statement, StatementFile } from '#src/bank/formats/statement.ts'
import { exceptionsOf, summaryOf } from '#src/bank/formats/summary.ts'
import { type StatementTransaction, transactionsOf } from '#src/bank/formats/transactions.ts'
import { formatMinor, type Money } from '#src/kernel/money.ts'
import { corpus, corpusFiles, corpusText } from '#test/support/corpus.ts'

const read = (...path: string[]): StatementFile => readStatementFile(readFileSync(corpus(...path)))
const text = (amount: Money | null): string | null => amount && formatMinor(amount.amountMinor, amount.currency)

/** Rows of a CSV without quoted fields, by the names of its header. */
function rows(...path: string[]): Record<string, string>[] {
  const [header = '', ...lines] = corpusText(...path)
    .trim()
    .split('\n')
  const names = header.trim().split(',')
  return lines.map((line) =>
    Object.fromEntries(
      line
        .trim()
        .split(',')
        .map((value, index) => [names[index], value]),
    ),
  )
}

const only = (file: StatementFile): Statement => {
  const [statement, another] = file.statements
  if (!statement || another) throw new Error('expected one statement')
  return statement
}

describe('statements of a bookkeeping year', () => {
  const balances = rows('nsg-bookkeeping-year/expected-statement-balances.csv')
  const matches = rows('nsg-bookkeeping-year/expected-matches.csv')

  /** Statements with an entry whose date is no date; the table repeats what the file says. */
  const undated = new Set(
    matches.filter(({ booking_date = '' }) => !/-/.test(booking_date)).map((row) => row.statement_file),
  )

  it.each(balances)('reads the balances of $statement_file', (row) => {
    const file = read('nsg-bookkeeping-year', row.statement_file ?? '')
    const summary = summaryOf(only(file))
    expect(text(summary.opening)).toBe(row.opening_booked)
    expect(text(summary.closing)).toBe(row.closing_booked)
    const transactions = transactionsOf(only(file))
    const sum = transactions.reduce((total, { amount }) => total + amount.amountMinor, 0n)
    expect(formatMinor(sum, 'DKK')).toBe(row.sum_of_entries)
    const isOff = Number(row.difference) !== 0
    const off = exceptionsOf(file).filter(({ code }) => code === 'statement_balance_mismatch')
    expect(off).toHaveLength(isOff ? 1 : 0)
    expect(exceptionsOf(file).filter(({ code }) => code !== 'statement_balance_mismatch')).toEqual(
      undated.has(row.statement_file) ? [expect.objectContaining({ code: 'entry_date_missing' })] : [],
    )
  })

  it('reads date, amount, reference and invoice number of every entry', () => {
    const found = balances.flatMap(({ statement_file = '' }) =>
      transactionsOf(only(read('nsg-bookkeeping-year', statement_file))).map((transaction) => ({
        statement_file,
        ntry_ref: transaction.entryReference,
        booking_date: transaction.bookedOn,
        signed_amount: text(transaction.amount),
        remittance_invoice_no: transaction.invoiceNumbers.join(' '),
        creditor_reference: transaction.reference,
      })),
    )
    const expected = matches.map((row) => ({
      statement_file: row.statement_file,
      ntry_ref: row.ntry_ref,
      booking_date: row.booking_date?.includes('-') ? row.booking_date : null,
      signed_amount: row.signed_amount,
      remittance_invoice_no: row.remittance_invoice_no,
      creditor_reference: row.creditor_reference,
    }))
    expect(found.length).toBeGreaterThan(100)
    expect(found).toEqual(expected)
  })

  it('reads what was instructed in the foreign currency, with the rate', () => {
    const fx = matches.filter(({ relation }) => relation === 'fx')
    const found = new Map<string, StatementTransaction>()
    for (const { statement_file = '' } of balances) {
      for (const transaction of transactionsOf(only(read('nsg-bookkeeping-year', statement_file)))) {
        found.set(`${statement_file} ${transaction.entryReference}`, transaction)
      }
    }
    expect(fx.length).toBeGreaterThan(30)
    for (const row of fx) {
      const exchange = found.get(`${row.statement_file} ${row.ntry_ref}`)?.exchange
      expect(Number(text(exchange?.instructed ?? null))).toBe(Number(row.invoice_payable))
      expect(exchange?.instructed?.currency).toBe(row.invoice_currency)
      expect(exchange?.rate?.rate?.units).toBeGreaterThan(0n)
    }
  })

  it('names the supplier as counterparty and never the owner himself', () => {
    const names = new Set(
      corpusFiles('nsg-bookkeeping-year/bank_statements', '.xml').flatMap((path) =>
        transactionsOf(only(readStatementFile(readFileSync(path)))).map(({ counterparty }) => counterparty.name),
      ),
    )
    expect(names).toContain('Ovid Fish')
    expect(names).toContain(null)
    expect(names).not.toContain('NSG Catering')
  })
})

describe('statements with an expected list of transactions', () => {
  interface Expected {
    balance_start: number
    balance_end_real: number
    name: string
    transactions: { amount: number; date: string; ref: string; partner_name: string; account_number: string }[]
  }

  it.each(['test-camt053', 'test-camt054'])('reads %s', (name) => {
    const [currency, account, expected] = JSON.parse(
      corpusText('oca-bank-statements/camt', `${name}.expected.json`),
    ) as [string, string, Expected[]]
    const file = read('oca-bank-statements/camt', `${name}.xml`)
    expect(file.statements).toHaveLength(expected.length)
    for (const [index, statement] of file.statements.entries()) {
      const want = expected[index]
      const { opening, closing } = summaryOf(statement)
      expect([statement.currency, statement.account.number]).toEqual([currency, account])
      // A notification has no balances; the list then says zero.
      expect([Number(text(opening) ?? 0), Number(text(closing) ?? 0)]).toEqual([
        want?.balance_start,
        want?.balance_end_real,
      ])
      expect(
        transactionsOf(statement).map((found) => ({
          amount: Number(text(found.amount)),
          date: found.valueOn,
          ref: found.reference ?? found.endToEndId,
          partner_name: found.counterparty.name,
          account_number: found.counterparty.account,
        })),
      ).toEqual(
        want?.transactions.map(({ amount, date, ref, partner_name, account_number }) => ({
          amount,
          date,
          ref,
          partner_name,
          account_number,
        })),
      )
    }
  })
})
