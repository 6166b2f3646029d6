import { type BookDate, parseBookDate } from '#src/kernel/book-date.ts'
import { isCurrency } from '#src/kernel/currency.ts'
import { type Decimal, parseDecimal } from '#src/kernel/decimal.ts'
import { type Money, money, toMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import type { Moment } from '../statement.ts'
import '../statement.problems.ts'

type Node = XmlElement | undefined

/** The first element at a path of local names: one reader serves every version, whatever its namespace. */
export function at(node: Node, ...path: string[]): Node {
  let found = node
  for (const local of path) {
    found = found?.children.find((child) => child.local === local)
    if (!found) return undefined
  }
  return found
}

export const all = (node: Node, local: string): XmlElement[] =>
  node ? node.children.filter((child) => child.local === local) : []

/** Trimmed text at the path; null when absent or empty. */
export const text = (node: Node, ...path: string[]): string | null => at(node, ...path)?.text.trim() || null

/** The first of several paths that has text: the names that the same fact had in different versions. */
export function firstText(node: Node, ...paths: readonly string[][]): string | null {
  for (const path of paths) {
    const found = text(node, ...path)
    if (found !== null) return found
  }
  return null
}

/** A decimal; some banks write a comma, which no ISO amount may hold otherwise. */
export const decimalOf = (written: string): Decimal | undefined => parseDecimal(written.replace(',', '.'))

/** The amount of an element with its Ccy attribute, unsigned, in minor units (finer decimals are rounded). */
export function moneyOf(node: Node): Money | null {
  if (!node) return null
  const currency = node.attributes.Ccy ?? ''
  const value = decimalOf(node.text.trim())
  if (!value) return refuse(node, `"${node.text.trim().slice(0, 40)}" is no amount`)
  if (!isCurrency(currency)) return refuse(node, 'the amount has no currency (attribute Ccy)')
  return money(toMinor(value, currency), currency)
}

export const signed = (amount: Money, direction: 'credit' | 'debit'): Money =>
  direction === 'debit' ? money(-amount.amountMinor, amount.currency) : amount

export function directionOf(node: Node, ...path: string[]): 'credit' | 'debit' | null {
  const code = text(node, ...path)
  if (code === 'CRDT') return 'credit'
  return code === 'DBIT' ? 'debit' : null
}

/**
 * A date, a date and time, or an element that chooses between them (Dt, DtTm). Null also when the text is no date:
 * banks do write such things ("1"), and an entry without a date is told as an exception, not refused.
 */
export function momentOf(node: Node): Moment | null {
  const written = firstText(node, [], ['DtTm'], ['Dt'])
  return written === null ? null : (parseMoment(written) ?? null)
}

const TIME = /^T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/

export function parseMoment(written: string): Moment | undefined {
  const on: BookDate | undefined = parseBookDate(written.slice(0, 10))
  const rest = written.slice(10)
  if (!on) return undefined
  // xs:date may carry a zone ("2014-12-31+01:00"); it says nothing about the calendar date.
  if (/^(Z|[+-]\d{2}:\d{2})?$/.test(rest)) return { on, at: null }
  const zone = TIME.exec(rest)
  if (!zone) return undefined
  const instant = new Date(zone[2] === undefined ? `${written}Z` : written)
  return Number.isNaN(instant.getTime()) ? undefined : { on, at: instant.toISOString() }
}

export function refuse(node: XmlElement, what: string): never {
  return fail('statement_invalid', `Line ${node.line}, ${node.local}: ${what}.`)
}
