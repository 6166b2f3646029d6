import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readConfig } from '#src/config.ts'
import type { CliCommand, CliIo } from '#src/platform/cli.ts'
import { systemClock } from '#src/platform/clock.ts'
import { DemoFailure } from './speaker.ts'
import { openStage, type StageFacts } from './stage.ts'
import { playStory } from './story.ts'

const Key = z.string().min(1)
const Facts = z.object({
  url: z.url(),
  companyId: z.string(),
  apiKeys: z.object({ owner: Key, approver: Key, bookkeeper: Key, auditor: Key }),
})

/** `demo` plays the main job live through the HTTP API of a running server, and says what came back at each step. */
export const demoCommand: CliCommand = {
  name: 'demo',
  usage: 'demo [--url URL] [--facts FILE]    (FILE is DATA_DIR/demo.json unless given)',
  async run(args, io) {
    const facts = await readFacts(args, io)
    if (!facts) return 2
    io.out(`Demonstration at ${facts.url}, company ${facts.companyId}`)
    try {
      await playStory(openStage(facts, systemClock.now(), io.out))
      io.out('Everything is as it must be.')
      return 0
    } catch (error) {
      io.err(`${explain(error, facts)}\n`)
      return 1
    }
  },
}

async function readFacts(args: readonly string[], io: CliIo): Promise<StageFacts | undefined> {
  try {
    const { values } = parseArgs({ args: [...args], options: { url: { type: 'string' }, facts: { type: 'string' } } })
    const file = values.facts ?? join(readConfig().dataDir, 'demo.json')
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text === undefined) {
      io.err(`There is no ${file}; start the server first (npm start), or name the file with --facts.\n`)
      return undefined
    }
    const facts = Facts.parse(JSON.parse(text))
    return { ...facts, url: (values.url ?? facts.url).replace(/\/+$/, '') }
  } catch (error) {
    io.err(`${error instanceof Error ? error.message : String(error)}\nusage: ${demoCommand.usage}\n`)
    return undefined
  }
}

function explain(error: unknown, { url }: StageFacts): string {
  if (error instanceof DemoFailure) return `FAILED: ${error.message}`
  if (error instanceof TypeError && error.cause !== undefined) return `FAILED: ${url} does not answer; is it running?`
  return `FAILED: ${error instanceof Error ? error.stack : String(error)}`
}
