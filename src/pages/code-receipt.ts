import { equals, isZero, multiply, parseDecimal, round } from '#src/kernel/decimal.ts'
import { readReceiptForm, type wireReceipt } from '#src/receipts/index.ts'
import { figure } from './figure.ts'

type WiredReceipt = ReturnType<typeof wireReceipt>
type Form = Readonly<Record<string, string>>
type Change = ReturnType<typeof readReceiptForm>

/** One row of the form: a line, a share of one, an allowance or charge, or a line that is not there yet. */
export interface CodingRow {
  /** "l1" is line 1, "a1" allowance or charge 1, "" a new line. Several rows of one line are its shares. */
  readonly key: string
  readonly description: string
  /** As it is written, in the figures of the reader. */
  readonly net: string
  /** A number, and what a browser puts behind it from the list. */
  readonly account: string
  readonly vatCode: string
  readonly dimensions: Readonly<Record<string, string>>
}

/** Lines of one receipt that a page codes; one with more is coded by the API. */
export const ROWS_MAX = 200

type Coded = Pick<WiredReceipt['lines'][number], 'account' | 'vatCode' | 'dimensions'>

const rowOf = (
  key: string,
  { account, vatCode, dimensions }: Coded,
  net: string | null,
  description: string | null,
) => ({
  key,
  description: description ?? '',
  net: net ?? '',
  account: account ?? '',
  vatCode: vatCode ?? '',
  dimensions,
})

export const NEW_ROW: CodingRow = { key: '', description: '', net: '', account: '', vatCode: '', dimensions: {} }

interface RatedCode {
  readonly code: string
  /** Percent, as decimal text. */
  readonly rate: string
}

/** The code whose rate gives the VAT that a receipt says as a whole, to the minor unit; none where no rate does. */
function codeOfTotals({ declared: { net, vat } }: WiredReceipt, codes: readonly RatedCode[]): string {
  const [base, said] = [parseDecimal(net ?? ''), parseDecimal(vat ?? '')]
  if (!base || !said || isZero(said)) return ''
  const isOfRate = ({ rate }: RatedCode) => {
    const percent = parseDecimal(rate)
    return percent && equals(round(multiply(multiply(base, percent), HUNDREDTH), said.scale), said)
  }
  return codes.find(isOfRate)?.code ?? ''
}

const HUNDREDTH = { units: 1n, scale: 2 }

/** The rows of a receipt as it is; one without lines begins with what it says as a whole. */
export function rowsOf(receipt: WiredReceipt, codes: readonly RatedCode[]): CodingRow[] {
  const { lines, adjustments, declared, origin } = receipt
  const own = lines.map((line, index) => rowOf(`l${index + 1}`, line, line.net, line.description))
  const others = adjustments.map((one, index) => rowOf(`a${index + 1}`, one, one.amount, one.reason))
  if (own.length > 0 || origin === 'einvoice') return [...own, ...others]
  const net = declared.net ?? declared.gross ?? declared.payable ?? ''
  return [{ ...NEW_ROW, net, vatCode: codeOfTotals(receipt, codes) }]
}

/** The rows as a form says them. */
export function rowsOfForm(form: Form): CodingRow[] {
  const count = Math.min(Number(form.rows) || 0, ROWS_MAX)
  const said = (name: string) => form[name]?.trim() ?? ''
  return Array.from({ length: count }, (_, index) => {
    const prefix = `dim${index}.`
    const dimensions = Object.entries(form).flatMap(([name, value]) =>
      name.startsWith(prefix) && value !== '' ? [[name.slice(prefix.length), value]] : [],
    )
    return {
      key: /^([la]\d{1,5})?$/.test(said(`key${index}`)) ? said(`key${index}`) : '',
      description: said(`description${index}`),
      net: said(`net${index}`),
      account: said(`account${index}`),
      vatCode: said(`vatCode${index}`),
      dimensions: Object.fromEntries(dimensions) as Record<string, string>,
    }
  })
}

/** The rows with one more: a new line, or with "split-2" another share of the line of row 2. */
export function withRow(rows: readonly CodingRow[], act: string): CodingRow[] {
  if (rows.length >= ROWS_MAX) return [...rows]
  const place = Number(/^split-(\d{1,3})$/.exec(act)?.[1] ?? Number.NaN)
  const row = rows[place]
  if (!row) return [...rows, NEW_ROW]
  const { key, description, vatCode, dimensions } = row
  return rows.toSpliced(place + 1, 0, { key, description, net: '', account: '', vatCode, dimensions })
}

/** What the rows change of the receipt, and which row each changed line of it is. */
export interface SaidCoding {
  /** Undefined when nothing is changed. */
  readonly change: Change | undefined
  readonly rowOfLine: readonly number[]
}

/** A row of which nothing is left is no share and no new line. */
const isEmpty = ({ net, account }: CodingRow): boolean => net === '' && account === ''

/** What a person has changed in the rows. What they left stays, with where it came from. Fails with `request_invalid`. */
export function codingOf(receipt: WiredReceipt, rows: readonly CodingRow[]): SaidCoding {
  const shares = Map.groupBy(rows, ({ key }) => key)
  const isShare = ({ key }: CodingRow) =>
    key !== '' && (shares.get(key)?.filter((row) => !isEmpty(row)).length ?? 0) > 1
  const lines: object[] = []
  const adjustments: object[] = []
  const rowOfLine: number[] = []
  let added = receipt.lines.length
  rows.forEach((row, index) => {
    if (row.key.startsWith('a')) {
      const adjustment = Number(row.key.slice(1))
      const said = changed(receipt.adjustments[adjustment - 1], row)
      if (said) adjustments.push({ adjustment, ...said })
      return
    }
    const line = row.key === '' ? undefined : receipt.lines[Number(row.key.slice(1)) - 1]
    const said = line ? changedLine(receipt, line, row, isShare(row)) : isEmpty(row) ? undefined : wholeOf(row)
    if (!said) return
    if (!line) added += 1
    lines.push({ lineNumber: line ? Number(row.key.slice(1)) : added, ...said })
    rowOfLine.push(index)
  })
  const isNothing = lines.length === 0 && adjustments.length === 0
  const body = { ...(lines.length > 0 ? { lines } : {}), ...(adjustments.length > 0 ? { adjustments } : {}) }
  return { change: isNothing ? undefined : readReceiptForm(body), rowOfLine }
}

const numberOf = (account: string): string | null => account.split(/\s/)[0] || null

const codingOfRow = ({ account, vatCode, dimensions }: CodingRow) => ({
  account: numberOf(account),
  vatCode: vatCode || null,
  dimensions,
})

const wholeOf = (row: CodingRow) => ({
  ...codingOfRow(row),
  ...(row.net === '' ? {} : { net: figure(row.net) }),
  ...(row.description === '' ? {} : { description: row.description }),
})

function changedLine(receipt: WiredReceipt, line: WiredReceipt['lines'][number], row: CodingRow, isShare: boolean) {
  const { description: _text, ...share } = wholeOf(row)
  if (isShare) return isEmpty(row) ? undefined : share
  const coding = changed(line, row)
  if (receipt.origin === 'einvoice' || row.net === '') return coding
  const [said, before] = [parseDecimal(figure(row.net)), line.net === null ? undefined : parseDecimal(line.net)]
  const isSame = said && before && equals(said, before)
  return isSame ? coding : { ...coding, net: figure(row.net) }
}

/** The parts of a coding that are not as they were; undefined when all are. */
function changed(before: Coded | undefined, row: CodingRow): object | undefined {
  if (!before) return undefined
  const { account, vatCode, dimensions } = codingOfRow(row)
  const parts = {
    ...(account === before.account ? {} : { account }),
    ...(vatCode === before.vatCode ? {} : { vatCode }),
    ...(isSameMap(dimensions, before.dimensions) ? {} : { dimensions }),
  }
  return Object.keys(parts).length > 0 ? parts : undefined
}

const isSameMap = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => b[name] === value)
