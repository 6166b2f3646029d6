import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { countPeople } from '#src/identity/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { type DemoFacts, seedCast } from './seed-cast.ts'

interface FirstStart {
  readonly platform: Platform
  readonly url: string
  /** False = a database of somebody's own, in which nothing is put unasked. */
  readonly isWanted: boolean
}

/** Seeds the demonstration into an empty database, writes DATA_DIR/demo.json and says what to open. */
export async function seedOnFirstStart({ platform, url, isWanted }: FirstStart): Promise<DemoFacts | undefined> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  say(`\n  Bilag answers at ${url}   (API reference: ${url}/docs)`)
  if (!isWanted) return undefined
  const file = join(platform.config.dataDir, 'demo.json')
  if ((await countPeople(platform)) > 0) {
    say(`  Log in with a user of ${file}\n`)
    return undefined
  }
  const facts = await seedCast(platform, url)
  await writeFile(file, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 })
  const [owner] = facts.users
  say(`  Demo company ready. Log in as ${owner?.email} with password ${owner?.password}`)
  say(`  (everybody's passwords and API keys: ${file})\n`)
  say(`  curl -s -H "Authorization: Bearer ${facts.apiKeys.owner}" ${url}/v1/companies/${facts.companyId}/receipts\n`)
  return facts
}
