import type { FC } from 'hono/jsx'
import type { Hold } from '#src/parties/index.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import type { WiredReceipt } from './receipt.tsx'

/** What was known beside what is said now: two accounts are compared digit by digit. */
export const Difference: FC<{ reader: CompanyReader; was: string | null; becomes: string }> = ({
  reader: { locale },
  was,
  becomes,
}) => (
  <dl class="difference">
    <div>
      <dt>{say(locale, 'wasBefore')}</dt>
      <dd>{was ?? say(locale, 'nothingKnown')}</dd>
    </div>
    <div>
      <dt>{say(locale, 'becomes')}</dt>
      <dd>{becomes}</dd>
    </div>
  </dl>
)

/** The words of what a hold is about. */
export const HOLD_WORDS: Readonly<Record<Hold['reason'], Word>> = {
  bankAccountChanged: 'changedAccount',
  bankAccountNew: 'newAccount',
  vatNumberChanged: 'changedVatNumber',
  nameChanged: 'changedName',
}

const CODES: Readonly<Record<string, Word>> = {
  supplier_bank_account_changed: 'changedAccount',
  supplier_bank_account_new: 'newAccount',
  supplier_vat_number_changed: 'changedVatNumber',
  supplier_name_changed: 'changedName',
  supplier_bank_account_refused: 'refusedAccount',
  supplier_vat_number_refused: 'refusedVatNumber',
  supplier_name_refused: 'refusedName',
}

type ShownHold = WiredReceipt['exceptions'][number] & { readonly holdId: string; readonly becomes: string }

export const isHold = (exception: WiredReceipt['exceptions'][number]): exception is ShownHold =>
  exception.holdId !== undefined && exception.becomes !== undefined

/** What a hold is called. */
export const holdWord = ({ code }: { readonly code: string }): Word => CODES[code] ?? 'exceptions'

/** The holds of the supplier that the receipt is about: what changed, what it stops, and where it is decided. */
export const ReceiptHolds: FC<{ reader: CompanyReader; receipt: WiredReceipt }> = ({ reader, receipt }) => {
  const { locale, companyId } = reader
  const { partyId } = receipt.supplier
  return (
    <>
      {receipt.exceptions.filter(isHold).map((hold) => {
        const isRefused = hold.code.endsWith('_refused')
        return (
          <section class={isRefused ? 'note bad' : 'note'} role="note">
            <strong>{say(locale, holdWord(hold))}</strong>
            <p class="small">{isRefused ? hold.message : say(locale, 'paymentWaits')}</p>
            <Difference reader={reader} was={hold.was ?? null} becomes={hold.becomes} />
            <p class="links small">
              {hold.approvalId ? (
                <a href={`/c/${companyId}/approvals/${hold.approvalId}`}>{say(locale, 'openApproval')}</a>
              ) : null}
              {partyId ? <a href={`/c/${companyId}/parties/${partyId}`}>{say(locale, 'openDossier')}</a> : null}
            </p>
          </section>
        )
      })}
    </>
  )
}

/** A hold inside its approval request. */
export const HoldView: FC<{ reader: CompanyReader; hold: Hold & { readonly partyId: string } }> = ({
  reader,
  hold,
}) => {
  const { locale, companyId } = reader
  return (
    <section class="card">
      <h2>{say(locale, HOLD_WORDS[hold.reason])}</h2>
      <Difference reader={reader} was={hold.was} becomes={hold.becomes} />
      <p class="small">{say(locale, 'checkChange')}</p>
      <p class="links small">
        {hold.seenIn?.kind === 'receipt' ? (
          <a href={`/c/${companyId}/receipts/${hold.seenIn.id}`}>{say(locale, 'openReceipt')}</a>
        ) : (
          <span class="soft">
            {say(locale, 'enteredBy')} {hold.openedBy}
          </span>
        )}
        <a href={`/c/${companyId}/parties/${hold.partyId}`}>{say(locale, 'openDossier')}</a>
      </p>
    </section>
  )
}
