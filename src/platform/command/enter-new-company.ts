import type { Cx } from '../cx.ts'
import { OpenCx } from './open-cx.ts'

/** Goes on inside the company that the running command has just inserted, in the same transaction. */
export function enterNewCompany(cx: Cx, companyId: string, timeZone: string): Promise<Cx> {
  if (!(cx instanceof OpenCx)) throw new Error('a company is made by a command')
  return cx.enterNewCompany(companyId, timeZone)
}
