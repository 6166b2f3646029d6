import type { YearResult } from './drive-year.ts'

const MOST = 40

/** The result as lines for people. */
export function yearTable(result: YearResult): string[] {
  const { matched, matches, proposed, unmatched, open, trialBalance, exceptions } = result
  const methods = Object.entries(matched).map(([method, count]) => `${method} ${count}`)
  const count = (name: string, value: number, more = ''): string =>
    `${name.padEnd(20)}${String(value).padStart(6)}   ${more}`.trimEnd()
  return [
    count('Invoices', result.invoices, `${result.posted} in the books`),
    count('Statements', result.statements),
    count('Transactions', result.transactions),
    count('  matched', sumOf(Object.values(matched)), methods.join(', ')),
    count('  proposed', new Set(proposed.map(({ statement, entry }) => `${statement} ${entry}`)).size),
    count('  unmatched', unmatched.length),
    count('Invoices paid', new Set(matches.map(({ invoice }) => invoice)).size),
    count('Invoices open', open.length),
    ...section('Proposed', proposed, ({ statement, entry, invoice }) => `${statement} ${entry} · invoice ${invoice}`),
    ...section('Unmatched', unmatched, ({ statement, entry }) => `${statement} ${entry}`),
    ...section(
      'Open',
      open,
      ({ invoice, remaining, currency }) => `${invoice.padEnd(20)}${money(remaining)} ${currency}`,
    ),
    ...section('Exceptions', exceptions, ({ file, code, message }) => `${file}: ${code}: ${message}`),
    '',
    `${'Trial balance'.padEnd(50)}${'debit'.padStart(16)}${'credit'.padStart(16)}`,
    ...trialBalance.accounts.map(
      ({ account, name, debit, credit }) =>
        `  ${account.padEnd(8)}${name.slice(0, 38).padEnd(40)}${money(debit)}${money(credit)}`,
    ),
    `  ${''.padEnd(48)}${money(trialBalance.debit)}${money(trialBalance.credit)}`,
    '',
    `Took ${result.seconds} s`,
  ]
}

const money = (text: string): string => (/^0(\.0*)?$/.test(text) ? '' : text).padStart(16)
const sumOf = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

function section<Row>(title: string, rows: readonly Row[], tell: (row: Row) => string): string[] {
  if (rows.length === 0) return []
  const more = rows.length > MOST ? [`  and ${rows.length - MOST} more (see --json)`] : []
  return ['', title, ...rows.slice(0, MOST).map((row) => `  ${tell(row)}`), ...more]
}
