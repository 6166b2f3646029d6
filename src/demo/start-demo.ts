import { countPeople } from '#src/identity/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { type DemoFacts, readFacts, writeFacts } from './demo-facts.ts'
import { fillCompany } from './fill/fill-company.ts'
import { type DemoGround, demoFile } from './prepare-demo.ts'
import { seedCast } from './seed-cast.ts'
import { openStage, type StageFacts } from './stage.ts'

interface DemoStart {
  readonly platform: Platform
  readonly url: string
  /** Undefined = a database of somebody's own, in which nothing is put unasked. */
  readonly ground: DemoGround | undefined
}

interface Running {
  stop(): Promise<void>
}
const NOTHING: Running = { stop: async () => undefined }

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/**
 * Seeds the demonstration into an empty database, writes DATA_DIR/demo.json, says what to open, and goes on filling
 * the company in the background. A filling that was interrupted is taken up again at the next start.
 */
export async function startDemo({ platform, url, ground }: DemoStart): Promise<Running> {
  say(`\n  Bilag answers at ${url}   (API reference: ${url}/docs)`)
  if (!ground) return NOTHING
  const file = demoFile(platform.config)
  const isFirst = (await countPeople(platform)) === 0
  const known = isFirst ? { ...(await seedCast(platform, url)), isFilled: false } : await readFacts(file)
  if (!known) return NOTHING
  const { receiverUrl, sandboxes } = ground
  const facts = { ...known, url, receiverUrl, sandboxes: [...sandboxes] }
  await writeFacts(file, facts)
  if (isFirst) welcome(facts, file)
  else say(`  Log in with a user of ${file}\n`)
  return facts.isFilled ? NOTHING : startFilling(platform, facts, file)
}

function welcome({ users: [owner], apiKeys, companyId, url }: DemoFacts, file: string): void {
  say(`  Demo company ready. Log in as ${owner?.email} with password ${owner?.password}`)
  say(`  (everybody's passwords and API keys: ${file})\n`)
  say(`  curl -s -H "Authorization: Bearer ${apiKeys.owner}" ${url}/v1/companies/${companyId}/receipts\n`)
}

function startFilling(platform: Platform, facts: DemoFacts & StageFacts, file: string): Running {
  const stopping = new AbortController()
  const stage = openStage(facts, { now: platform.clock.now(), say: () => undefined, signal: stopping.signal })
  const filling = fillCompany(stage)
    .then(() => writeFacts(file, { ...facts, isFilled: true }))
    .then(() => say('  The demo company has its weeks behind it; npm run demo plays the main job live.\n'))
    .catch((error: unknown) => {
      if (!stopping.signal.aborted) platform.log.error({ err: error }, 'the demo company could not be filled')
    })
  return {
    async stop() {
      stopping.abort()
      await filling
    },
  }
}
