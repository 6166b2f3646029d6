import type { Cx } from '../cx.ts'
import { OpenCx } from './open-cx.ts'

/**
 * Goes on inside a company in the same transaction: the one that the running command has just inserted, or the one
 * that an invitation opens to its holder. The caller answers for that right; nothing else may widen the tenant.
 */
export function enterNewCompany(cx: Cx, companyId: string, timeZone: string): Promise<Cx> {
  if (!(cx instanceof OpenCx)) throw new Error('a company is made by a command')
  return cx.enterNewCompany(companyId, timeZone)
}
