import type { Coding, ReceiptLine } from './receipt.ts'

/** What is known when the lines of a new receipt are coded. */
export interface CodingKnowledge {
  /** Accounting cost (BT-133, else BT-19) that the document names for each line; null = none. */
  readonly costs: readonly (string | null)[]
  /** Accounts in use, among those that may come into question. */
  readonly accounts: ReadonlySet<string>
  readonly supplier: {
    readonly defaultAccount: string | null
    readonly defaultVatCode: string | null
    readonly defaultDimensions: Readonly<Record<string, string>>
  } | null
  /** How the supplier's last receipt was coded. */
  readonly history: Pick<Coding, 'account' | 'dimensions'> | null
  /** VAT code of the company for the line's category and rate; null = it has none. */
  readonly vatCodeOf: (line: ReceiptLine) => string | null
}

/**
 * Codes the lines, each from the first source that knows an account in use: the document's own accounting cost, the
 * supplier's settings, the supplier's last receipt. What a line has already is kept. Allowances and charges get a VAT
 * code only: they follow the lines of their VAT rate unless a person gives them an account.
 */
export const codeLines = (lines: readonly ReceiptLine[], knowledge: CodingKnowledge): ReceiptLine[] =>
  lines.map((line, place) => ({
    ...line,
    ...(line.role === 'line' && line.account === null ? accountOf(place, knowledge) : {}),
    vatCode: line.vatCode ?? vatCodeOf(line, knowledge),
  }))

type Place = Pick<Coding, 'account' | 'dimensions' | 'codedBy'>

function accountOf(place: number, { costs, accounts, supplier, history }: CodingKnowledge): Place | object {
  const dimensions = supplier?.defaultDimensions ?? {}
  const cost = costs[place]
  if (cost && accounts.has(cost)) return { account: cost, dimensions, codedBy: 'document' }
  const account = supplier?.defaultAccount
  if (account && accounts.has(account)) return { account, dimensions, codedBy: 'supplier' }
  if (history?.account && accounts.has(history.account)) {
    return { account: history.account, dimensions: { ...history.dimensions, ...dimensions }, codedBy: 'history' }
  }
  return Object.keys(dimensions).length > 0 ? { dimensions } : {}
}

/** A code set for the supplier is for what carries VAT; a line without VAT is coded by what the document says of it. */
function vatCodeOf(line: ReceiptLine, { supplier, vatCodeOf: proposed }: CodingKnowledge): string | null {
  const carriesVat = line.vatRate !== null && line.vatRate.units !== 0n
  const preset = supplier?.defaultVatCode ?? null
  return carriesVat || line.vatCategory === null ? (preset ?? proposed(line)) : (proposed(line) ?? preset)
}
