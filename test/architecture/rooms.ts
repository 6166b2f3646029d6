/** The rooms in the order of DESIGN section 4: a room may import the rows above its own, not its neighbours. */
const LEVELS: readonly (readonly string[])[] = [
  ['kernel'],
  ['platform'],
  ['companies', 'audit', 'jobs'],
  ['identity'],
  ['ledger', 'parties', 'approvals', 'documents'],
  ['intake'],
  ['receipts', 'projects', 'invoices', 'bank'],
  ['matching', 'receivables', 'reports', 'retention'],
  ['connect', 'webhooks', 'marketplace'],
  ['pages', 'demo', 'year'],
]
const LEVEL_OF = new Map(LEVELS.flatMap((rooms, level) => rooms.map((room) => [room, level] as const)))
const WITHOUT_DOOR = new Set(['kernel', 'platform'])

export type Kind = 'entry' | 'room' | 'connector' | 'test'

/** Files straight below src are entries and composition: they may import anything and hold no rules. */
export function kindOf(path: string): Kind {
  if (path.startsWith('test/')) return 'test'
  if (path.startsWith('connectors/')) return 'connector'
  return path.split('/').length === 2 ? 'entry' : 'room'
}

export const roomOf = (path: string): string => path.split('/')[1] ?? ''

export interface Verdict {
  readonly isAllowed: boolean
  readonly isPastDoor: boolean
}

/** The one file of src that lists the connectors. */
const REGISTRY = 'src/connect/registry.ts'

const fine: Verdict = { isAllowed: true, isPastDoor: false }
const against: Verdict = { isAllowed: false, isPastDoor: false }

/** Whether the file `from` may import our file `to`, and whether it does so past a door. */
export function mayImport(from: string, to: string): Verdict {
  switch (kindOf(from)) {
    case 'test':
      return fromTest(from, to)
    case 'entry':
      return kindOf(to) === 'test' ? against : fine
    case 'connector':
      return fromConnector(from, to)
    case 'room':
      return fromRoom(from, to)
  }
}

function fromTest(from: string, to: string): Verdict {
  if (kindOf(to) === 'connector') return { isAllowed: true, isPastDoor: isPastDoor(to) && !mirrors(from, to) }
  if (kindOf(to) !== 'room') return fine
  return { isAllowed: true, isPastDoor: isPastDoor(to) && !mirrors(from, to) }
}

/** test/ledger/... mirrors src/ledger, test/connectors/xero/... mirrors connectors/xero. */
const mirrors = (from: string, to: string): boolean =>
  kindOf(to) === 'connector'
    ? from.startsWith(`test/connectors/${roomOf(to)}/`) || from.startsWith(`test/${roomOf(to)}/`)
    : from.startsWith(`test/${roomOf(to)}/`) || from.startsWith('test/bench/')

function fromConnector(from: string, to: string): Verdict {
  if (kindOf(to) === 'connector' && (roomOf(to) === roomOf(from) || from.split('/').length === 2)) return fine
  const isAllowed = to === 'src/connect/sdk.ts' || to.startsWith('src/kernel/')
  return isAllowed ? fine : against
}

function fromRoom(from: string, to: string): Verdict {
  if (kindOf(to) === 'entry') return fromRoomToEntry(from, to)
  if (from === REGISTRY && kindOf(to) === 'connector') return { isAllowed: true, isPastDoor: isPastDoor(to) }
  if (kindOf(to) !== 'room') return against
  if (roomOf(from) === roomOf(to)) return fine
  const [mine, theirs] = [LEVEL_OF.get(roomOf(from)), LEVEL_OF.get(roomOf(to))]
  if (mine === undefined || theirs === undefined || theirs >= mine) return against
  const isNamedSchema = from.endsWith('.contract.ts') && to.endsWith('.contract.ts')
  return { isAllowed: true, isPastDoor: isPastDoor(to) && !isNamedSchema }
}

/** The configuration's type belongs to the platform; a command of the command line builds what it needs. */
function fromRoomToEntry(from: string, to: string): Verdict {
  const isAllowed = (roomOf(from) === 'platform' && to === 'src/config.ts') || from.endsWith('.cli.ts')
  return isAllowed ? fine : against
}

const isPastDoor = (to: string): boolean =>
  !(kindOf(to) === 'room' && WITHOUT_DOOR.has(roomOf(to))) && !/\/(index|sdk|connector)\.tsx?$/.test(to)
