import './intake.problems.ts'

export { mountMailHook } from './hook/mount-mail-hook.ts'
export { intakeReceived, intakeSorted } from './intake.events.ts'
export { sortIntakeJob } from './intake.jobs.ts'
export { intakeRoutes } from './intake.routes.ts'
export { receiptsWithAttached } from './intake.store.ts'
export {
  type Arrival,
  type Bringer,
  bare,
  bringerOf,
  type DeliveredFile,
  type Handover,
  type Intake,
  type IntakeFile,
  type IntakeKind,
  type IntakeView,
  OUTCOMES,
  type Outcome,
  WAYS,
  type Way,
} from './intake.ts'
export { toWire as wireIntake } from './intake.wire.ts'
export { mailRoutes } from './mail/mail.routes.ts'
export type { RefusedMail } from './mail/refused-mail.store.ts'
export { listRefusedMails, noteRefusedMail } from './mail/refused-mails.ts'
export { onMailReturned } from './mail/returns.ts'
export { type OpenedIntake, type OpenIntake, openIntake } from './open-intake.ts'
export { getIntake, listIntakes } from './read-intakes.ts'
export { type ReceiveFiles, receiveFiles } from './receive-files.ts'
export { retryFile } from './retry-file.ts'
export { type Sender, sendersOfReceipts } from './sender.store.ts'
export { recordSentFile, settleAsAttached, settleAsReceipt } from './settle-file.ts'
export { sortIntake } from './sort-intake.ts'
export { type TakeAsReceipt, takeAsReceipt } from './take-as-receipt.ts'
export { onFileTaken, type TakenFile } from './taker.ts'
