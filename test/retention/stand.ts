import { randomBytes } from 'node:crypto'
import { beforeAll, beforeEach } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { removeFileJob } from '#src/retention/index.ts'
import { systemCall } from '#test/support/actors.ts'
import type { Answered } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk } from '#test/support/receipts.ts'

export const MARCH = '2026-03-10T10:00:00Z'
/** The day after the five years of 2026. */
export const AFTER = '2032-01-01T10:00:00Z'
let now = new Date(MARCH)
export let platform: Platform
/** A company for each test. */
export let desk: Desk

export const setNow = (instant: string): void => {
  now = new Date(instant)
}

/** Call it once in a file: a platform whose clock is set by hand, and a company for each test. */
export function useRetentionDesk(): void {
  beforeAll(async () => {
    platform = await testPlatform({ clock: { now: () => now } })
  })
  beforeEach(async () => {
    setNow(MARCH)
    desk = await newDesk(platform)
  })
}

export interface WireDocument {
  readonly id: string
  readonly sha256: string
  readonly contentDeletedAt: string | null
  readonly retention: {
    class: string
    fiscalYear: string
    keptUntil: string
    months: number
    source: string
    holdIds: string[]
  }
}
export const documentOf = ({ status, text, json }: Answered): WireDocument => {
  if (status >= 300) throw new Error(text)
  return json as unknown as WireDocument
}
export const get = async (id: string, on = desk) => documentOf(await on.client.get(on.at(`documents/${id}`)))

/** A document that nobody books. */
export const upload = async (bytes: Uint8Array = png(), on = desk) =>
  documentOf(await on.client.post(on.at('documents'), bytes, { 'content-type': 'image/png' }))
export const png = () => new Uint8Array(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(40)]))

/** A supplier invoice in the books of 2026. */
export async function booked() {
  await desk.approveAll()
  const receipt = await desk.send(invoiceXml())
  return desk.receipt(await desk.codeAndSubmit(receipt))
}

export const remove = (documentIds: readonly string[] | undefined, more: object = {}, headers = {}) =>
  desk.client.post(
    desk.at('retention/deletions'),
    { class: 'primary', documentIds, reason: 'Utløpt.', ...more },
    headers,
  )
export const codes = ({ json }: Answered) => (json.kept as { code: string }[]).map(({ code }) => code)
export const deleted = ({ json }: Answered) =>
  (json.deleted as { documentId: string }[]).map(({ documentId }) => documentId)
export const runRemoval = (sha256: string) =>
  removeFileJob.handle(
    systemCall(platform),
    { sha256 },
    { id: 'j', attempt: 1, isLastAttempt: true, signal: AbortSignal.abort() },
  )
