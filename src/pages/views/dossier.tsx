import type { Child, FC } from 'hono/jsx'
import { formatDate } from '#src/kernel/figures.ts'
import type { wireDossier } from '#src/parties/index.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import { Difference, HOLD_WORDS } from './holds.tsx'
import { Frame } from './layout.tsx'
import { Status } from './parts.tsx'

type WiredDossier = ReturnType<typeof wireDossier>

interface DossierProps {
  readonly reader: CompanyReader
  readonly dossier: WiredDossier
}

/** All that is known of a supplier or customer: since when, from what, by whom, and what changed. */
export const DossierPage: FC<DossierProps & { waiting: number }> = ({ reader, dossier, waiting }) => {
  const { party } = dossier
  return (
    <Frame title={party.name} reader={reader} section="receipts" waiting={waiting}>
      <div class="head">
        <h1>{party.name}</h1>
        {party.isOnHold ? <Status locale={reader.locale} status="held" /> : null}
        <span class="soft">{[party.organisationNumber, party.country].filter(Boolean).join(' · ')}</span>
      </div>
      <Changes reader={reader} dossier={dossier} />
      <Accounts reader={reader} dossier={dossier} />
      <Facts reader={reader} dossier={dossier} />
      {dossier.mailSenders.length === 0 ? null : <Senders reader={reader} dossier={dossier} />}
    </Frame>
  )
}

type Seen = WiredDossier['names'][number] | WiredDossier['facts'][number] | WiredDossier['bankAccounts'][number]

/** Since when, from which receipt, by whom. */
const Source: FC<{ reader: CompanyReader; seen: Pick<Seen, 'firstSeenAt' | 'firstSeenBy' | 'seenIn'> }> = ({
  reader: { locale, companyId },
  seen: { firstSeenAt, firstSeenBy, seenIn },
}) => (
  <>
    {formatDate(firstSeenAt.toISOString(), locale)}
    <span class="soft small block">
      {seenIn?.kind === 'receipt' ? (
        <a href={`/c/${companyId}/receipts/${seenIn.id}`}>{say(locale, 'voucher')}</a>
      ) : (
        firstSeenBy
      )}
    </span>
  </>
)

const Section: FC<{ reader: CompanyReader; word: Word; heads: readonly (Word | null)[]; children: Child }> = ({
  reader: { locale },
  word,
  heads,
  children,
}) => (
  <section class="card scroll">
    <h2>{say(locale, word)}</h2>
    <table class="stack">
      <thead>
        <tr>
          {heads.map((head) => (
            <th>{head === null ? null : say(locale, head)}</th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </section>
)

const Accounts: FC<DossierProps> = ({ reader, dossier: { bankAccounts } }) => {
  const { locale, companyId } = reader
  if (bankAccounts.length === 0) return null
  return (
    <Section reader={reader} word="bankAccounts" heads={['bankAccount', 'status', 'since', 'lastUsed']}>
      {bankAccounts.map((one) => (
        <tr>
          <td class="digits">
            {one.account}
            {one.confirmedBy && one.confirmedAt ? (
              <span class="soft small block">
                {say(locale, 'confirmedBy')} {one.confirmedBy}, {formatDate(one.confirmedAt.toISOString(), locale)}
              </span>
            ) : null}
          </td>
          <td>
            <Status locale={locale} status={one.status} />
          </td>
          <td>
            <Source reader={reader} seen={one} />
          </td>
          <td>
            {one.lastReceiptId ? (
              <a href={`/c/${companyId}/receipts/${one.lastReceiptId}`}>
                {one.receipts} {say(locale, 'receiptCount')}
              </a>
            ) : null}
            <span class="soft small block">
              {one.timesPaid} {say(locale, 'paymentCount')}
              {one.lastPaidOn ? `, ${formatDate(one.lastPaidOn, locale)}` : ''}
            </span>
          </td>
        </tr>
      ))}
    </Section>
  )
}

const FACTS: Readonly<Record<WiredDossier['facts'][number]['fact'], Word>> = {
  country: 'country',
  organisationNumber: 'organisationNumber',
  vatNumber: 'vatNumber',
  endpoint: 'endpoint',
  email: 'email',
}

const Facts: FC<DossierProps> = ({ reader, dossier: { names, facts } }) => {
  const { locale } = reader
  return (
    <Section reader={reader} word="knownFacts" heads={[null, null, 'since']}>
      {names.map((one) => (
        <tr>
          <td class="soft">{say(locale, 'name')}</td>
          <td>{one.name}</td>
          <td>
            <Source reader={reader} seen={one} />
          </td>
        </tr>
      ))}
      {facts.map((one) => (
        <tr>
          <td class="soft">{say(locale, FACTS[one.fact])}</td>
          <td>
            {one.value} {one.isCurrent ? null : <span class="soft small">{say(locale, 'noLonger')}</span>}
          </td>
          <td>
            <Source reader={reader} seen={one} />
          </td>
        </tr>
      ))}
    </Section>
  )
}

const Senders: FC<DossierProps> = ({ reader, dossier: { mailSenders } }) => (
  <Section reader={reader} word="mailSenders" heads={['email', 'receipts', 'since']}>
    {mailSenders.map((one) => (
      <tr>
        <td>{one.address}</td>
        <td>{one.receipts}</td>
        <td>{formatDate(one.firstSeenAt.toISOString(), reader.locale)}</td>
      </tr>
    ))}
  </Section>
)

/** The newest change first; what is still open stands out. */
const Changes: FC<DossierProps> = ({ reader, dossier: { changes } }) => {
  const { locale, companyId } = reader
  return (
    <>
      {changes.toReversed().map((one) => (
        <section class={one.outcome === null ? 'note' : one.outcome === 'refused' ? 'note bad' : 'note good'}>
          <strong>{say(locale, HOLD_WORDS[one.reason])}</strong>{' '}
          <span class="soft small">{formatDate(one.openedAt.toISOString(), locale)}</span>
          <Difference reader={reader} was={one.was} becomes={one.becomes} />
          <p class="links small">
            {one.outcome === null ? null : (
              <span>
                <Status locale={locale} status={one.outcome} /> {one.releasedBy}
                {one.note ? ` · ${one.note}` : ''}
              </span>
            )}
            {one.seenIn?.kind === 'receipt' ? (
              <a href={`/c/${companyId}/receipts/${one.seenIn.id}`}>{say(locale, 'openReceipt')}</a>
            ) : null}
            {one.approvalId ? (
              <a href={`/c/${companyId}/approvals/${one.approvalId}`}>{say(locale, 'openApproval')}</a>
            ) : null}
          </p>
        </section>
      ))}
    </>
  )
}
