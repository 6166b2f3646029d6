import type { KeptFile } from '#src/documents/index.ts'
import type { Call } from '#src/platform/cx.ts'
import type { Platform } from '#src/platform/platform.ts'

/** What a mail that comes back is about. */
export interface ReturnedTo {
  readonly companyId: string
  readonly timeZone: string
  readonly deliveryId: string
}

export interface ReturnedMail {
  readonly deliveryId: string
  readonly bytes: Uint8Array
  /** The same bytes in the store. */
  readonly kept: Pick<KeptFile, 'sha256' | 'size'>
}

/** Hears of mails that left here and come back; what they mean is for the room that sent them. */
export interface ReturnDesk {
  /** What left from the address; undefined when nothing of ours did. */
  readonly find: (platform: Platform, address: string) => Promise<ReturnedTo | undefined>
  /** Keeps a report. False when it was here before. Fails with a problem for what is none, or about something else. */
  readonly take: (call: Call, mail: ReturnedMail) => Promise<boolean>
}

let desk: ReturnDesk | undefined

/** Called once by the composition (src/wiring.ts). */
export function onMailReturned(returns: ReturnDesk): void {
  if (desk) throw new Error('returned mails have a desk already')
  desk = returns
}

export function returnDesk(): ReturnDesk {
  if (!desk) throw new Error('nobody hears of returned mails')
  return desk
}
