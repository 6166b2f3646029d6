import { msOf } from './books.ts'
import { type Asked, type Json, problem } from './wire.ts'

const PAGE_SIZE_DEFAULT = 100
const PAGE_SIZE_MAX = 1000
const CLAUSE = /^([A-Za-z]+(?:\.[A-Za-z]+)?)==(?:guid\()?"((?:[^"\\]|\\.)*)"\)?$/

/** Answers a list call: `where`, `If-Modified-Since`, `order`, `page` and `pageSize` as the accounting API has them. */
export function listed(asked: Asked, records: Iterable<Json>): { rows: Json[]; pagination: Json } {
  const where = asked.query.get('where')
  const since = asked.headers['if-modified-since']
  const sinceMs = since ? Math.floor(Date.parse(since) / 1000) * 1000 : Number.NEGATIVE_INFINITY
  const chosen = [...records].filter(
    (record) => (!where || matches(record, where)) && msOf(record.UpdatedDateUTC) >= sinceMs,
  )
  const order = asked.query.get('order') ?? ''
  if (/^UpdatedDateUTC( ASC)?$/i.test(order)) {
    chosen.sort((a, b) => msOf(a.UpdatedDateUTC) - msOf(b.UpdatedDateUTC))
  }
  const page = Math.max(1, Number(asked.query.get('page') ?? 1))
  const pageSize = Math.min(PAGE_SIZE_MAX, Number(asked.query.get('pageSize') ?? PAGE_SIZE_DEFAULT))
  const rows = chosen.slice((page - 1) * pageSize, page * pageSize)
  return {
    rows,
    pagination: { page, pageSize, pageCount: Math.ceil(chosen.length / pageSize), itemCount: chosen.length },
  }
}

function matches(record: Json, where: string): boolean {
  return where.split(' AND ').every((clause) => {
    const [, path = '', value = ''] = CLAUSE.exec(clause.trim()) ?? []
    if (!path) throw problem(400, 'QueryParseException', `No such filter: ${clause}`)
    const found = path.split('.').reduce<unknown>((at, name) => (at as Json | undefined)?.[name], record)
    return String(found ?? '') === value.replace(/\\(.)/g, '$1')
  })
}
