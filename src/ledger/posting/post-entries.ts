import { dimensionFaults, refuseDimensions } from '#src/companies/index.ts'
import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { actorKey } from '#src/platform/actor.ts'
import type { Settled } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { JournalEntry, JournalLine } from '../journal-entry.ts'
import { insertAllocations, type NewAllocation } from '../open-items/allocation.store.ts'
import type { OpenItem } from '../open-items/open-item.ts'
import { planAllocations } from '../open-items/plan-allocations.ts'
import type { ValuedLine } from './base-amounts.ts'
import { canonicalEntry, entryHash } from './hash-chain.ts'
import { knownGround } from './known-ground.ts'
import { insertEntries, type Landing, type NewEntry, type OpeningItem } from './posting.store.ts'
import type { Posting } from './posting.ts'
import { type Ground, gatherGround } from './posting-ground.ts'
import { recordPosting, recordSettled } from './record-posting.ts'

/** A posting that has been judged: it will be written. */
interface Accepted extends NewEntry {
  readonly allocations: readonly NewAllocation[]
  /** Items of which nothing is left now. */
  readonly settledItems: readonly OpenItem[]
}

/**
 * Posts many drafts, of one or of many companies, in a handful of statements: find and lock, judge, number and chain,
 * write. A draft that breaks a rule is refused alone and has written nothing. All contexts share one transaction.
 */
export async function postEntries(cxs: readonly Cx[], postings: readonly Posting[]): Promise<Settled<JournalEntry>[]> {
  const [first] = cxs
  if (!first) return []
  const ground = await gatherGround(first, cxs, postings)
  const settled: Settled<JournalEntry>[] = []
  const accepted: Accepted[] = []
  postings.forEach((posting, place) => {
    const cx = cxs[place] ?? first
    try {
      const judged = judge(cx, posting, place, ground)
      accepted.push(judged)
      recordPosting(cx, judged.entry)
      for (const item of judged.settledItems) recordSettled(cx, item)
      settled.push({ ok: judged.entry })
    } catch (error) {
      settled.push({ error })
    }
  })
  if (accepted.length === 0) return settled
  await insertEntries(first, accepted).catch((error: unknown) => {
    knownGround(first.platform).forget()
    throw error
  })
  await insertAllocations(
    first,
    accepted.flatMap(({ allocations }) => allocations),
  )
  return settled
}

function judge(cx: Cx, posting: Posting, place: number, ground: Ground): Accepted {
  const { companyId } = cx
  const landing = demandLanding(ground.landings[place], posting)
  const lines = posting.resolve({ baseCurrency: landing.baseCurrency, vatCodes: ground.vatCodesOf(companyId) })
  demandAccounts(companyId, lines, ground.unusable)
  refuseDimensions(dimensionFaults(companyId, posting.dimensions, ground.unusableDimensions))
  const { planned, settled } = planAllocations(companyId, lines, ground.items)
  const { entry, items } = buildEntry(cx, posting, landing, lines, ground)
  const recordedBy = actorKey(cx.actor)
  const allocations = planned.map((allocation) => ({
    ...allocation,
    companyId,
    journalEntryId: entry.id,
    allocatedOn: entry.bookedOn,
    reverses: null,
    reason: null,
    recordedBy,
  }))
  return { entry, items, recordedBy, allocations, settledItems: settled }
}

type Found = 'baseCurrency' | 'seriesId' | 'series' | 'fiscalYear' | 'lastNumber' | 'lastHash'
type Landed = Landing & { readonly [Key in Found]: NonNullable<Landing[Key]> }

function demandLanding(landing: Landing | undefined, { journal, bookedOn }: Posting): Landed {
  if (!landing?.baseCurrency) return fail('books_missing', 'The company has no books.')
  if (!landing.seriesId) {
    return fail('journal_unknown', `There is no journal ${journal}; see GET journals.`, {
      errors: [{ pointer: '/journal', code: 'journal_unknown', message: 'no such journal' }],
    })
  }
  if (landing.status === null) {
    return fail('period_missing', `No fiscal year covers ${bookedOn}; create it with POST fiscal-years.`)
  }
  if (landing.status !== 'open') {
    const from = landing.openFrom ? `; from ${landing.openFrom} on one may book` : ''
    return fail(`period_${landing.status}`, `The period of ${bookedOn} is ${landing.status}${from}.`, {
      errors: [{ pointer: '/bookedOn', code: `period_${landing.status}`, message: 'not an open period' }],
      members: { openFrom: landing.openFrom },
    })
  }
  return landing as Landed
}

function demandAccounts(companyId: string, lines: readonly ValuedLine[], unusable: ReadonlySet<string>): void {
  if (unusable.size === 0) return
  const errors = lines.flatMap(({ account }, index) =>
    unusable.has(`${companyId} ${account}`)
      ? [{ pointer: `/lines/${index}/account`, code: 'account_unknown', message: `no usable account ${account}` }]
      : [],
  )
  if (errors.length === 0) return
  fail('account_unknown', `${errors[0]?.message ?? 'unknown account'}: create it, or take it into use again.`, {
    errors,
  })
}

/** Takes the next number of the series and chains the entry to the one before. */
function buildEntry(
  cx: Cx,
  posting: Posting,
  landing: Landed,
  lines: readonly ValuedLine[],
  ground: Ground,
): { entry: JournalEntry; items: OpeningItem[] } {
  const { companyId } = cx
  const { seriesId, series, fiscalYear, baseCurrency } = landing
  const head = ground.headOf(companyId, landing)
  const items = lines.flatMap(({ opensItem }, index): OpeningItem[] =>
    opensItem
      ? [
          {
            id: newId('openItem'),
            lineNumber: index + 1,
            kind: opensItem.kind,
            dueOn: opensItem.dueOn,
            paymentReference: opensItem.paymentReference ?? null,
            documentNumber: opensItem.documentNumber ?? null,
          },
        ]
      : [],
  )
  const unchained = {
    id: newId('journalEntry', cx.now.getTime()),
    companyId,
    journal: posting.journal,
    seriesId,
    series,
    fiscalYear,
    number: head.number + 1,
    bookedOn: posting.bookedOn,
    period: posting.bookedOn.slice(0, 7),
    description: posting.description,
    baseCurrency,
    lines: lines.map((line, index) => toLine(line, index + 1, items)),
    voucher: posting.voucher,
    reverses: posting.reverses,
    reversedBy: null,
    recordedAt: cx.now,
  }
  const hash = entryHash(head.hash, canonicalEntry(unchained))
  const entry: JournalEntry = { ...unchained, previousHash: head.hash, hash }
  head.number += 1
  head.hash = hash
  return { entry, items }
}

const toLine = (line: ValuedLine, lineNumber: number, items: readonly OpeningItem[]): JournalLine => ({
  lineNumber,
  account: line.account,
  amountMinor: line.amountMinor,
  currency: line.currency,
  baseAmountMinor: line.baseAmountMinor,
  vatCode: line.vatCode ?? null,
  vatBaseMinor: line.vatBaseMinor,
  dimensions: line.dimensions ?? {},
  partyId: line.partyId ?? null,
  description: line.description ?? null,
  openItemId: items.find((item) => item.lineNumber === lineNumber)?.id ?? null,
})
