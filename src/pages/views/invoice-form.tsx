import type { FC } from 'hono/jsx'
import type { Problem } from '#src/kernel/problem.ts'
import type { Party } from '#src/parties/index.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import { AdjustmentRows, LineRows } from './invoice-form-lines.tsx'
import { Frame } from './layout.tsx'
import { Refusal } from './refusal.tsx'

export interface InvoiceFormProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly customers: readonly Pick<Party, 'id' | 'name'>[]
  readonly vatCodes: readonly { readonly code: string; readonly name: string; readonly nameEn: string | null }[]
  /** What was written before. */
  readonly form: Readonly<Record<string, string>>
  /** Of the draft that is changed; undefined for a new one. */
  readonly invoiceId: string | undefined
  /** What the form has room for. */
  readonly lines: number
  readonly adjustments: number
  readonly problem: Problem | undefined
}

/** A draft by a form that works without any script. */
export const InvoiceFormPage: FC<InvoiceFormProps> = (props) => {
  const { reader, waiting, form, lines, adjustments, problem, invoiceId, customers } = props
  const { locale } = reader
  const title = say(locale, invoiceId === undefined ? 'newInvoice' : 'changeDraft')
  const { attachments = '', seenVersion = '' } = form
  return (
    <Frame title={title} reader={reader} section="invoices" waiting={waiting}>
      <div class="head">
        <h1>{title}</h1>
      </div>
      {problem ? <Refusal locale={locale} problem={problem} /> : null}
      {customers.length === 0 ? <p class="note">{say(locale, 'customerFirst')}</p> : null}
      <CommandForm
        reader={reader}
        action={invoiceId === undefined ? '/invoices/new' : `/invoices/${invoiceId}/edit`}
        hasFiles
        hidden={{ lines, adjustments, attachments, seenVersion }}
      >
        <Head {...props} />
        <LineRows {...props} />
        <More {...props} />
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

const Head: FC<InvoiceFormProps> = (props) => {
  const { customers, form, reader } = props
  const { locale } = reader
  return (
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
      <Field {...props} name="issuedOn" word="issuedOn" type="date" />
      <Field {...props} name="dueOn" word="dueOn" type="date" />
      <Field {...props} name="deliveredOn" word="deliveredOn" type="date" />
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
  )
}

/** By groups: what most invoices do without. */
const GROUPS: readonly (readonly [
  heading: Word,
  fields: readonly (readonly [name: string, word: Word, type?: string])[],
])[] = [
  [
    'addressOfCustomer',
    [
      ['street', 'street'],
      ['postalCode', 'postalCode'],
      ['city', 'city'],
      ['country', 'countryCode'],
    ],
  ],
  [
    'references',
    [
      ['contractReference', 'contractReference'],
      ['projectReference', 'projectReference'],
      ['accountingCost', 'accountingCost'],
      ['salesOrderReference', 'salesOrderReference'],
      ['despatchAdviceReference', 'despatchAdviceReference'],
      ['receivingAdviceReference', 'receivingAdviceReference'],
      ['tenderReference', 'tenderReference'],
      ['periodFrom', 'periodFrom', 'date'],
      ['periodTo', 'periodTo', 'date'],
    ],
  ],
  [
    'deliveredTo',
    [
      ['deliveryName', 'deliveryName'],
      ['deliveryStreet', 'street'],
      ['deliveryPostalCode', 'postalCode'],
      ['deliveryCity', 'city'],
      ['deliveryCountry', 'countryCode'],
    ],
  ],
  [
    'payment',
    [
      ['currency', 'currencyCode'],
      ['paymentTerms', 'paymentTerms'],
      ['payeeName', 'payeeName'],
      ['payeeNumber', 'organisationNumber'],
      ['payeeAccount', 'bankAccount'],
    ],
  ],
]

/** Open where something of it is filled in, or refused. */
const More: FC<InvoiceFormProps> = (props) => {
  const { reader, form } = props
  const { locale } = reader
  // Every draft has a currency.
  const names = GROUPS.flatMap(([, fields]) => fields.map(([name]) => name)).filter((name) => name !== 'currency')
  const isUsed = [...names, 'amount0', 'percent0'].some((name) => (form[name] ?? '') !== '') || props.problem
  return (
    <details class="card" open={Boolean(isUsed)}>
      <summary>{say(locale, 'moreOfInvoice')}</summary>
      <AdjustmentRows {...props} />
      {GROUPS.map(([heading, fields]) => (
        <fieldset>
          <legend>{say(locale, heading)}</legend>
          <div class="fields">
            {fields.map(([name, word, type]) => (
              <Field {...props} name={name} word={word} {...(type ? { type } : {})} />
            ))}
          </div>
        </fieldset>
      ))}
    </details>
  )
}

const Field: FC<InvoiceFormProps & { name: string; word: Word; type?: string }> = ({
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
