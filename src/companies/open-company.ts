import type { Cx } from '#src/platform/cx.ts'
import type { Company } from './company.ts'

/** What another room sets up when a company is created, in the same transaction: its books, its default policy. */
export type CompanyOpening = (cx: Cx, company: Company) => Promise<void>

const openings: CompanyOpening[] = []

/** Called once per room by the composition (src/wiring.ts); openings run in the order they were given. */
export const onCompanyOpened = (opening: CompanyOpening): void => {
  openings.push(opening)
}

export async function runOpenings(cx: Cx, company: Company): Promise<void> {
  for (const opening of openings) await opening(cx, company)
}
