import { fail } from '#src/kernel/problem.ts'
import type { Organisation } from '../sdk.ts'

export type ConnectionStatus = 'pending' | 'active' | 'expired' | 'disconnected'

/** pending: no consent yet; expired: the vendor refuses the tokens, a person has to connect again. */
export const CONNECTION_MOVES: Readonly<Record<ConnectionStatus, readonly ConnectionStatus[]>> = {
  pending: ['active', 'disconnected'],
  active: ['active', 'expired', 'disconnected'],
  expired: ['active', 'expired', 'disconnected'],
  disconnected: [],
}

/** Whether payments that we match go out, or stay here because the vendor's own bank feed brings them. */
export type PaymentsPolicy = 'push' | 'none'

export interface Connection {
  readonly id: string
  readonly connector: string
  readonly name: string
  readonly status: ConnectionStatus
  /** The vendor's organisation; null until the consent is finished. */
  readonly organisation: { readonly externalId: string; readonly name: string } | null
  readonly grantId: string | null
  /** Organisations to choose from, when the consent covers several. */
  readonly choices: readonly Organisation[]
  readonly scopes: readonly string[]
  readonly payments: PaymentsPolicy
  readonly blockedUntil: Date | null
  readonly version: number
  readonly connectedAt: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Refuses a move that the table of moves does not have. */
export function assertMove(connection: Connection, to: ConnectionStatus): void {
  if (CONNECTION_MOVES[connection.status].includes(to)) return
  fail('connection_inactive', `The connection is ${connection.status}; it cannot become ${to}.`)
}

/** Refuses what only an active connection can do. */
export function assertActive(connection: Connection): void {
  if (connection.status === 'active') return
  fail('connection_inactive', `The connection is ${connection.status}; connect it before you use it.`)
}
