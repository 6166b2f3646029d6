import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { Dimension, DimensionValue } from './dimensions.ts'

defineConstraint('dimensions_code_key', 'dimension_exists', 'The company has a dimension with this code already.')
defineConstraint(
  'dimension_values_code_key',
  'dimension_value_exists',
  'The dimension has a value with this code already.',
)

export async function insertDimension(cx: Cx, { id, code, name }: Dimension): Promise<void> {
  await cx.sql('insert into dimensions (company_id, id, code, name, created_at) values ($1, $2, $3, $4, $5)', [
    cx.companyId,
    id,
    code,
    name,
    cx.now,
  ])
}

export const listDimensionRows = (cx: Cx): Promise<Dimension[]> =>
  cx.sql<Dimension>('select id, code, name from dimensions where company_id = $1 order by id', [cx.companyId])

/** By code or id. */
export async function loadDimensionByCode(cx: Cx, code: string): Promise<Dimension> {
  const [row] = await cx.sql<Dimension>(
    'select id, code, name from dimensions where company_id = $1 and (code = $2 or id = $2)',
    [cx.companyId, code],
  )
  return row ?? fail('not_found', 'There is no such dimension.')
}

export async function insertDimensionValue(cx: Cx, dimension: Dimension, value: DimensionValue): Promise<void> {
  await cx.sql(
    `insert into dimension_values (company_id, id, dimension_id, code, name, is_active, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [cx.companyId, value.id, dimension.id, value.code, value.name, value.isActive, cx.now],
  )
}

export async function listValueRows(
  cx: Cx,
  dimension: Dimension,
  after: string | undefined,
  limit: number,
): Promise<DimensionValue[]> {
  return cx.sql<DimensionValue>(
    `select id, code, name, is_active as "isActive" from dimension_values
     where company_id = $1 and dimension_id = $2 and id > $3 order by id limit $4`,
    [cx.companyId, dimension.id, after ?? '', limit],
  )
}
