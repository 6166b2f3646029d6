import type { FC } from 'hono/jsx'
import type { Problem } from '#src/kernel/problem.ts'
import type { Party } from '#src/parties/index.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import { Frame } from './layout.tsx'
import { Refusal } from './parts.tsx'

type Form = Readonly<Record<string, string>>

interface VatChoice {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
}

interface NewInvoiceProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly customers: readonly Pick<Party, 'id' | 'name'>[]
  readonly vatCodes: readonly VatChoice[]
  /** What was written before. */
  readonly form: Form
  /** Lines that the form has room for. */
  readonly lines: number
  readonly problem: Problem | undefined
}

/** A draft by a form that works without any script. */
export const NewInvoicePage: FC<NewInvoiceProps> = (props) => {
  const { reader, waiting, customers, form, lines, problem } = props
  const { locale } = reader
  return (
    <Frame title={say(locale, 'newInvoice')} reader={reader} section="invoices" waiting={waiting}>
      <div class="head">
        <h1>{say(locale, 'newInvoice')}</h1>
      </div>
      {problem ? <Refusal locale={locale} problem={problem} /> : null}
      {customers.length === 0 ? <p class="note">{say(locale, 'customerFirst')}</p> : null}
      <CommandForm
        reader={reader}
        action="/invoices/new"
        hasFiles
        hidden={{ lines, attachments: form.attachments ?? '' }}
      >
        <div class="fields card">
          <label>
            {say(locale, 'customer')}
            <select name="customer" required>
              <option value="" />
              {customers.map(({ id, name }) => (
                <option value={id} selected={form.customer === id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <Field {...props} name="dueOn" word="dueOn" type="date" />
          <Field {...props} name="buyerReference" word="buyerReference" />
          <Field {...props} name="orderReference" word="orderReference" />
          <Field {...props} name="note" word="noteToCustomer" />
          <label>
            {say(locale, 'filesAlong')}
            <input type="file" name="file" accept="application/pdf,image/png,image/jpeg" multiple />
            {form.attachments ? (
              <span class="small">
                {say(locale, 'filesKept')}: {form.attachments.split(' ').length}
              </span>
            ) : null}
          </label>
        </div>
        <Lines {...props} />
        <p class="links">
          <button class="act main" type="submit" name="act" value="keep">
            {say(locale, 'keepDraft')}
          </button>
          <button class="act" type="submit" name="act" value="more" formnovalidate>
            {say(locale, 'moreLines')}
          </button>
        </p>
      </CommandForm>
    </Frame>
  )
}

const Field: FC<NewInvoiceProps & { name: string; word: Word; type?: string }> = ({
  reader: { locale },
  form,
  name,
  word,
  type = 'text',
}) => (
  <label>
    {say(locale, word)}
    <input name={name} type={type} value={form[name] ?? ''} maxlength={1000} />
  </label>
)

const COLUMNS = [
  { name: 'description', word: 'description', isFigure: false },
  { name: 'quantity', word: 'quantity', isFigure: true },
  { name: 'unitPrice', word: 'unitPrice', isFigure: true },
  { name: 'discount', word: 'discount', isFigure: true },
] as const

const Lines: FC<NewInvoiceProps> = (props) => {
  const { lines, reader } = props
  const { locale } = reader
  return (
    <section class="card">
      <h2>{say(locale, 'lines')}</h2>
      {Array.from({ length: lines }, (_, index) => (
        <Line {...props} index={index} />
      ))}
    </section>
  )
}

const Line: FC<NewInvoiceProps & { index: number }> = ({ reader: { locale }, form, vatCodes, index }) => (
  <fieldset class="line">
    <legend class="small">{index + 1}</legend>
    {COLUMNS.map(({ name, word, isFigure }) => (
      <label>
        {say(locale, word)}
        <input
          name={`${name}${index}`}
          value={form[`${name}${index}`] ?? ''}
          maxlength={500}
          {...(isFigure ? { inputmode: 'decimal' as const } : {})}
        />
      </label>
    ))}
    <label>
      {say(locale, 'vatCode')}
      <select name={`vatCode${index}`}>
        <option value="">{say(locale, 'vatByItself')}</option>
        {vatCodes.map(({ code, name, nameEn }) => (
          <option value={code} selected={form[`vatCode${index}`] === code}>
            {code} {locale === 'en' ? (nameEn ?? name) : name}
          </option>
        ))}
      </select>
    </label>
  </fieldset>
)
