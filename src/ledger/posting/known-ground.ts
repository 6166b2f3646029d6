import type { Platform } from '#src/platform/platform.ts'
import type { Landing, Place } from './posting.store.ts'

/** What of a landing stays as it is: only where the series stands is read each time. */
export type KnownLanding = Omit<Landing, 'lastNumber' | 'lastHash'> & {
  readonly seriesId: string
  readonly fiscalYear: string
}

const MAX_ENTRIES = 100_000

/**
 * What this process has seen of the books: open periods with the series that journals number in, and accounts in use.
 * A batch takes it for granted instead of reading it again. It may be out of date (a period closed, an account taken
 * out of use); the proofs of the database then refuse the whole batch, all of it is forgotten here, and the postings
 * are judged one by one against what is read anew.
 */
export class KnownGround {
  readonly #landings = new Map<string, KnownLanding>()
  readonly #accounts = new Set<string>()

  /** The landings of all places, or undefined when one of them has not been seen. */
  landingsOf(places: readonly Place[]): KnownLanding[] | undefined {
    const known: KnownLanding[] = []
    for (const place of places) {
      const landing = this.#landings.get(keyOf(place))
      if (!landing) return undefined
      known.push(landing)
    }
    return known
  }

  learnLandings(places: readonly Place[], landings: readonly Landing[]): void {
    if (this.#landings.size > MAX_ENTRIES) this.#landings.clear()
    places.forEach((place, index) => {
      const { lastNumber: _lastNumber, lastHash: _lastHash, ...landing } = landings[index] ?? NOWHERE
      const { status, seriesId, fiscalYear } = landing
      if (status === 'open' && seriesId !== null && fiscalYear !== null) {
        this.#landings.set(keyOf(place), { ...landing, seriesId, fiscalYear })
      }
    })
  }

  /** Those of the accounts that have not been seen in use. */
  unseenAccounts(wanted: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
    const unseen = new Map<string, Set<string>>()
    for (const [companyId, numbers] of wanted) {
      const left = [...numbers].filter((number) => !this.#accounts.has(`${companyId} ${number}`))
      if (left.length > 0) unseen.set(companyId, new Set(left))
    }
    return unseen
  }

  learnAccounts(read: ReadonlyMap<string, ReadonlySet<string>>, unusable: ReadonlySet<string>): void {
    if (this.#accounts.size > MAX_ENTRIES) this.#accounts.clear()
    for (const [companyId, numbers] of read) {
      for (const number of numbers) {
        const key = `${companyId} ${number}`
        if (!unusable.has(key)) this.#accounts.add(key)
      }
    }
  }

  forget(): void {
    this.#landings.clear()
    this.#accounts.clear()
  }
}

const NOWHERE: Landing = {
  baseCurrency: null,
  seriesId: null,
  series: null,
  fiscalYear: null,
  status: null,
  openFrom: null,
  lastNumber: null,
  lastHash: null,
}

const keyOf = ({ companyId, journal, bookedOn }: Place): string => `${companyId} ${journal} ${bookedOn.slice(0, 7)}`

const grounds = new WeakMap<Platform, KnownGround>()

export function knownGround(platform: Platform): KnownGround {
  const known = grounds.get(platform) ?? new KnownGround()
  grounds.set(platform, known)
  return known
}
