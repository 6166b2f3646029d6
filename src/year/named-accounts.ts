import type { Invoice } from '#src/documents/einvoice/index.ts'
import type { ReadFile, YearFolder } from './year-folder.ts'

/** An account that invoices name as their accounting cost. */
export interface NamedAccount {
  readonly number: string
  readonly name: string
  readonly type: 'expense' | 'income'
  /** The first file that names it. */
  readonly file: string
}

/** Numbers that a chart takes; free text in an invoice's accounting cost is none. */
const NUMBER = /^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$/
const NAMES = 2
const NAME_MAX = 200

/**
 * The accounts that the invoices name (BT-133, BT-19), in the order of their numbers. Their names in the sender's chart
 * are not known, so an account of costs is called after the suppliers, one of sales after what was sold.
 */
export function namedAccounts({ purchases, sales }: YearFolder): NamedAccount[] {
  const bought = gather(purchases, ({ supplier }) => supplier.name)
  const sold = gather(sales, ({ lines: [line] }) => line?.description)
  const named = [
    ...[...sold].map(([number, facts]) => account(number, 'income', 'Sales', facts)),
    ...[...bought]
      .filter(([number]) => !sold.has(number))
      .map(([number, facts]) => account(number, 'expense', 'Purchases', facts)),
  ]
  return named.sort((a, b) => a.number.localeCompare(b.number))
}

export const costsOf = ({ lines, accountingCost }: Invoice): (string | undefined)[] =>
  lines.map((line) => line.accountingCost ?? accountingCost)

interface Facts {
  readonly words: Set<string>
  readonly file: string
}

function gather(
  files: readonly ReadFile<Invoice>[],
  wordOf: (invoice: Invoice) => string | undefined,
): Map<string, Facts> {
  const found = new Map<string, Facts>()
  for (const { name, content } of files) {
    for (const number of costsOf(content)) {
      if (number === undefined || !NUMBER.test(number)) continue
      const facts = found.get(number) ?? { words: new Set<string>(), file: name }
      const word = wordOf(content)
      if (word !== undefined) facts.words.add(word)
      found.set(number, facts)
    }
  }
  return found
}

function account(number: string, type: NamedAccount['type'], what: string, { words, file }: Facts): NamedAccount {
  const all = [...words]
  const others = all.length > NAMES ? ` and ${all.length - NAMES} more` : ''
  const name = `${what}: ${all.slice(0, NAMES).join(', ') || number}${others}`
  return { number, type, file, name: name.slice(0, NAME_MAX) }
}
