import type { Cx } from '#src/platform/cx.ts'
import { rejected } from '../connector-error.ts'
import type { Catalogue } from '../sdk.ts'
import { loadCatalogue, loadMappings, upsertMappings } from './mapping.store.ts'
import { type Mapping, type MappingKind, proposeAccount, proposeTaxCode } from './mapping.ts'

export interface Translator {
  /** The vendor's code of an account of ours. Throws `rejected` when a person has to say it. */
  account(ours: string): string
  taxCode(ours: { vatCode: string | null; ratePpm: number; side: 'purchases' | 'sales' }): string | null
  tracking(dimensions: Readonly<Record<string, string>>): { dimension: string; value: string }[]
  /** Mappings that were found on the way and are now in use. */
  readonly proposed: readonly Mapping[]
}

/** Translates our codes into the vendor's: what a person set, else what the rules find in the vendor's catalogue. */
export async function translatorOf(cx: Cx, connectionId: string): Promise<Translator> {
  const mappings = await loadMappings(cx, connectionId)
  const catalogue = await loadCatalogue(cx, connectionId)
  return createTranslator(mappings, catalogue)
}

export function createTranslator(mappings: readonly Mapping[], catalogue: Catalogue | null): Translator {
  const known = new Map(mappings.map(({ kind, ours, theirs }) => [`${kind} ${ours}`, theirs]))
  const proposed: Mapping[] = []
  const find = (kind: MappingKind, ours: string, propose: (from: Catalogue) => string | undefined): string => {
    const theirs = known.get(`${kind} ${ours}`) ?? (catalogue ? propose(catalogue) : undefined)
    if (theirs === undefined) throw rejected(`mappings/${kind}`, `Map our ${kind} ${ours} to one of the vendor's.`)
    if (!known.has(`${kind} ${ours}`)) proposed.push({ kind, ours, theirs, source: 'proposed' })
    known.set(`${kind} ${ours}`, theirs)
    return theirs
  }
  return {
    proposed,
    account: (ours) => find('account', ours, (from) => proposeAccount(ours, from)),
    taxCode({ vatCode, ratePpm, side }) {
      if (vatCode !== null) return find('vatCode', vatCode, (from) => proposeTaxCode({ ratePpm, side }, from))
      // A line without VAT has no code of ours to map; where the vendor has one code for that, it is said.
      return (catalogue && proposeTaxCode({ ratePpm: 0, side }, catalogue)) ?? null
    },
    tracking: (dimensions) =>
      Object.entries(dimensions).flatMap(([key, value]) => {
        const dimension = known.get(`dimension ${key}`)
        return dimension === undefined ? [] : [{ dimension, value }]
      }),
  }
}

/** Keeps what was proposed, so that a person can see and change it. */
export const keepProposed = (cx: Cx, connectionId: string, { proposed }: Translator): Promise<void> =>
  upsertMappings(cx, connectionId, proposed)
