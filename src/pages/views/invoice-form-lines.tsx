import type { FC } from 'hono/jsx'
import { say, type Word } from '../words.ts'
import type { InvoiceFormProps } from './invoice-form.tsx'

interface Column {
  readonly name: string
  readonly word: Word
  readonly isFigure?: boolean
}

const COLUMNS: readonly Column[] = [
  { name: 'description', word: 'description' },
  { name: 'quantity', word: 'quantity', isFigure: true },
  { name: 'unitPrice', word: 'unitPrice', isFigure: true },
  { name: 'discount', word: 'discount', isFigure: true },
]

/** What buyers ask for on a line, and most do not. */
const MORE: readonly Column[] = [
  { name: 'sellersItemId', word: 'itemNumber' },
  { name: 'orderLine', word: 'orderLine' },
  { name: 'accountingCost', word: 'accountingCost' },
  { name: 'note', word: 'lineNote' },
]

/** Units of UN/ECE Recommendation 20 that invoices are written in; another is kept where the draft has it. */
const UNITS: readonly (readonly [code: string, word: Word])[] = [
  ['EA', 'unitEach'],
  ['HUR', 'unitHour'],
  ['DAY', 'unitDay'],
  ['MON', 'unitMonth'],
  ['KGM', 'unitKilogram'],
  ['LTR', 'unitLitre'],
  ['MTR', 'unitMetre'],
  ['MTK', 'unitSquareMetre'],
  ['KMT', 'unitKilometre'],
]

export const LineRows: FC<InvoiceFormProps> = (props) => {
  const { lines, reader } = props
  return (
    <section class="card">
      <h2>{say(reader.locale, 'lines')}</h2>
      {Array.from({ length: lines }, (_, index) => (
        <Line {...props} index={index} />
      ))}
    </section>
  )
}

type RowProps = InvoiceFormProps & { index: number }

const Line: FC<RowProps> = (props) => {
  const { reader, form, index } = props
  const { locale } = reader
  const isUsed = MORE.some(({ name }) => (form[`${name}${index}`] ?? '') !== '')
  return (
    <fieldset class="line">
      <legend class="small">{index + 1}</legend>
      {COLUMNS.map((column) => (
        <Cell {...props} column={column} />
      ))}
      <Unit {...props} />
      <VatCode {...props} name={`vatCode${index}`} word="vatByItself" />
      <details open={isUsed}>
        <summary>{say(locale, 'moreOfLine')}</summary>
        <div class="fields">
          {MORE.map((column) => (
            <Cell {...props} column={column} />
          ))}
        </div>
      </details>
    </fieldset>
  )
}

const Cell: FC<RowProps & { column: Column }> = ({
  reader: { locale },
  form,
  index,
  column: { name, word, isFigure },
}) => (
  <label>
    {say(locale, word)}
    <input
      name={`${name}${index}`}
      value={form[`${name}${index}`] ?? ''}
      maxlength={500}
      {...(isFigure ? { inputmode: 'decimal' as const } : {})}
    />
  </label>
)

const Unit: FC<RowProps> = ({ reader: { locale }, form, index }) => {
  const chosen = form[`unit${index}`] || 'EA'
  const isOther = UNITS.every(([code]) => code !== chosen)
  return (
    <label>
      {say(locale, 'unit')}
      <select name={`unit${index}`}>
        {UNITS.map(([code, word]) => (
          <option value={code} selected={code === chosen}>
            {say(locale, word)}
          </option>
        ))}
        {isOther ? (
          <option value={chosen} selected>
            {chosen}
          </option>
        ) : null}
      </select>
    </label>
  )
}

const VatCode: FC<InvoiceFormProps & { name: string; word: Word }> = ({ reader, form, vatCodes, name, word }) => (
  <label>
    {say(reader.locale, 'vatCode')}
    <select name={name}>
      <option value="">{say(reader.locale, word)}</option>
      {vatCodes.map((one) => (
        <option value={one.code} selected={form[name] === one.code}>
          {one.code} {reader.locale === 'en' ? (one.nameEn ?? one.name) : one.name}
        </option>
      ))}
    </select>
  </label>
)

const ADJUSTMENT: readonly Column[] = [
  { name: 'reason', word: 'reason' },
  { name: 'percent', word: 'percent', isFigure: true },
  { name: 'amount', word: 'amountInstead', isFigure: true },
]

/** Allowances and charges of the whole invoice. */
export const AdjustmentRows: FC<InvoiceFormProps> = (props) => {
  const { adjustments, reader, form } = props
  const { locale } = reader
  return (
    <fieldset>
      <legend>{say(locale, 'wholeInvoice')}</legend>
      {Array.from({ length: adjustments }, (_, index) => (
        <fieldset class="line">
          <legend class="small">{index + 1}</legend>
          <label>
            {say(locale, 'adjustmentKind')}
            <select name={`kind${index}`}>
              {(['allowance', 'charge'] as const).map((kind) => (
                <option value={kind} selected={form[`kind${index}`] === kind}>
                  {say(locale, kind)}
                </option>
              ))}
            </select>
          </label>
          {ADJUSTMENT.map((column) => (
            <Cell {...props} index={index} column={column} />
          ))}
          <VatCode {...props} name={`adjustmentVat${index}`} word="vatOfLines" />
        </fieldset>
      ))}
    </fieldset>
  )
}
