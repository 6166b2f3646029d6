import type { FC } from 'hono/jsx'
import type { CustomerReach } from '#src/invoices/index.ts'
import { formatInstant } from '#src/kernel/figures.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import { CHANNEL_WORDS } from './deliveries.tsx'
import { Frame } from './layout.tsx'
import { Next } from './parts.tsx'

interface ReachProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly reaches: readonly CustomerReach[]
  /** The company's setting as it stands; empty = none. */
  readonly order: string
  readonly next: string | null
}

/** Which customers can be reached how; whoever may send asks the network. */
export const ReachPage: FC<ReachProps> = ({ reader, waiting, reaches, order, next }) => {
  const { locale } = reader
  return (
    <Frame title={say(locale, 'reachTitle')} reader={reader} section="invoices" waiting={waiting}>
      <div class="head">
        <h1>{say(locale, 'reachTitle')}</h1>
      </div>
      <p class="soft">{say(locale, 'reachHint')}</p>
      {reader.call.actor.scopes.has('companies:write') ? <OrderForm reader={reader} order={order} /> : null}
      {reaches.length === 0 ? <p class="empty">{say(locale, 'customerFirst')}</p> : null}
      <div class="scroll" hidden={reaches.length === 0}>
        <table class="stack">
          <thead>
            <tr>
              <th>{say(locale, 'customer')}</th>
              <th>{say(locale, 'goesBy')}</th>
              <th>{say(locale, 'canReceive')}</th>
              <th>{say(locale, 'byEmail')}</th>
            </tr>
          </thead>
          <tbody>
            {reaches.map((reach) => (
              <Row reader={reader} reach={reach} />
            ))}
          </tbody>
        </table>
      </div>
      <Next locale={locale} query={next === null ? null : { after: next }} />
    </Frame>
  )
}

/** Ways in the order in which they are tried, as the setting says them. */
export const ORDERS: readonly (readonly [string, Word])[] = [
  ['', 'reachNone'],
  ['network,email', 'networkThenEmail'],
  ['network', 'byNetwork'],
  ['email', 'byEmail'],
]

const OrderForm: FC<{ reader: CompanyReader; order: string }> = ({ reader, order }) => {
  const { locale } = reader
  return (
    <CommandForm reader={reader} class="filter" action="/invoices/reach/order">
      <label>
        {say(locale, 'reachOrder')}
        <select name="order">
          {ORDERS.map(([value, word]) => (
            <option value={value} selected={value === order}>
              {say(locale, word)}
            </option>
          ))}
        </select>
      </label>
      <button class="act" type="submit">
        {say(locale, 'keep')}
      </button>
    </CommandForm>
  )
}

const Row: FC<{ reader: CompanyReader; reach: CustomerReach }> = ({ reader, reach }) => {
  const { locale, companyId, call } = reader
  const { partyId, name, participant, canReceive, lookedUpAt, email, channel } = reach
  const said: Word = canReceive === null ? 'notAsked' : canReceive ? 'yes' : 'no'
  return (
    <tr id={partyId} data-row>
      <td>
        <a href={`/c/${companyId}/parties/${partyId}`}>{name}</a>
      </td>
      <td>{channel === null ? say(locale, 'reachNone') : say(locale, CHANNEL_WORDS[channel])}</td>
      <td>
        {participant === null ? null : (
          <CommandForm reader={reader} class="links" action="/invoices/reach" hidden={{ partyId }}>
            <span>
              <strong>{say(locale, said)}</strong> <span class="soft small">{participant}</span>
              {lookedUpAt ? (
                <span class="soft small block">{formatInstant(lookedUpAt, locale, call.timeZone)}</span>
              ) : null}
            </span>
            {call.actor.scopes.has('invoices:issue') ? (
              <button
                class="act"
                type="submit"
                aria-label={`${say(locale, 'ask')}: ${say(locale, 'canReceive')} ${name}`}
              >
                {say(locale, 'ask')}
              </button>
            ) : null}
          </CommandForm>
        )}
      </td>
      <td>{email}</td>
    </tr>
  )
}
