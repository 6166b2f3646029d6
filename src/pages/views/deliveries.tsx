import type { FC } from 'hono/jsx'
import type { wireDelivery } from '#src/invoices/index.ts'
import { formatInstant } from '#src/kernel/figures.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import { Status } from './parts.tsx'

export type WiredDelivery = ReturnType<typeof wireDelivery>

interface DeliveriesProps {
  readonly reader: CompanyReader
  readonly invoiceId: string
  readonly deliveries: readonly WiredDelivery[]
}

export const CHANNEL_WORDS = { email: 'byEmail', network: 'byNetwork' } as const satisfies Record<string, Word>

const ANSWERS: Readonly<Record<WiredDelivery['answers'][number]['outcome'], Word>> = {
  accepted: 'answerAccepted',
  deferred: 'answerDeferred',
  refused: 'answerRefused',
  unknown: 'answerUnknown',
  delivered: 'answerDelivered',
}

/** How the invoice went to the customer: exactly what was sent, and every answer as it came. */
export const Deliveries: FC<DeliveriesProps> = ({ reader, invoiceId, deliveries }) => {
  const { locale } = reader
  return (
    <section class="card">
      <h2>{say(locale, 'deliveries')}</h2>
      {deliveries.length === 0 ? <p class="soft">{say(locale, 'notSent')}</p> : null}
      {deliveries.map((delivery) => (
        <One reader={reader} invoiceId={invoiceId} delivery={delivery} />
      ))}
    </section>
  )
}

const One: FC<{ reader: CompanyReader; invoiceId: string; delivery: WiredDelivery }> = ({
  reader,
  invoiceId,
  delivery,
}) => {
  const { locale, companyId, call } = reader
  const { id, channel, to, status, code, detail, documentId } = delivery
  return (
    <article class="delivery" id={id}>
      <p class="links">
        <Status locale={locale} status={status} />
        <strong>
          {say(locale, CHANNEL_WORDS[channel])} {to}
        </strong>
        {documentId ? <a href={`/c/${companyId}/documents/${documentId}?raw=1`}>{say(locale, 'sentBytes')}</a> : null}
        {status === 'failed' && to !== null && call.actor.scopes.has('invoices:issue') ? (
          <Retry reader={reader} invoiceId={invoiceId} deliveryId={id} />
        ) : null}
      </p>
      {code ? (
        <p class="note bad">
          {detail ?? code} <span class="soft small">{code}</span>
        </p>
      ) : null}
      <ol class="trail">
        {delivery.answers.map(({ outcome, answer, answeredAt, documentId: mailId }) => (
          <li>
            <span class="soft">{formatInstant(answeredAt, locale, call.timeZone)}</span>
            <span>
              {say(locale, ANSWERS[outcome])} <span class="soft hash">{answer}</span>
              {mailId ? (
                <a class="block" href={`/c/${companyId}/documents/${mailId}?raw=1`}>
                  {say(locale, 'returnedMail')}
                </a>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
    </article>
  )
}

const Retry: FC<{ reader: CompanyReader; invoiceId: string; deliveryId: string }> = ({
  reader,
  invoiceId,
  deliveryId,
}) => (
  <CommandForm reader={reader} action={`/invoices/${invoiceId}/retries`} hidden={{ deliveryId }}>
    <button class="act" type="submit">
      {say(reader.locale, 'tryAgain')}
    </button>
  </CommandForm>
)
