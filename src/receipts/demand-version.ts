import { fail } from '#src/kernel/problem.ts'
import type { Receipt } from './receipt.ts'

/** Fails with `version_stale` when the caller has seen another version than the receipt's; undefined = he did not say. */
export function demandVersion({ version }: Receipt, seenVersion: number | undefined): void {
  if (seenVersion === undefined || seenVersion === version) return
  fail('version_stale', 'The receipt has changed since you read it; read it again.', { members: { version } })
}
