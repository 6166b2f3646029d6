import type { Connection } from '../connections/connection.ts'
import type { ConnectorFault } from '../connector-error.ts'
import type { Connector, Organisation, Probe } from '../sdk.ts'

export interface DoctorCheck {
  readonly id: 'token' | 'organisation' | 'scopes' | 'limits' | 'clock' | 'sampleRead' | 'webhook'
  /** Null: cannot be said before another check passes. */
  readonly passed: boolean | null
  /** What is wrong and what mends it, or what was found to be right. */
  readonly detail: string
}

/** All that the doctor looks at. */
export interface Findings {
  readonly connection: Connection
  readonly connector: Connector
  readonly calls: { readonly inMinute: number; readonly inDay: number }
  readonly lastMessageAt: Date | null
  readonly hasWebhookKey: boolean
  /** What the vendor answered; null where it was not asked or did not answer. */
  readonly organisations: readonly Organisation[] | null
  readonly probe: Probe | null
  readonly fault: ConnectorFault | null
  readonly now: Date
}

/** A clock that is further off breaks signatures and checkpoints. */
const CLOCK_SKEW_MS_MAX = 60_000
/** Share of the daily calls from which on it is said. */
const DAY_SHARE_MAX = 0.9

type Judge = (findings: Findings) => DoctorCheck
type Verdict = readonly [passed: boolean | null, detail: string]

const judge =
  (id: DoctorCheck['id'], verdict: (findings: Findings) => Verdict): Judge =>
  (findings) => {
    const [passed, detail] = verdict(findings)
    return { id, passed, detail }
  }

const JUDGES: readonly Judge[] = [
  judge('token', ({ connection, connector, fault, organisations }) => {
    if (connection.status === 'pending')
      return [false, `Give the consent at ${connector.name}; the connection waits for it.`]
    if (connection.status === 'disconnected') return [false, 'The connection was ended; start a new one.']
    if (fault?.kind === 'auth_expired') return [false, `${connector.name} refuses the consent; connect again.`]
    return organisations ? [true, 'The token is accepted.'] : [null, 'The vendor did not answer.']
  }),
  judge('organisation', ({ connection: { organisation }, organisations }) => {
    if (!organisations || !organisation) return [null, 'Needs a token that is accepted.']
    const isCovered = organisations.some(({ externalId }) => externalId === organisation.externalId)
    return isCovered
      ? [true, `The consent covers ${organisation.name}.`]
      : [false, `The consent no longer covers ${organisation.name}; connect again and choose it.`]
  }),
  judge('scopes', ({ connection: { scopes }, connector }) => {
    const missing = connector.auth.scopes.filter((scope) => !scopes.includes(scope))
    if (scopes.length === 0) return [null, 'Needs a consent.']
    return missing.length === 0
      ? [true, 'Every scope was granted.']
      : [false, `Connect again and grant ${missing.join(', ')}.`]
  }),
  judge('limits', ({ calls, connector: { limits }, connection: { blockedUntil }, fault, now }) => {
    const used = `${calls.inMinute} of ${limits.perMinute} calls this minute, ${calls.inDay} of ${limits.perDay} today`
    if (blockedUntil && blockedUntil > now)
      return [false, `The vendor lets us wait until ${blockedUntil.toISOString()} (${used}).`]
    if (fault?.kind === 'rate_limited') return [false, `There is no room for a call now (${used}).`]
    return [calls.inDay < limits.perDay * DAY_SHARE_MAX, `${used}.`]
  }),
  judge('clock', ({ probe, now }) => {
    if (!probe?.vendorNow) return [null, 'The vendor did not say its time.']
    const skewMs = Math.abs(probe.vendorNow.getTime() - now.getTime())
    const seconds = Math.round(skewMs / 1000)
    return skewMs <= CLOCK_SKEW_MS_MAX
      ? [true, `Our clocks are ${seconds} s apart.`]
      : [false, `Set the server's clock: it is ${seconds} s away from the vendor's.`]
  }),
  judge('sampleRead', ({ probe, fault }) => {
    if (probe) return [true, `Read ${probe.organisationName}.`]
    if (!fault || fault.kind === 'auth_expired') return [null, 'Needs a token that is accepted.']
    return [false, `A read failed (${fault.kind}); try again later.`]
  }),
  judge('webhook', ({ connector, hasWebhookKey, lastMessageAt }) => {
    if (!connector.webhook) return [null, 'The vendor sends no messages.']
    if (!hasWebhookKey) return [null, 'The operator has set no webhook key; changes are found by the poll.']
    return lastMessageAt
      ? [true, `The last message came at ${lastMessageAt.toISOString()}.`]
      : [null, 'No message has come yet.']
  }),
]

/** One check per possible problem, in the order in which they are mended. */
export const judgeFindings = (findings: Findings): DoctorCheck[] => JUDGES.map((one) => one(findings))
