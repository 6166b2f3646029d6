import { approvalFixtures } from './approvals.ts'
import { bankFixtures } from './bank.ts'
import { companyFixtures } from './companies.ts'
import { connectFixtures } from './connect.ts'
import type { RoomFixtures } from './fixture.ts'
import { groupFixtures } from './groups.ts'
import { identityFixtures } from './identity.ts'
import { intakeFixtures } from './intake.ts'
import { invoiceFixtures } from './invoices.ts'
import { jobFixtures } from './jobs.ts'
import { ledgerFixtures } from './ledger.ts'
import { matchFixtures } from './matching.ts'
import { partyFixtures } from './parties.ts'
import { documentFixtures, receiptFixtures } from './receipts.ts'
import { retentionFixtures } from './retention.ts'
import { webhookFixtures } from './webhooks.ts'

/** What each room gives to the guard suite; a new operation without its fixture fails the suite. */
export const ROOMS: readonly RoomFixtures[] = [
  identityFixtures,
  companyFixtures,
  groupFixtures,
  ledgerFixtures,
  partyFixtures,
  approvalFixtures,
  webhookFixtures,
  bankFixtures,
  matchFixtures,
  connectFixtures,
  documentFixtures,
  retentionFixtures,
  jobFixtures,
  receiptFixtures,
  intakeFixtures,
  invoiceFixtures,
]

export const idFixture = (name: string) => ROOMS.map(({ ids }) => ids[name]).find((make) => make !== undefined)
export const requestFixture = (operationId: string) =>
  ROOMS.map(({ requests }) => requests?.[operationId]).find((make) => make !== undefined)
