import { afterAll } from 'vitest'
import { z } from 'zod'
import { command } from '#src/platform/command/index.ts'
import { defineEvent } from '#src/platform/events.ts'
import { sequenceEvents } from '#src/platform/outbox/sequence-events.ts'
import type { Platform } from '#src/platform/platform.ts'
import { type CreateEndpoint, createEndpoint, type EndpointWithSecret } from '#src/webhooks/create-endpoint.ts'
import { createDispatcher, type Dispatcher } from '#src/webhooks/dispatch/dispatcher.ts'
import { hearEvents } from '#src/webhooks/hear-events.ts'
import type { TestCompany } from '#test/support/actors.ts'
import { type Receiver, startReceiver } from './receiver.ts'

const parcelMoved = defineEvent('parcel.moved', 'A parcel moved', z.object({ id: z.string(), version: z.int() }))
const letterSent = defineEvent('letter.sent', 'A letter was sent', z.object({ id: z.string(), version: z.int() }))

/** Makes events of a test: `[object, version]` each. */
export const move = command('parcel.move', { can: null }, async (cx, moves: readonly (readonly [string, number])[]) => {
  cx.audit({ kind: 'parcel', id: 'all' })
  for (const [id, version] of moves) cx.emit(parcelMoved, { id, version })
})
export const sendLetter = command('letter.send', { can: null }, async (cx, id: string) => {
  cx.audit({ kind: 'letter', id })
  cx.emit(letterSent, { id, version: 1 })
})

/** Moves everything out of the outbox into the event log and its deliveries. */
export async function sequence(platform: Platform): Promise<void> {
  while ((await sequenceEvents(platform, [hearEvents])) > 0);
}

export const endpointAt = (
  company: TestCompany,
  url: string,
  options: Partial<CreateEndpoint> = {},
): Promise<EndpointWithSecret> =>
  createEndpoint(company.call(), { url, description: '', eventTypes: ['parcel.*'], maxInFlight: 10, ...options })

/** A receiver and a dispatcher that end with the test file. */
export async function receiver(): Promise<Receiver> {
  const made = await startReceiver()
  afterAll(() => made.close())
  return made
}

export function dispatcher(platform: Platform): Dispatcher {
  const made = createDispatcher(platform)
  afterAll(() => made.close())
  return made
}
