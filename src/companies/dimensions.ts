import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { dimensionValueUpdated } from './company.events.ts'
import type { Company } from './company.ts'
import {
  insertDimension,
  insertDimensionValue,
  listDimensionRows,
  listManagerRows,
  listValueRows,
  loadDimensionByCode,
  lockValue,
  updateValueRow,
} from './dimension.store.ts'

export interface Dimension {
  readonly id: string
  readonly code: string
  readonly name: string
}

export interface DimensionValue {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly isActive: boolean
  /** Member who answers for it: approval policies may ask the managers of what a line is coded with. */
  readonly managerId: string | null
  readonly version: number
}

export interface DimensionManager {
  /** Codes of the dimension and the value. */
  readonly dimension: string
  readonly value: string
  readonly memberId: string
}

/** Every company has these two; they are rows like any other dimension. */
const BUILT_IN = [
  { code: 'project', name: 'Project' },
  { code: 'department', name: 'Department' },
]

export async function openDimensions(cx: Cx, _company: Company): Promise<void> {
  for (const { code, name } of BUILT_IN) await insertDimension(cx, { id: newId('dimension'), code, name })
}

export const listDimensions = query(
  'dimension.list',
  { can: 'companies:read' },
  (cx): Promise<Dimension[]> => listDimensionRows(cx),
)

export const createDimension = command(
  'dimension.create',
  { can: 'companies:write' },
  async (cx, { code, name }: { code: string; name: string }): Promise<Dimension> => {
    const dimension = { id: newId('dimension'), code, name }
    await insertDimension(cx, dimension)
    cx.audit({ kind: 'dimension', id: dimension.id }, dimension)
    return dimension
  },
)

export interface ListValues {
  readonly dimension: string
  readonly after: string | undefined
  readonly limit: number
}

export const listDimensionValues = query(
  'dimensionValue.list',
  { can: 'companies:read' },
  async (cx, { dimension, after, limit }: ListValues): Promise<DimensionValue[]> =>
    listValueRows(cx, await loadDimensionByCode(cx, dimension), after, limit),
)

export interface CreateValue {
  readonly dimension: string
  readonly code: string
  readonly name: string
  readonly managerId?: string | null | undefined
}

export const createDimensionValue = command(
  'dimensionValue.create',
  { can: 'companies:write' },
  async (cx, input: CreateValue): Promise<DimensionValue> => {
    const dimension = await loadDimensionByCode(cx, input.dimension)
    const { code, name, managerId = null } = input
    const value = { id: newId('dimensionValue'), code, name, isActive: true, managerId, version: 1 }
    await insertDimensionValue(cx, dimension, value)
    cx.audit({ kind: 'dimensionValue', id: value.id }, { dimension: dimension.code, ...value })
    return value
  },
)

export interface ChangeValue {
  readonly dimension: string
  /** Code or id. */
  readonly value: string
  readonly name?: string | undefined
  readonly isActive?: boolean | undefined
  readonly managerId?: string | null | undefined
}

/** Renames a value, retires it, or names its manager; its code stays, because lines in the books carry it. */
export const changeDimensionValue = command(
  'dimensionValue.change',
  { can: 'companies:write' },
  async (cx, { dimension, value, ...changes }: ChangeValue): Promise<DimensionValue> => {
    const before = await lockValue(cx, await loadDimensionByCode(cx, dimension), value)
    if (cx.ifMatch !== undefined && cx.ifMatch !== before.version) {
      fail('version_stale', 'The value has changed since you read it; read it again.')
    }
    const { name = before.name, isActive = before.isActive } = changes
    const managerId = changes.managerId === undefined ? before.managerId : changes.managerId
    const after = { ...before, name, isActive, managerId }
    await updateValueRow(cx, after)
    cx.audit({ kind: 'dimensionValue', id: before.id }, { before, after })
    cx.emit(dimensionValueUpdated, { id: before.id, version: before.version + 1 })
    return { ...after, version: before.version + 1 }
  },
)

/** Every value that has a manager. */
export const listDimensionManagers = query(
  'dimensionValue.listManagers',
  { can: 'companies:read' },
  (cx): Promise<DimensionManager[]> => listManagerRows(cx),
)
