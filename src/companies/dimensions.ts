import { newId } from '#src/kernel/id.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Company } from './company.ts'
import {
  insertDimension,
  insertDimensionValue,
  listDimensionRows,
  listValueRows,
  loadDimensionByCode,
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

export const createDimensionValue = command(
  'dimensionValue.create',
  { can: 'companies:write' },
  async (cx, input: { dimension: string; code: string; name: string }): Promise<DimensionValue> => {
    const dimension = await loadDimensionByCode(cx, input.dimension)
    const value = { id: newId('dimensionValue'), code: input.code, name: input.name, isActive: true }
    await insertDimensionValue(cx, dimension, value)
    cx.audit({ kind: 'dimensionValue', id: value.id }, { dimension: dimension.code, ...value })
    return value
  },
)
