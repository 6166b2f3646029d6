import type { Child, FC } from 'hono/jsx'
import type { FieldName } from '#src/documents/reading/fields/index.ts'
import type { IntakeView } from '#src/intake/index.ts'
import { formatDate, formatInstant } from '#src/kernel/figures.ts'
import type { Locale } from '#src/kernel/locale.ts'
import { readFieldsOf } from '../read-fields.ts'
import { say } from '../words.ts'
import { Fact } from './layout.tsx'
import { ReadFrom, WORD_OF_FIELD } from './original.tsx'
import { Amount, EntryFact, Facts } from './parts.tsx'
import type { ReceiptProps } from './receipt.tsx'

/** One click to all that is known of the supplier. */
const SupplierLink: FC<ReceiptProps> = ({ reader: { companyId, call }, receipt: { supplier } }) => {
  const isLinked = supplier.partyId !== null && call.actor.scopes.has('parties:read')
  return isLinked ? (
    <a href={`/c/${companyId}/parties/${supplier.partyId}`}>{supplier.name}</a>
  ) : (
    <span>{supplier.name}</span>
  )
}

interface FactsProps extends ReceiptProps {
  /** How it came in; undefined for one that was written by hand. */
  readonly intake: IntakeView | undefined
}

/** What the receipt says of itself, each with where it was read; and one click to what it led to. */
export const ReceiptFacts: FC<FactsProps> = ({ reader, receipt, intake }) => {
  const { locale } = reader
  const read = readFieldsOf(receipt)
  const { supplier, number, issuedOn, dueOn, currency, paymentReference, bankAccount } = receipt
  const shown: readonly (readonly [FieldName, Child])[] = [
    ['issuer', supplier.name ? <SupplierLink reader={reader} receipt={receipt} /> : null],
    ['organisationNumber', supplier.organisationNumber],
    ['number', number],
    ['issuedOn', formatDate(issuedOn, locale)],
    ['dueOn', formatDate(dueOn, locale)],
    ['currency', currency],
    ['paymentReference', paymentReference],
    ['account', bankAccount],
  ]
  return (
    <Facts>
      {shown.map(([name, value]) => (
        <Fact locale={locale} word={WORD_OF_FIELD[name]} field={name}>
          {value || read.has(name) ? (
            <>
              {value}
              <ReadFrom reader={reader} field={read.get(name)} />
            </>
          ) : null}
        </Fact>
      ))}
      <Links reader={reader} receipt={receipt} intake={intake} />
    </Facts>
  )
}

const Links: FC<FactsProps> = ({ reader, reader: { locale, companyId, call }, receipt, intake }) => (
  <>
    <Fact locale={locale} word="cameIn">
      {intake ? (
        <a href={`/c/${companyId}/intakes/${intake.id}`}>
          {intake.sender ?? intake.receivedBy.name}, {formatInstant(intake.receivedAt, locale, call.timeZone)}
        </a>
      ) : null}
    </Fact>
    <EntryFact reader={reader} entryId={receipt.journalEntryId} />
    <Fact locale={locale} word="approval">
      {receipt.approvalId ? (
        <a href={`/c/${companyId}/approvals/${receipt.approvalId}`}>{say(locale, 'openApproval')}</a>
      ) : null}
    </Fact>
    <Fact locale={locale} word="officialRules">
      {receipt.origin === 'einvoice' && receipt.documentId && call.actor.scopes.has('documents:read') ? (
        <a href={`/c/${companyId}/documents/${receipt.documentId}/rules`}>{say(locale, 'openRules')}</a>
      ) : null}
    </Fact>
    <Fact locale={locale} word="retention">
      {receipt.documentId && call.actor.scopes.has('documents:read') ? (
        <a href={`/c/${companyId}/retention?kind=document&target=${receipt.documentId}`}>{say(locale, 'placeHold')}</a>
      ) : null}
    </Fact>
  </>
)

const SUMS = ['net', 'vat', 'gross', 'payable'] as const

/** What the lines add up to; a script keeps it in step while they are coded. */
const Computed: FC<{ locale: Locale; receipt: ReceiptProps['receipt']; sum: (typeof SUMS)[number] }> = ({
  locale,
  receipt: { declared, computed },
  sum,
}) => {
  const isOfLines = sum !== 'payable' || (declared.prepaid === null && declared.rounding === null)
  return (
    <span {...(isOfLines ? { 'data-computed': sum, 'data-declared': declared[sum] ?? '' } : {})}>
      <Amount locale={locale} amount={computed[sum]} />
    </span>
  )
}

/** What the document says beside what its lines add up to. */
export const Totals: FC<ReceiptProps> = ({ reader, receipt }) => {
  const { locale } = reader
  const read = readFieldsOf(receipt)
  return (
    <table>
      <thead>
        <tr>
          <th />
          <th class="num">{say(locale, 'declared')}</th>
          <th class="num">{say(locale, 'computed')}</th>
        </tr>
      </thead>
      <tbody>
        {SUMS.map((sum) => (
          <tr id={`field-${sum}`} data-field={sum}>
            <td>{say(locale, sum)}</td>
            <td class="num">
              <Amount locale={locale} amount={receipt.declared[sum]} />
              <ReadFrom reader={reader} field={read.get(sum)} />
            </td>
            <td class="num">
              <Computed locale={locale} receipt={receipt} sum={sum} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
