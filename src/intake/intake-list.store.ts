import type { Cx } from '#src/platform/cx.ts'
import { INTAKE, withFiles } from './intake.store.ts'
import type { Intake, IntakeView, Outcome, Way } from './intake.ts'

export interface IntakeFilter {
  readonly ways?: readonly Way[] | undefined
  readonly status?: Intake['status'] | undefined
  readonly outcome?: Outcome | undefined
  readonly receiptId?: string | undefined
  readonly documentId?: string | undefined
  readonly updatedSince?: string | undefined
  /** Stands in the sender, the subject or the name of a file, whatever the case. */
  readonly text?: string | undefined
  /** For people: the last one that came first; `after` counts in the same order. */
  readonly isNewestFirst?: boolean | undefined
  readonly after: string | undefined
  readonly limit: number
}

/** In the order of their ids, that is of their arrival, or in its reverse; each condition only where it is asked for. */
export async function listIntakeRows(cx: Cx, filter: IntakeFilter): Promise<IntakeView[]> {
  const { after, isNewestFirst = false } = filter
  const values: unknown[] = [cx.companyId, after ?? null, filter.limit]
  const wanted = (condition: string, value: unknown): string => {
    if (value === undefined || value === null) return ''
    values.push(value)
    return ` and ${condition.replaceAll('?', `$${values.length}`)}`
  }
  const withFile = (condition: string) =>
    `id in (select intake_id from intake_files where company_id = $1 and ${condition})`
  const contains = (text: string) => `position(lower(?) in lower(${text})) > 0`
  const conditions = [
    wanted('way = any (?)', filter.ways),
    wanted('status = ?', filter.status),
    wanted('updated_at >= ?::timestamptz', filter.updatedSince),
    wanted(withFile('receipt_id = ?'), filter.receiptId),
    wanted(`(document_id = ? or ${withFile('document_id = ?')})`, filter.documentId),
    wanted(withFile('outcome = ?'), filter.outcome),
    wanted(`(${contains("concat_ws(E'\\n', sender, subject)")} or ${withFile(contains('name'))})`, filter.text),
  ]
  const rows = await cx.sql<Intake>(
    `select ${INTAKE} from intakes where company_id = $1 and ($2::text is null or id ${isNewestFirst ? '<' : '>'} $2)
     ${conditions.join('')} order by id ${isNewestFirst ? 'desc' : ''} limit $3`,
    values,
  )
  return withFiles(cx, rows)
}
