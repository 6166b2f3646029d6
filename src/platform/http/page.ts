import { decodeCursor, encodeCursor } from '#src/kernel/cursor.ts'
import { fail } from '#src/kernel/problem.ts'

export interface Page<Row> {
  readonly data: readonly Row[]
  readonly nextCursor: string | null
}

/** Position and size of a page of a list that is ordered by id. Ask the store for `limit` rows: one more than shown. */
export function pageStart({ cursor, limit }: { cursor?: string | undefined; limit: number }): {
  after: string | undefined
  limit: number
} {
  if (cursor === undefined) return { after: undefined, limit: limit + 1 }
  const key = decodeCursor(cursor, 1)
  if (typeof key?.[0] !== 'string') fail('request_invalid', 'The cursor is not one that a list gave out.')
  return { after: key[0], limit: limit + 1 }
}

/** The page from one row more than asked for: that row only tells that there is more. */
export function pageOfRows<Row extends { readonly id: string }>(rows: readonly Row[], limit: number): Page<Row> {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  return { data, nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : null }
}
