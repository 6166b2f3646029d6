import { setTimeout as pause } from 'node:timers/promises'
import { Webhook } from 'svix'
import { z } from 'zod'
import { Delivered } from '../receiver.ts'
import { DemoFailure, must } from '../speaker.ts'
import type { Stage } from '../stage.ts'
import type { Page } from '../wire.ts'
import { left, type Step } from './props.ts'

interface Event {
  readonly id: string
  readonly sequence: number
  readonly type: string
  readonly previousId: string | null
  readonly data: { readonly id: string }
}

/** A subscriber as the story needs it: from when on, and with which secret its messages are signed. */
export interface Subscription {
  readonly secret: string
  /** Sequence of the last event before it. */
  readonly after: number
}

const NOTE = 'Demonstration'
/** Longer than an attempt that is lost and the first wait after it. */
const HEARD_MS = 45_000
const EXPECTED = [
  'receipt.received',
  'approval.decided',
  'receipt.posted',
  'journalEntry.posted',
  'invoice.issued',
  'match.created',
]

/** Puts the receiver on the company's list of endpoints, in the place of what an earlier run left there. */
export async function subscribe({ as: { owner }, receiverUrl }: Stage): Promise<Subscription> {
  const { data } = await owner.get<Page<{ id: string; description: string }>>('webhook-endpoints?limit=200')
  for (const { id, description } of data) if (description === NOTE) await owner.remove(`webhook-endpoints/${id}`)
  const made = { url: receiverUrl, description: NOTE }
  const { id, secret } = await owner.post<{ id: string; secret: string }>('webhook-endpoints', made)
  return { secret, after: await sequenceOf(owner, id) }
}

/**
 * Where the log tells of the endpoint: it hears all that comes behind. What happened before it was there may come into
 * the log a moment later, and is not sent to it.
 */
async function sequenceOf(owner: Stage['as']['owner'], endpointId: string): Promise<number> {
  const deadline = performance.now() + HEARD_MS
  for (;;) {
    const made = await eventsAfter(owner, 0, '&types=webhookEndpoint.created')
    const found = made.find(({ data }) => data.id === endpointId)
    if (found) return found.sequence
    must(performance.now() < deadline, `nobody told of the endpoint ${endpointId}`)
    await pause(100)
  }
}

/** Every step was heard: the log has no gap, each event came signed to the subscriber, and a changed byte is noticed. */
export const tell: Step = {
  title: 'Tell',
  async play(stage, props) {
    const { secret, after } = left(props, 'subscription')
    const events = await awaitEvents(stage.as.owner, after)
    for (const [index, { sequence, previousId }] of events.entries()) {
      must(sequence === after + 1 + index, `event ${sequence} follows ${after + index}`)
      must(index === 0 || previousId === events[index - 1]?.id, `event ${sequence} names another one before it`)
    }
    const [first, last] = [events[0]?.sequence, events.at(-1)?.sequence]
    stage.say(`events ${first} to ${last} without a gap, ${new Set(events.map(({ type }) => type)).size} types`)

    const heard = await awaitHeard(stage, new Set(events.map(({ id }) => id)))
    const signer = new Webhook(secret)
    for (const { body, headers } of heard.values()) signer.verify(body, headers)
    const [message] = heard.values()
    must(
      message !== undefined && !isAccepted(signer, `${message.body} `, message.headers),
      'a changed body was accepted',
    )
    stage.say(`${heard.size} webhooks came, every signature is right (svix); a body with one more byte is refused`)
  },
}

/** The events of the story, once all that must be told are in the log. */
async function awaitEvents(owner: Stage['as']['owner'], after: number): Promise<Event[]> {
  const deadline = performance.now() + HEARD_MS
  for (;;) {
    const events = await eventsAfter(owner, after)
    const missing = EXPECTED.filter((type) => !events.some((event) => event.type === type))
    if (missing.length === 0) return events
    must(performance.now() < deadline, `nobody told of ${missing.join(', ')}`)
    await pause(100)
  }
}

async function eventsAfter(owner: Stage['as']['owner'], after: number, filter = ''): Promise<Event[]> {
  const events: Event[] = []
  for (let cursor: string | number | null = after; cursor !== null; ) {
    const page: Page<Event> = await owner.get<Page<Event>>(`events?limit=200&after=${cursor}${filter}`)
    events.push(...page.data)
    cursor = page.nextCursor
  }
  return events
}

/** The messages of these events by their id, once all of them have come. */
async function awaitHeard(
  { receiverUrl, as: { owner } }: Stage,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Delivered>> {
  const heard = new Map<string, Delivered>()
  const deadline = performance.now() + HEARD_MS
  for (let after = 0; ; ) {
    const response = await fetch(`${receiverUrl}?after=${after}`, { signal: AbortSignal.timeout(HEARD_MS) })
    const messages = z.array(Delivered).parse(await response.json())
    for (const message of messages) {
      const id = message.headers['webhook-id'] ?? ''
      if (wanted.has(id)) heard.set(id, message)
    }
    after = messages.at(-1)?.place ?? after
    if (heard.size === wanted.size) return heard
    if (performance.now() > deadline)
      return notHeard(
        owner,
        [...wanted].filter((id) => !heard.has(id)),
        wanted.size,
      )
    if (messages.length === 0) await pause(100)
  }
}

/** Fails with what the delivery log says of the first message that did not come. */
async function notHeard(owner: Stage['as']['owner'], missing: readonly string[], wanted: number): Promise<never> {
  const { data } = await owner.get<Page<object>>(`webhook-deliveries?eventId=${missing[0]}`)
  throw new DemoFailure(
    `${missing.length} of ${wanted} webhooks did not come; the log of the first: ${JSON.stringify(data)}`,
  )
}

function isAccepted(signer: Webhook, body: string, headers: Record<string, string>): boolean {
  try {
    signer.verify(body, headers)
    return true
  } catch {
    return false
  }
}
