import { type Currency, isCurrency } from '#src/kernel/currency.ts'
import { formatMinor } from '#src/kernel/money.ts'
import { type FieldError, fail } from '#src/kernel/problem.ts'
import type { DraftEntry, DraftLine } from '../journal-entry.ts'
import { type ExpandedLine, expandVat } from '../vat/expand-vat.ts'
import type { VatCode } from '../vat/vat-code.ts'
import { type ValuedLine, valueLines } from './base-amounts.ts'

export const LINES_MAX = 500
export const DESCRIPTION_MAX = 500
/** Far above any real amount, and small enough that sums of a year stay inside a bigint column. */
export const AMOUNT_MAX_MINOR = 10n ** 15n

/** What a draft is judged against. */
export interface BooksFacts {
  readonly baseCurrency: Currency
  readonly vatCodes: ReadonlyMap<string, VatCode>
}

/**
 * The lines that a draft books: VAT expanded, every amount in the base currency, balanced. Fails with a pointer to each
 * line that is at fault. The database proves the balance again.
 */
export function resolveDraft(draft: DraftEntry, facts: BooksFacts): ValuedLine[] {
  const errors = draft.lines.flatMap((line, index) => checkLine(line, index, facts))
  if (errors.length > 0) {
    const [first] = errors
    fail(first?.code ?? 'journal_entry_invalid', first?.message ?? 'The entry is not valid.', { errors })
  }
  const expanded = draft.lines.flatMap((line) => expandLine(line, draft, facts))
  const lines = valueLines(expanded, facts.baseCurrency, draft.rates)
  if (lines.length < 2) fail('journal_entry_too_short', 'An entry has at least two lines; add the other side.')
  if (lines.length > LINES_MAX) fail('journal_entry_invalid', `An entry has at most ${LINES_MAX} lines; split it.`)
  assertBalanced(lines, facts.baseCurrency)
  return lines
}

function expandLine(line: DraftLine, draft: DraftEntry, { vatCodes }: BooksFacts): ExpandedLine[] {
  const code = line.vatCode ? vatCodes.get(line.vatCode) : undefined
  if (code) return expandVat(line, code, draft.taxPointOn ?? draft.bookedOn)
  const { vat: _vat, vatAmountMinor: _amount, vatBaseAmountMinor: _base, deductiblePpm: _deductiblePpm, ...kept } = line
  return [kept]
}

function checkLine(line: DraftLine, index: number, { vatCodes }: BooksFacts): FieldError[] {
  const at = (member: string, code: string, message: string): FieldError => ({
    pointer: `/lines/${index}/${member}`,
    code,
    message,
  })
  const errors: FieldError[] = []
  const { amountMinor, baseAmountMinor = 0n } = line
  if (amountMinor === 0n && baseAmountMinor === 0n) {
    errors.push(at('debit', 'journal_entry_invalid', 'A line needs a debit or a credit amount.'))
  }
  if ([amountMinor, baseAmountMinor].some((amount) => amount > AMOUNT_MAX_MINOR || -amount > AMOUNT_MAX_MINOR)) {
    errors.push(at('debit', 'journal_entry_invalid', 'The amount is larger than the books can hold.'))
  }
  if (line.currency !== undefined && !isCurrency(line.currency)) {
    errors.push(at('currency', 'journal_entry_invalid', 'The currency is three capital letters of ISO 4217.'))
  }
  const code = line.vatCode ? vatCodes.get(line.vatCode) : undefined
  if (line.vatCode && !code?.isActive) {
    errors.push(at('vatCode', 'vat_code_unknown', `VAT code ${line.vatCode} is not among the company's VAT codes.`))
  }
  if (line.vat && !line.vatCode) {
    errors.push(at('vatCode', 'vat_code_unknown', 'A line with a VAT treatment needs a VAT code.'))
  }
  if (line.opensItem && (amountMinor === 0n || line.vat)) {
    errors.push(at('opensItem', 'journal_entry_invalid', 'An open item has an amount, and no VAT treatment.'))
  }
  return errors
}

function assertBalanced(lines: readonly ValuedLine[], baseCurrency: Currency): void {
  const currencies = new Set(lines.map((line) => line.currency))
  const foreign = currencies.size === 1 ? lines[0]?.currency : undefined
  if (foreign && foreign !== baseCurrency) {
    assertZero(
      lines.map((line) => line.amountMinor),
      foreign,
    )
  }
  assertZero(
    lines.map((line) => line.baseAmountMinor),
    baseCurrency,
  )
}

function assertZero(amounts: readonly bigint[], currency: Currency): void {
  let debit = 0n
  let credit = 0n
  for (const amount of amounts) {
    if (amount > 0n) debit += amount
    else credit -= amount
  }
  if (debit === credit) return
  const [debits, credits] = [formatMinor(debit, currency), formatMinor(credit, currency)]
  const off = formatMinor(debit - credit, currency)
  fail(
    'journal_entry_unbalanced',
    `Debits are ${debits} ${currency} and credits ${credits}, ${off} apart. Where VAT is to be computed, give the line a vatTreatment.`,
    { members: { debit: debits, credit: credits, currency } },
  )
}
