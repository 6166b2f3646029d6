import { type IdKind, isId } from '#src/kernel/id.ts'
import type { CompanyReader } from './page-context.ts'

/** Where the page of a record of ours is, by the kind of its id. */
const PAGES: readonly (readonly [IdKind, string])[] = [
  ['receipt', 'receipts'],
  ['invoice', 'invoices'],
  ['party', 'parties'],
  ['document', 'documents'],
  ['journalEntry', 'entries'],
  ['intake', 'intakes'],
]

/** The page of a record; undefined for one that has none of its own. */
export function recordHref({ companyId }: CompanyReader, id: string): string | undefined {
  const page = PAGES.find(([kind]) => isId(kind, id))?.[1]
  return page === undefined ? undefined : `/c/${companyId}/${page}/${id}`
}
