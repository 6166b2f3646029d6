import type { Clock } from '#src/platform/clock.ts'
import type { CompanyApi } from './api.ts'
import type { Drive, Trouble } from './drive.ts'
import { prepareCompany } from './prepare-company.ts'
import type { Progress } from './progress.ts'
import { type Outcome, readOutcome } from './read-outcome.ts'
import { sendPurchases } from './send-purchases.ts'
import { sendSales } from './send-sales.ts'
import { sendStatements } from './send-statements.ts'
import type { YearFolder } from './year-folder.ts'

export interface YearResult extends Outcome {
  /** Invoices in the folder, and how many of them are in the books. */
  readonly invoices: number
  readonly posted: number
  /** Statement files that were taken in. */
  readonly statements: number
  /** What did not go as it should, and what the bank's files have wrong. */
  readonly exceptions: readonly Trouble[]
  readonly seconds: number
}

/** Takes a year through the company's books: invoices in and posted, then the bank statements in their order. */
export async function driveYear(
  api: CompanyApi,
  year: YearFolder,
  { progress, clock }: { progress: Progress; clock: Clock },
): Promise<YearResult> {
  const startedMs = clock.now().getTime()
  const drive: Drive = { api, year, progress, troubles: [...year.unread] }
  const prepared = await prepareCompany(drive)
  const purchases = await sendPurchases(drive, prepared)
  const sales = await sendSales(drive, prepared)
  const sent = await sendStatements(drive, prepared)
  const outcome = await readOutcome(drive, prepared, sent)
  progress.end()
  return {
    invoices: year.purchases.length + year.sales.length,
    posted: purchases + sales,
    statements: sent.files,
    ...outcome,
    exceptions: drive.troubles,
    seconds: Math.round((clock.now().getTime() - startedMs) / 100) / 10,
  }
}
