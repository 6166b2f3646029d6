import type { FC } from 'hono/jsx'
import { DELIVERY_SETTINGS, SELLER_SETTINGS, TEMPLATE_SETTINGS } from '#src/invoices/index.ts'
import type { Problem } from '#src/kernel/problem.ts'
import { queryOf, type SettingsForm } from '../invoice-settings-form.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import { Frame } from './layout.tsx'
import { ORDERS } from './reach.tsx'
import { Refusal } from './refusal.tsx'

export interface InvoiceSettingsProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly form: SettingsForm
  /** The settings have just been kept. */
  readonly isKept: boolean
  readonly problem: Problem | undefined
}

/** Look, seller and ways of the company's invoices beside a sample of one; a reader who may not change them sees that. */
export const InvoiceSettingsPage: FC<InvoiceSettingsProps> = (props) => {
  const { reader, waiting, isKept, problem } = props
  const { locale } = reader
  return (
    <Frame title={say(locale, 'invoiceSettings')} reader={reader} section="invoices" waiting={waiting}>
      <div class="head">
        <h1>{say(locale, 'invoiceSettings')}</h1>
      </div>
      {isKept ? (
        <p class="note" role="status">
          {say(locale, 'settingsKept')}
        </p>
      ) : null}
      {problem ? <Refusal locale={locale} problem={problem} /> : null}
      <div class="beside">
        {reader.call.actor.scopes.has('companies:write') ? (
          <Form {...props} />
        ) : (
          <p class="soft">{say(locale, 'ownersOnly')}</p>
        )}
        <Preview {...props} />
      </div>
    </Frame>
  )
}

const Form: FC<InvoiceSettingsProps> = (props) => {
  const { locale, companyId } = props.reader
  return (
    <CommandForm
      reader={props.reader}
      action="/invoices/settings"
      hasFiles
      preview={`/c/${companyId}/invoices/template`}
    >
      <Look {...props} />
      <Seller {...props} />
      <section class="card">
        <h2>{say(locale, 'goesBy')}</h2>
        <Choice {...props} name={DELIVERY_SETTINGS.channels} word="reachOrder" choices={ORDERS} />
      </section>
      <p class="links">
        <button class="act main" type="submit" name="act" value="keep">
          {say(locale, 'keep')}
        </button>
        <button class="act" type="submit" name="act" value="preview" formnovalidate>
          {say(locale, 'lookFirst')}
        </button>
      </p>
    </CommandForm>
  )
}

const Look: FC<InvoiceSettingsProps> = (props) => {
  const { form } = props
  const { locale } = props.reader
  const logo = form[TEMPLATE_SETTINGS.logo] ?? ''
  return (
    <section class="card">
      <h2>{say(locale, 'template')}</h2>
      <div class="fields">
        <label>
          {say(locale, 'logo')}
          <input type="file" name="logo" accept="image/png,image/jpeg,image/tiff" />
        </label>
        <input type="hidden" name={TEMPLATE_SETTINGS.logo} value={logo} />
        {logo === '' ? null : (
          <label class="choice">
            <input type="checkbox" name="withoutLogo" value="1" /> {say(locale, 'withoutLogo')}
          </label>
        )}
        <Text {...props} name={TEMPLATE_SETTINGS.colour} word="colour" placeholder="#0b5d4c" />
        <Choice {...props} name={TEMPLATE_SETTINGS.language} word="language" choices={LANGUAGES} />
      </div>
      <label>
        {say(locale, 'footer')}
        <textarea name={TEMPLATE_SETTINGS.footer} rows={3} maxlength={600}>
          {form[TEMPLATE_SETTINGS.footer] ?? ''}
        </textarea>
      </label>
    </section>
  )
}

type Choices = readonly (readonly [string, Word])[]
const LANGUAGES: Choices = [
  ['', 'ofCountry'],
  ['nb', 'norwegian'],
  ['en', 'english'],
]
const REGISTERED: Choices = [
  ['', 'notSaid'],
  ['yes', 'yes'],
  ['no', 'no'],
]
const STATES: Choices = [
  ['', 'byLegalForm'],
  ['yes', 'yes'],
  ['no', 'no'],
]
const KID: Choices = [
  ['', 'mod10'],
  ['mod11', 'mod11'],
]

const Seller: FC<InvoiceSettingsProps> = (props) => (
  <section class="card">
    <h2>{say(props.reader.locale, 'seller')}</h2>
    <div class="fields">
      <Text {...props} name={SELLER_SETTINGS.street} word="street" autocomplete="address-line1" />
      <Text {...props} name={SELLER_SETTINGS.additionalStreet} word="moreAddress" autocomplete="address-line2" />
      <Text {...props} name={SELLER_SETTINGS.postalCode} word="postalCode" autocomplete="postal-code" />
      <Text {...props} name={SELLER_SETTINGS.city} word="city" autocomplete="address-level2" />
      <Text {...props} name={SELLER_SETTINGS.email} word="email" autocomplete="email" />
      <Text {...props} name={SELLER_SETTINGS.contact} word="sellerContact" autocomplete="name" />
      <Text {...props} name={SELLER_SETTINGS.phone} word="sellerPhone" autocomplete="tel" />
      <Text {...props} name={SELLER_SETTINGS.bankAccount} word="bankAccount" />
      <Choice {...props} name={SELLER_SETTINGS.isVatRegistered} word="vatRegistered" choices={REGISTERED} />
      <Text {...props} name={SELLER_SETTINGS.vatNumber} word="vatNumberElse" />
      <Text {...props} name={SELLER_SETTINGS.endpoint} word="endpointElse" placeholder="0192:991825827" />
      <Choice {...props} name={SELLER_SETTINGS.isInForetaksregisteret} word="foretaksregisteret" choices={STATES} />
      <Choice {...props} name={SELLER_SETTINGS.kidMethod} word="kidMethod" choices={KID} />
    </div>
  </section>
)

type FieldProps = InvoiceSettingsProps & { name: string; word: Word }

const Text: FC<FieldProps & { placeholder?: string; autocomplete?: string }> = ({
  reader: { locale },
  form,
  name,
  word,
  placeholder,
  autocomplete = 'off',
}) => (
  <label>
    {say(locale, word)}
    <input
      name={name}
      value={form[name] ?? ''}
      maxlength={200}
      autocomplete={autocomplete}
      {...(placeholder === undefined ? {} : { placeholder })}
    />
  </label>
)

const Choice: FC<FieldProps & { choices: Choices }> = ({ reader: { locale }, form, name, word, choices }) => (
  <label>
    {say(locale, word)}
    <select name={name}>
      {choices.map(([value, text]) => (
        <option value={value} selected={value === (form[name] ?? '')}>
          {say(locale, text)}
        </option>
      ))}
    </select>
  </label>
)

/** A sample invoice, drawn on the server; a script asks for it again while somebody types. */
const Preview: FC<InvoiceSettingsProps> = ({ reader: { locale, companyId }, form, problem }) => {
  const query = problem ? '' : `?${queryOf(form)}`
  const href = `/c/${companyId}/invoices/template`
  return (
    <section class="original" id="preview">
      <h2>{say(locale, 'preview')}</h2>
      <div class="sheet">
        <img src={`${href}/page${query}`} alt={say(locale, 'previewAlt')} width={1000} height={1414} />
      </div>
      <p class="note" role="status" hidden>
        {say(locale, 'noPreview')}
      </p>
      <p class="small">
        <a href={`${href}${query}`}>{say(locale, 'previewPdf')}</a>
      </p>
    </section>
  )
}
