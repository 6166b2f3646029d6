import { expectThat, Shortfall, type Stand } from './stand.ts'

/** One claim about a connector. `run` gets a stand of its own; throws Shortfall (or anything) when the claim is false. */
export interface Check {
  readonly id: string
  readonly claim: string
  readonly run: (stand: Stand) => Promise<void>
}

export const check = (id: string, claim: string, run: Check['run']): Check => ({ id, claim, run })

/** No credential may be found in an error, however it is looked at. */
export function expectNoSecret(error: Error, { secrets }: Stand): void {
  const seen = [error.message, error.stack ?? '', String(error.cause ?? ''), JSON.stringify({ ...error })].join('\n')
  for (const secret of secrets) expectThat(!seen.includes(secret), 'an error carries a credential')
  if (error.cause !== undefined) throw new Shortfall('an error carries what caused it, and with it the request')
}
