import type { Locale } from '#src/kernel/locale.ts'

/** What each job was to do: Norwegian (bokmål), English. */
export const JOBS: Readonly<Record<string, readonly [nb: string, en: string]>> = {
  'approvals.restaff': ['Velge godkjennere på nytt', 'Choose approvers anew'],
  'connect.plan': ['Planlegge overføringer', 'Plan transfers'],
  'connect.poll': ['Hente fra tilkoblinger', 'Pull from connections'],
  'connect.pull': ['Hente fra en tilkobling', 'Pull from a connection'],
  'connect.push': ['Overføre til en tilkobling', 'Push to a connection'],
  'connect.settle': ['Bokføre hentede betalinger', 'Settle pulled payments'],
  'connect.sweep': ['Starte ventende overføringer', 'Start waiting transfers'],
  'connect.wake': ['Starte overføringer av en tilkobling', 'Start transfers of a connection'],
  'delivery.follow': ['Følge opp en forsendelse', 'Follow up a delivery'],
  'delivery.send': ['Sende en faktura', 'Send an invoice'],
  'delivery.sweep': ['Starte ventende forsendelser', 'Start waiting deliveries'],
  'intake.sort': ['Sortere det som kom inn', 'Sort what came in'],
  'intake.sweep': ['Finne usortert mottak', 'Find unsorted arrivals'],
  'matching.rematch': ['Avstemme på nytt', 'Match again'],
  'platform.retryJob': ['Starte arbeid på nytt', 'Start work again'],
  'platform.sweep': ['Rydde', 'Clean up'],
  'readings.learn': ['Lære av en retting', 'Learn from a correction'],
  'readings.read': ['Lese et dokument', 'Read a document'],
  'receipts.advance': ['Sende et bilag videre', 'Advance a receipt'],
  'retention.daily': ['Finne det som kan slettes', 'Find what may be deleted'],
  'retention.removeFile': ['Fjerne en slettet fil', 'Remove a deleted file'],
}

/** What a job was to do, in the reader's language; the name of one that is gone, as it stands. */
export const jobWords = (locale: Locale, name: string): string => JOBS[name]?.[locale === 'en' ? 1 : 0] ?? name
