/** A text column that holds sealed secrets, so that a change of keys can find and reseal them. */
export interface SealedColumn {
  readonly table: string
  readonly column: string
  /** The `purpose` that its room seals with; the company is the row's company_id. */
  readonly purpose: string
}

const COLUMNS = new Map<string, SealedColumn>()

/** A room that stores sealed secrets says so once, beside the store that writes them. */
export function defineSealedColumn(column: SealedColumn): SealedColumn {
  const name = `${column.table}.${column.column}`
  if (COLUMNS.has(name)) throw new Error(`sealed column ${name} is defined twice`)
  COLUMNS.set(name, column)
  return column
}

export const sealedColumns = (): readonly SealedColumn[] => [...COLUMNS.values()]
