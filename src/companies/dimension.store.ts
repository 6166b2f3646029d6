import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { DimensionFault, DimensionPair } from './dimension-use.ts'
import type { Dimension, DimensionManager, DimensionValue } from './dimensions.ts'

defineConstraint('dimensions_code_key', 'dimension_exists', 'The company has a dimension with this code already.')
defineConstraint(
  'dimension_values_code_key',
  'dimension_value_exists',
  'The dimension has a value with this code already.',
)

defineConstraint(
  'dimension_values_manager_fkey',
  'dimension_manager_unknown',
  'Name a member of the company as the manager of the value.',
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
    `insert into dimension_values (company_id, id, dimension_id, code, name, is_active, manager_id, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [cx.companyId, value.id, dimension.id, value.code, value.name, value.isActive, value.managerId, cx.now],
  )
}

const VALUE = 'id, code, name, is_active as "isActive", manager_id as "managerId", version'

/** The value by code or id, locked until the transaction ends. */
export async function lockValue(cx: Cx, dimension: Dimension, value: string): Promise<DimensionValue> {
  const [row] = await cx.sql<DimensionValue>(
    `select ${VALUE} from dimension_values
     where company_id = $1 and dimension_id = $2 and (code = $3 or id = $3) for update`,
    [cx.companyId, dimension.id, value],
  )
  return row ?? fail('not_found', 'There is no such value of the dimension.')
}

export async function updateValueRow(cx: Cx, value: DimensionValue): Promise<void> {
  await cx.sql(
    `update dimension_values set name = $3, is_active = $4, manager_id = $5, version = version + 1, updated_at = $6
     where company_id = $1 and id = $2`,
    [cx.companyId, value.id, value.name, value.isActive, value.managerId, cx.now],
  )
}

export const listManagerRows = (cx: Cx): Promise<DimensionManager[]> =>
  cx.sql<DimensionManager>(
    `select d.code as dimension, v.code as value, v.manager_id as "memberId"
     from dimension_values v join dimensions d on d.company_id = v.company_id and d.id = v.dimension_id
     where v.company_id = $1 and v.manager_id is not null order by v.id`,
    [cx.companyId],
  )

export async function listValueRows(
  cx: Cx,
  dimension: Dimension,
  after: string | undefined,
  limit: number,
): Promise<DimensionValue[]> {
  return cx.sql<DimensionValue>(
    `select ${VALUE} from dimension_values
     where company_id = $1 and dimension_id = $2 and id > $3 order by id limit $4`,
    [cx.companyId, dimension.id, after ?? '', limit],
  )
}

/** Those of the pairs that cannot be used, and why. Row level security leaves out what is another company's. */
export const findUnusableDimensions = (
  cx: Cx,
  pairs: readonly DimensionPair[],
): Promise<(DimensionPair & { readonly fault: DimensionFault })[]> =>
  cx.sql(
    `select w.company_id as "companyId", w.dimension, w.value,
            case when d.id is null then 'dimension_unknown' when v.id is null then 'dimension_value_unknown'
                 else 'dimension_value_closed' end as fault
       from unnest($1::text[], $2::text[], $3::text[]) as w(company_id, dimension, value)
       left join dimensions d on d.company_id = w.company_id and d.code = w.dimension
       left join dimension_values v
         on v.company_id = w.company_id and v.dimension_id = d.id and v.code = w.value
      where v.is_active is distinct from true`,
    [pairs.map((pair) => pair.companyId), pairs.map((pair) => pair.dimension), pairs.map((pair) => pair.value)],
  )
