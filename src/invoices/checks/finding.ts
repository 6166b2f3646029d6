import type { Fired } from '#src/documents/einvoice/index.ts'
import { isProblem } from '#src/kernel/problem.ts'
import type { Finding, Owner } from './check.ts'
import { placeOf } from './place-of-rule.ts'

export function findingOf(fired: Fired): Finding {
  const { on, pointer, advice } = placeOf(fired)
  const message = advice === '' ? fired.message : `${fired.message} ${advice}`
  return { code: fired.id, flag: fired.flag, on, pointer, message }
}

/** Problems of ours whose fields are the company's. */
const OF_COMPANY: ReadonlySet<string> = new Set(['invoice_seller_incomplete', 'account_role_missing'])

/**
 * What a step of issuing refuses, as findings; none where it refuses nothing. Faults of our own pass through: only a
 * refusal (4xx) is a finding.
 */
export async function refusalsOf(step: () => unknown): Promise<Finding[]> {
  try {
    await step()
    return []
  } catch (error) {
    if (!isProblem(error) || error.kind.status >= 500) throw error
    const on: Owner = OF_COMPANY.has(error.code) ? 'company' : 'invoice'
    const errors = error.options.errors ?? []
    if (errors.length === 0) return [{ code: error.code, flag: 'fatal', on, pointer: '', message: error.message }]
    return errors.map(({ pointer, code, message }) => ({ code, flag: 'fatal', on, pointer, message }))
  }
}
