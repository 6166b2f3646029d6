import type { BookDate } from '#src/kernel/book-date.ts'
import { accountKey } from '#src/kernel/iban.ts'
import { query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { listFacts, listNames } from './fact.store.ts'
import { listHolds } from './hold.store.ts'
import { loadParty } from './party.store.ts'
import type { Hold, Party, PartyAccount, SeenName, SeenValue } from './party.ts'

/** What a room knows of the use of an account, however that was written. */
export interface AccountUse {
  readonly account: string
  /** Payments of approved orders to it. */
  readonly timesPaid?: number
  readonly lastPaidOn?: BookDate | null
  /** Receipts that ask to be paid there. */
  readonly receipts?: number
  readonly lastReceiptId?: string | null
}

/** An address from which mail with receipts of the party came. */
export interface MailSender {
  readonly address: string
  readonly receipts: number
  readonly firstSeenAt: Date
  readonly lastSeenAt: Date
}

/** What another room adds to a dossier. */
export interface DossierSource {
  accountUse?(cx: Cx, partyId: string): Promise<readonly AccountUse[]>
  mailSenders?(cx: Cx, partyId: string): Promise<readonly MailSender[]>
  /** Figures by area: "receipts": { count: 12 }. */
  figures?(cx: Cx, partyId: string): Promise<Readonly<Record<string, object>>>
}

const sources: DossierSource[] = []

/** Called once per room by the composition (src/wiring.ts). */
export const addToDossier = (source: DossierSource): void => {
  sources.push(source)
}

export interface DossierAccount extends PartyAccount {
  /** Who approved it after a change, and when; null where nobody had to. */
  readonly confirmedBy: string | null
  readonly confirmedAt: Date | null
  readonly timesPaid: number
  readonly lastPaidOn: BookDate | null
  readonly receipts: number
  readonly lastReceiptId: string | null
}

export interface Dossier {
  readonly party: Party
  readonly names: readonly SeenName[]
  /** Every number and address that it had, with whether it has it now. */
  readonly facts: readonly (SeenValue & { readonly isCurrent: boolean })[]
  readonly bankAccounts: readonly DossierAccount[]
  readonly mailSenders: readonly MailSender[]
  /** Every change that was ever held, judged or not. */
  readonly holds: readonly Hold[]
  readonly figures: Readonly<Record<string, object>>
}

/** All that is known of a party: since when, from what and by whom, and what the other rooms know of it. */
export const partyDossier = query(
  'party.dossier',
  { can: 'parties:read' },
  async (cx, { partyId }: { partyId: string }): Promise<Dossier> => {
    const party = await loadParty(cx, partyId)
    const holds = await listHolds(cx, partyId)
    const facts = await listFacts(cx, partyId)
    const told = await tell(cx, partyId)
    return {
      party,
      holds,
      names: await listNames(cx, partyId),
      facts: facts.map((one) => ({ ...one, isCurrent: party[one.fact] === one.value })),
      bankAccounts: party.accounts.map((account) => withUse(account, holds, told.uses)),
      mailSenders: told.senders,
      figures: told.figures,
    }
  },
)

async function tell(cx: Cx, partyId: string) {
  const uses: AccountUse[] = []
  const senders: MailSender[] = []
  let figures: Readonly<Record<string, object>> = {}
  for (const source of sources) {
    uses.push(...((await source.accountUse?.(cx, partyId)) ?? []))
    senders.push(...((await source.mailSenders?.(cx, partyId)) ?? []))
    figures = { ...figures, ...(await source.figures?.(cx, partyId)) }
  }
  return { uses, senders, figures }
}

function withUse(account: PartyAccount, holds: readonly Hold[], uses: readonly AccountUse[]): DossierAccount {
  const own = uses.filter((use) => accountKey(use.account) === accountKey(account.account))
  const hold = holds.findLast(({ accountId, outcome }) => accountId === account.id && outcome === 'released')
  const latest = <T extends string>(values: readonly (T | null | undefined)[]): T | null =>
    values
      .filter((value) => value !== null && value !== undefined)
      .sort()
      .at(-1) ?? null
  const sum = (of: (use: AccountUse) => number | undefined): number =>
    own.reduce((total, use) => total + (of(use) ?? 0), 0)
  return {
    ...account,
    confirmedBy: hold?.releasedBy ?? null,
    confirmedAt: hold?.releasedAt ?? null,
    timesPaid: sum(({ timesPaid }) => timesPaid),
    lastPaidOn: latest(own.map(({ lastPaidOn }) => lastPaidOn)),
    receipts: sum(({ receipts }) => receipts),
    lastReceiptId: latest(own.map(({ lastReceiptId }) => lastReceiptId)),
  }
}
