import type { Call } from '#src/platform/cx.ts'

export interface NetworkLetter {
  /** Id of the delivery: the same in every repetition. */
  readonly reference: string
  /** Participants, "0192:991825827". */
  readonly sender: string
  readonly receiver: string
  /** Peppol identifiers without their schemes. */
  readonly documentType: string
  readonly process: string
  readonly bytes: Uint8Array
}

/** What a network says that a participant takes. */
export interface Capabilities {
  readonly documentTypes: readonly string[]
  /** As the network said it. */
  readonly answer: string
}

/** What a network made of a letter, and what it said of the receiver where it was asked on the way. */
export type NetworkOutcome = Handled & { readonly lookup?: Capabilities | undefined }

/** With the answer as it came. */
type Handled =
  | { readonly kind: 'accepted'; readonly transmissionId: string; readonly answer: string }
  /** Nothing was taken; `delayMs` where the network says how long to wait. */
  | { readonly kind: 'deferred'; readonly answer: string; readonly delayMs?: number | undefined }
  /** It was sent and no answer came. The next try looks first. */
  | { readonly kind: 'unknown'; readonly answer: string }
  | { readonly kind: 'refused'; readonly answer: string }
  /** The receiver is not registered, or does not take such a document. */
  | { readonly kind: 'unreachable'; readonly answer: string }
  /** The company is connected to no network. */
  | { readonly kind: 'unconnected' }

export interface NetworkNews {
  readonly status: 'accepted' | 'delivered' | 'failed' | 'unanswered'
  readonly answer: string
}

/** What a network says about who can receive there. */
export type NetworkLookup =
  | ({ readonly kind: 'known' } & Capabilities)
  /** The company is connected to none, or the network gave no answer: `answer` says why. */
  | { readonly kind: 'unanswered'; readonly answer: string }

/** The way to a network, whatever connector it is. */
export interface Network {
  /** Looks whether it was sent before, then whether it can be received, then sends. Never throws for what a network does. */
  readonly deliver: (call: Call, letter: NetworkLetter) => Promise<NetworkOutcome>
  /** Which documents a participant takes. */
  readonly lookup: (
    call: Call,
    asked: { readonly partyId: string; readonly participant: string },
  ) => Promise<NetworkLookup>
  /** What became of a transmission. */
  readonly follow: (
    call: Call,
    delivery: { readonly id: string; readonly transmissionId: string },
  ) => Promise<NetworkNews>
}

let network: Network | undefined

/** Called once by the composition (src/wiring.ts): networks are reached by connections, in a room above this one. */
export function onNetworkAsked(asked: Network): void {
  if (network) throw new Error('somebody reaches the network already')
  network = asked
}

export function networkOfCompany(): Network {
  if (!network) throw new Error('nobody reaches a network')
  return network
}
