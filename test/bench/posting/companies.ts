import { createCompany } from '#src/companies/index.ts'
import { readConfig } from '#src/config.ts'
import { connectPlatform } from '#src/deps.ts'
import { createMyKey, registerPerson } from '#src/identity/index.ts'
import { newId } from '#src/kernel/id.ts'
import { listAccounts } from '#src/ledger/index.ts'
import { systemActor } from '#src/platform/actor.ts'
import type { Call } from '#src/platform/cx.ts'
import { createLogger } from '#src/platform/log.ts'
import { ALL_SCOPES } from '#src/platform/scopes.ts'
import { wireRooms } from '#src/wiring.ts'
import type { BenchDatabase } from '../bench-database.ts'

export interface Companies {
  readonly ids: readonly string[]
  /** API key of the owner of all of them. */
  readonly key: string
  /** Numbers of the accounts that every one of them has. */
  readonly accounts: readonly string[]
}

/** Norwegian companies with open books and one owner. */
export async function makeCompanies({ url, dataDir }: BenchDatabase, count: number): Promise<Companies> {
  wireRooms()
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  const { platform, close } = await connectPlatform(config, url, createLogger('silent'))
  try {
    const outside: Call = {
      platform,
      actor: systemActor('bench'),
      companyId: '',
      timeZone: 'UTC',
      requestId: newId('request'),
      dryRun: false,
    }
    const password = newId('person')
    const person = await registerPerson(outside, { email: 'owner@bilag.example', name: 'Ola Eier', password })
    const actor = { ...outside.actor, kind: 'person' as const, id: person.id, personId: person.id, name: person.name }
    const owner: Call = { ...outside, actor: { ...actor, scopes: new Set(ALL_SCOPES) } }
    const ids: string[] = []
    for (let n = 1; n <= count; n += 1) {
      ids.push((await createCompany(owner, { name: `Bench ${n} AS`, country: 'NO', baseCurrency: 'NOK' })).id)
    }
    const { token } = await createMyKey(owner, { name: 'bench', mode: 'test', scopes: ALL_SCOPES })
    const chart = await listAccounts({ ...owner, companyId: ids[0] ?? '' }, { limit: 1000 })
    return { ids, key: token, accounts: chart.map(({ number }) => number) }
  } finally {
    await close()
  }
}
