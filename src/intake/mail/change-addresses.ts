import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { IntakeKind } from '../intake.ts'
import {
  type AddressRow,
  changeToken,
  endAddressRow,
  insertAddress,
  listAddressRows,
  lockAddress,
} from './address.store.ts'
import { addressOf, type IntakeAddress, newToken } from './address.ts'

const ADDRESSES_MAX = 20
const DAY_MS = 24 * 3_600_000
const can = { can: 'companies:write' } as const

function shown(cx: Pick<Cx, 'platform' | 'now'>, { token, oldToken, oldUntil, ...row }: AddressRow): IntakeAddress {
  const { domain } = cx.platform.config.mail
  const isKept = oldToken !== null && oldUntil !== null && oldUntil > cx.now
  return {
    ...row,
    address: addressOf(row.kind, token, domain),
    oldAddress: isKept ? addressOf(row.kind, oldToken, domain) : null,
    oldUntil: isKept ? oldUntil : null,
  }
}

/** Gives the company an address that nobody can guess. Fails with intake_address_limit. */
export const createAddress = command(
  'intakeAddress.create',
  can,
  async (cx, { kind }: { kind: IntakeKind }): Promise<IntakeAddress> => {
    const before = await listAddressRows(cx)
    if (before.length >= ADDRESSES_MAX)
      fail('intake_address_limit', `The company has ${ADDRESSES_MAX} addresses; end one of them first.`)
    const id = newId('intakeAddress')
    await insertAddress(cx, id, kind, newToken())
    cx.audit({ kind: 'intakeAddress', id }, { kind })
    return shown(cx, await lockAddress(cx, id))
  },
)

export interface RotateAddress {
  readonly addressId: string
  /** Days for which the address before is still taken; 0 ends it at once. */
  readonly keepOldDays: number
}

/** Replaces an address that has become known to the wrong people. */
export const rotateAddress = command(
  'intakeAddress.rotate',
  can,
  async (cx, { addressId, keepOldDays }: RotateAddress): Promise<IntakeAddress> => {
    const row = await lockAddress(cx, addressId)
    const oldUntil = keepOldDays > 0 ? new Date(cx.now.getTime() + keepOldDays * DAY_MS) : null
    await changeToken(cx, row, newToken(), oldUntil)
    cx.audit({ kind: 'intakeAddress', id: addressId }, { keepOldDays })
    return shown(cx, await lockAddress(cx, addressId))
  },
)

/** Ends an address: mail to it is refused from now on. What came by it stays. */
export const endAddress = command(
  'intakeAddress.end',
  can,
  async (cx, { addressId }: { addressId: string }): Promise<void> => {
    await lockAddress(cx, addressId)
    await endAddressRow(cx, addressId)
    cx.audit({ kind: 'intakeAddress', id: addressId })
  },
)

export const listAddresses = query(
  'intakeAddress.list',
  { can: 'receipts:read' },
  async (cx, _: undefined): Promise<IntakeAddress[]> => (await listAddressRows(cx)).map((row) => shown(cx, row)),
)
