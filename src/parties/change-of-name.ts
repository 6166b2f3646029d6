import { isNearName, nameKey } from './identity.ts'
import type { Hold, Party } from './party.ts'

/** Whether a name is another one than those that the party was seen under, and no short or long form of one of them. */
export const isChangedName = ({ names }: Pick<Party, 'names'>, name: string): boolean =>
  nameKey(name) !== '' && !names.some((known) => isNearName(known, name))

/** Whether the change waits for a decision already. */
export const isHeld = (
  { openHolds }: Pick<Party, 'openHolds'>,
  reason: Hold['reason'],
  becomes: string | null,
): boolean =>
  openHolds.some((hold) => hold.reason === reason && becomes !== null && nameKey(hold.becomes) === nameKey(becomes))
