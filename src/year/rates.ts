import type { StatementTransaction } from '#src/bank/formats/index.ts'
import { transactionsOf } from '#src/bank/formats/index.ts'
import {
  abs,
  compare,
  type Decimal,
  decimal,
  divide,
  equals,
  formatShort,
  multiply,
  subtract,
} from '#src/kernel/decimal.ts'
import { fromMinor } from '#src/kernel/money.ts'
import type { YearFolder } from './year-folder.ts'

/** A rate to book by: `amount` units of the currency are worth `baseAmount` of the base currency from a date on. */
export interface BankRate {
  readonly currency: string
  readonly validFrom: string
  readonly amount: string
  readonly baseAmount: string
  readonly source: string
}

interface Seen {
  readonly currency: string
  readonly on: string
  readonly isOut: boolean
  readonly rate: Quote
  readonly source: string
}

interface Quote {
  readonly amount: Decimal
  readonly baseAmount: Decimal
}

/**
 * The rates at which the bank exchanged, as its statements say, for the currencies that the invoices are in: the rate
 * of payments that went out where there are such, since that is what an invoice costs. The first one is carried back
 * to the first invoice in the currency; each later one counts from the day it was used.
 */
export function ratesOf(year: YearFolder, baseCurrency: string): BankRate[] {
  const firstIssued = new Map<string, string>()
  for (const { content } of [...year.purchases, ...year.sales]) {
    const { currency, issuedOn } = content
    if (currency === undefined || issuedOn === undefined || currency === baseCurrency) continue
    const before = firstIssued.get(currency)
    if (before === undefined || issuedOn < before) firstIssued.set(currency, issuedOn)
  }
  const seen = year.statements.flatMap(({ name, content }) =>
    content.statements.flatMap((statement) =>
      transactionsOf(statement).flatMap((transaction) => seenIn(name, transaction, baseCurrency)),
    ),
  )
  return [...firstIssued].flatMap(([currency, first]) => {
    const own = seen.filter((one) => one.currency === currency)
    const out = own.filter(({ isOut }) => isOut)
    return changesOf(out.length > 0 ? out : own, first)
  })
}

function changesOf(seen: readonly Seen[], firstIssued: string): BankRate[] {
  const inOrder = [...seen].sort((a, b) => a.on.localeCompare(b.on))
  const changes = inOrder.filter((one, index) => {
    const before = inOrder[index - 1]
    return before === undefined || !isSame(before.rate, one.rate)
  })
  return changes.map(({ currency, on, rate, source }, index) => ({
    currency,
    validFrom: index === 0 && firstIssued < on ? firstIssued : on,
    amount: formatShort(rate.amount),
    baseAmount: formatShort(rate.baseAmount),
    source,
  }))
}

const isSame = (a: Quote, b: Quote): boolean =>
  equals(multiply(a.amount, b.baseAmount), multiply(b.amount, a.baseAmount))

function seenIn(file: string, transaction: StatementTransaction, baseCurrency: string): Seen[] {
  const { amount: booked, exchange, bookedOn, valueOn } = transaction
  const on = bookedOn ?? valueOn
  const foreign = [exchange?.instructed, exchange?.counterValue, exchange?.transaction].find(
    (one) => one && one.currency !== baseCurrency && one.amountMinor !== 0n,
  )
  if (!foreign || on === null || booked.currency !== baseCurrency || booked.amountMinor === 0n) return []
  const paid = abs(fromMinor(booked.amountMinor, baseCurrency))
  const bought = abs(fromMinor(foreign.amountMinor, foreign.currency))
  const rate = quoteOf(bought, paid, exchange?.rate?.rate ?? null)
  const source = `Bank statement ${file}, entry ${transaction.entryReference ?? transaction.bankReference ?? ''}`.trim()
  return [{ currency: foreign.currency, on, isOut: booked.amountMinor < 0n, rate, source }]
}

const ONE = decimal('1')
const HUNDRED = decimal('100')
/** How far the rate that a statement writes may be from what its two amounts give, to be the rate of these amounts. */
const TOLERANCE = decimal('0.01')
const PRECISION = 10

/**
 * Banks write the rate in either direction, and for one unit or for a hundred: the reading that gives the amounts is
 * the one that is meant. Where none does, or none is written, the two amounts are the rate.
 */
function quoteOf(bought: Decimal, paid: Decimal, written: Decimal | null): Quote {
  const amounts = { amount: bought, baseAmount: paid }
  if (written === null || written.units <= 0n) return amounts
  const readings: Quote[] = [
    { amount: written, baseAmount: ONE },
    { amount: ONE, baseAmount: written },
    { amount: HUNDRED, baseAmount: written },
    { amount: written, baseAmount: HUNDRED },
  ]
  const error = ({ amount, baseAmount }: Quote): Decimal => {
    const given = divide(multiply(bought, baseAmount), amount, PRECISION)
    return divide(abs(subtract(given, paid)), paid, PRECISION)
  }
  const [best] = readings.sort((a, b) => compare(error(a), error(b)))
  return best && compare(error(best), TOLERANCE) <= 0 ? best : amounts
}
