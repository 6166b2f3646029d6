import { type FieldError, fail } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import { loadConnection } from '../connections/connection.store.ts'
import type { Catalogue } from '../sdk.ts'
import { deleteMappings, loadCatalogue, loadMappings, saveCatalogue, upsertMappings } from './mapping.store.ts'
import type { Mapping, MappingKind } from './mapping.ts'

export interface MappingsOf {
  readonly mappings: readonly Mapping[]
  /** The vendor's codes to choose from; null until they have been read. */
  readonly catalogue: Catalogue | null
}

export const getMappings = query(
  'connection_mapping.list',
  { can: 'connections:read' },
  async (cx, connectionId: string): Promise<MappingsOf> => {
    await loadConnection(cx, connectionId)
    return {
      mappings: await loadMappings(cx, connectionId),
      catalogue: await loadCatalogue(cx, connectionId),
    }
  },
)

export interface SetMappings {
  readonly connectionId: string
  readonly mappings: readonly { readonly kind: MappingKind; readonly ours: string; readonly theirs: string }[]
}

/** Sets the whole list. A code that the vendor does not have is refused; what is left out is proposed anew when needed. */
export const setMappings = command(
  'connection_mapping.set',
  { can: 'connections:manage' },
  async (cx, { connectionId, mappings }: SetMappings): Promise<MappingsOf> => {
    await loadConnection(cx, connectionId, 'for update')
    const catalogue = await loadCatalogue(cx, connectionId)
    assertKnown(mappings, catalogue)
    await deleteMappings(cx, connectionId)
    await upsertMappings(
      cx,
      connectionId,
      mappings.map((mapping) => ({ ...mapping, source: 'set' })),
    )
    cx.audit({ kind: 'connection', id: connectionId }, { mappings: mappings.length })
    return { mappings: await loadMappings(cx, connectionId), catalogue }
  },
)

function assertKnown(mappings: SetMappings['mappings'], catalogue: Catalogue | null): void {
  const known: Record<MappingKind, ReadonlySet<string> | null> = {
    account: catalogue && new Set(catalogue.accounts.map(({ code }) => code)),
    vatCode: catalogue && new Set(catalogue.taxCodes.map(({ code }) => code)),
    dimension: null,
  }
  const errors: FieldError[] = mappings.flatMap(({ kind, theirs }, index) =>
    known[kind]?.has(theirs) === false
      ? [{ pointer: `/mappings/${index}/theirs`, code: 'unknown', message: `the vendor has no ${kind} ${theirs}` }]
      : [],
  )
  const seen = new Set<string>()
  mappings.forEach(({ kind, ours }, index) => {
    if (seen.has(`${kind} ${ours}`)) {
      errors.push({ pointer: `/mappings/${index}/ours`, code: 'twice', message: `${kind} ${ours} is mapped twice` })
    }
    seen.add(`${kind} ${ours}`)
  })
  if (errors.length > 0) fail('mapping_invalid', 'Some mappings cannot be used; see errors.', { errors })
}

/** Keeps the vendor's codes as they were just read. */
export const keepCatalogue = command(
  'connection.keep_catalogue',
  { can: 'connections:manage' },
  async (cx, { connectionId, catalogue }: { connectionId: string; catalogue: Catalogue }): Promise<void> => {
    await saveCatalogue(cx, connectionId, catalogue)
    const { accounts, taxCodes } = catalogue
    cx.audit({ kind: 'connection', id: connectionId }, { accounts: accounts.length, taxCodes: taxCodes.length })
  },
)
