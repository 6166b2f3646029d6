import { pairsOf, type UnusableDimensions, unusableDimensions } from '#src/companies/index.ts'
import { yearOf } from '#src/kernel/book-date.ts'
import type { Cx } from '#src/platform/cx.ts'
import { loadBooksOf } from '../books/books.store.ts'
import { lockItems } from '../open-items/open-item.store.ts'
import type { OpenItem } from '../open-items/open-item.ts'
import { insertFiscalYear } from '../periods/period.store.ts'
import { fiscalYearOf } from '../periods/period.ts'
import { loadVatCodes } from '../vat/vat-code.store.ts'
import type { VatCode } from '../vat/vat-code.ts'
import { type KnownLanding, knownGround } from './known-ground.ts'
import { findUnusable, headKey, type Landing, lockHeads, lockLandings, type Place } from './posting.store.ts'
import type { Posting } from './posting.ts'

/** Where a series stands while a batch is numbered. */
export interface RunningHead {
  number: number
  hash: string
}

/** All that a batch of postings is judged against, read once; heads and items are locked until commit. */
export interface Ground {
  readonly landings: readonly Landing[]
  /** "company number" of accounts that cannot be posted to. */
  readonly unusable: ReadonlySet<string>
  /** Values of dimensions that cannot be posted to. */
  readonly unusableDimensions: UnusableDimensions
  /** Locked open items by "company id", moved on as postings take from them. */
  readonly items: Map<string, OpenItem>
  vatCodesOf(companyId: string): ReadonlyMap<string, VatCode>
  headOf(
    companyId: string,
    landing: { seriesId: string; fiscalYear: string; lastNumber: number; lastHash: string },
  ): RunningHead
}

/** Years before and after today's in which a fiscal year is made by the first posting; outside them a person makes it. */
const YEARS_BACK = 10
const YEARS_AHEAD = 1

const NO_CODES: ReadonlyMap<string, VatCode> = new Map()
const NO_ACCOUNTS: ReadonlySet<string> = new Set()

/** With several postings what this process has seen before may be taken for granted: see KnownGround. */
export async function gatherGround(first: Cx, cxs: readonly Cx[], postings: readonly Posting[]): Promise<Ground> {
  const companyAt = (place: number): string => (cxs[place] ?? first).companyId
  const wanted = (names: (posting: Posting) => readonly string[]): Map<string, Set<string>> => {
    const byCompany = new Map<string, Set<string>>()
    postings.forEach((posting, place) => {
      const known = byCompany.get(companyAt(place)) ?? new Set<string>()
      for (const name of names(posting)) known.add(name)
      if (known.size > 0) byCompany.set(companyAt(place), known)
    })
    return byCompany
  }
  const vatCodes = await loadVatCodes(
    first,
    wanted((posting) => posting.vatCodes),
  )
  const accounts = wanted((posting) => posting.accounts)
  for (const [companyId, codes] of vatCodes) addVatAccounts(accounts.get(companyId), codes)
  const pairs = postings.flatMap(({ dimensions: said }, place) =>
    said.flatMap(({ dimensions = {} }) => pairsOf(companyAt(place), dimensions)),
  )
  // Sent together: the locks are taken in this order, heads before items, by everyone.
  const [landings, items, unusable, unusableOnes] = await Promise.all([
    landOn(first, postings, companyAt),
    lockItems(
      first,
      wanted((posting) => posting.openItemIds),
    ),
    lookForUnusable(first, accounts, postings.length > 1),
    unusableDimensions(first, pairs),
  ])
  const heads = new Map<string, RunningHead>()
  return {
    landings,
    unusable,
    unusableDimensions: unusableOnes,
    items,
    vatCodesOf: (companyId) => vatCodes.get(companyId) ?? NO_CODES,
    headOf: (companyId, { seriesId, fiscalYear, lastNumber, lastHash }) => {
      const key = `${companyId} ${seriesId} ${fiscalYear}`
      const known = heads.get(key) ?? { number: lastNumber, hash: lastHash }
      heads.set(key, known)
      return known
    },
  }
}

function addVatAccounts(accounts: Set<string> | undefined, codes: ReadonlyMap<string, VatCode>): void {
  for (const { inputAccount, outputAccount } of codes.values()) {
    if (inputAccount !== null) accounts?.add(inputAccount)
    if (outputAccount !== null) accounts?.add(outputAccount)
  }
}

/** Known landings with where their series stand now, locked; undefined when one of the series has no head. */
async function standOn(
  first: Cx,
  places: readonly Place[],
  known: readonly KnownLanding[],
): Promise<Landing[] | undefined> {
  const keys = places.map(({ companyId }, place) => {
    const { seriesId = '', fiscalYear = '' } = known[place] ?? {}
    return { companyId, seriesId, fiscalYear }
  })
  const heads = await lockHeads(first, keys)
  const landings: Landing[] = []
  for (const [place, landing] of known.entries()) {
    const { companyId = '' } = places[place] ?? {}
    const head = heads.get(headKey({ ...landing, companyId }))
    if (!head) return undefined
    landings.push({ ...landing, ...head })
  }
  return landings
}

async function lookForUnusable(
  first: Cx,
  accounts: ReadonlyMap<string, ReadonlySet<string>>,
  isBatch: boolean,
): Promise<ReadonlySet<string>> {
  const ground = knownGround(first.platform)
  const unseen = isBatch ? ground.unseenAccounts(accounts) : accounts
  if (unseen.size === 0) return NO_ACCOUNTS
  const unusable = await findUnusable(first, unseen)
  ground.learnAccounts(unseen, unusable)
  return unusable
}

/** Finds and locks; where a date lies in a fiscal year that nobody has made yet, makes it and looks again. */
async function landOn(
  first: Cx,
  postings: readonly Posting[],
  companyAt: (place: number) => string,
): Promise<Landing[]> {
  const places = postings.map(({ journal, bookedOn }, place) => ({ companyId: companyAt(place), journal, bookedOn }))
  const ground = knownGround(first.platform)
  const known = places.length > 1 ? ground.landingsOf(places) : undefined
  const standing = known && (await standOn(first, places, known))
  if (standing) return standing
  const landings = await lockLandings(first, places)
  const missing = places.filter(({ bookedOn }, place) => {
    const landing = landings[place]
    if (!landing?.baseCurrency || landing.status !== null) return false
    const age = yearOf(first.today) - yearOf(bookedOn)
    return age <= YEARS_BACK && -age <= YEARS_AHEAD
  })
  if (missing.length === 0) {
    ground.learnLandings(places, landings)
    return landings
  }
  for (const { companyId, bookedOn } of missing) {
    const { firstMonth } = await loadBooksOf(first, companyId)
    await insertFiscalYear(first, companyId, fiscalYearOf(bookedOn, firstMonth))
  }
  return lockLandings(first, places)
}
