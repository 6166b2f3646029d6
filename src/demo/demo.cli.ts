import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readConfig } from '#src/config.ts'
import type { CliCommand, CliIo } from '#src/platform/cli.ts'
import { systemClock } from '#src/platform/clock.ts'
import { type DemoFacts, readFacts } from './demo-facts.ts'
import { DemoFailure } from './speaker.ts'
import { openStage, type StageFacts } from './stage.ts'
import { playStory } from './story.ts'

const FILLED_MS = 60_000

/** `demo` plays the main job live through the HTTP API of a running server, and says what came back at each step. */
export const demoCommand: CliCommand = {
  name: 'demo',
  usage: 'demo [--url URL] [--facts FILE]    (FILE is DATA_DIR/demo.json unless given)',
  async run(args, io) {
    const facts = await factsOf(args, io)
    if (!facts) return 2
    io.out(`Demonstration at ${facts.url}, company ${facts.companyId}`)
    try {
      await playStory(openStage(facts, { now: systemClock.now(), say: io.out }))
      io.out('Everything is as it must be.')
      return 0
    } catch (error) {
      io.err(`${explain(error, facts)}\n`)
      return 1
    }
  },
}

async function factsOf(args: readonly string[], io: CliIo): Promise<StageFacts | undefined> {
  try {
    const { values } = parseArgs({ args: [...args], options: { url: { type: 'string' }, facts: { type: 'string' } } })
    const file = values.facts ?? join(readConfig().dataDir, 'demo.json')
    const facts = await awaitFilled(file, io)
    const receiverUrl = facts?.receiverUrl
    if (facts && receiverUrl) return { ...facts, receiverUrl, url: (values.url ?? facts.url).replace(/\/+$/, '') }
    io.err(`There is no ${file}; start the server first (npm start), or name the file with --facts.\n`)
    return undefined
  } catch (error) {
    io.err(`${error instanceof Error ? error.message : String(error)}\nusage: ${demoCommand.usage}\n`)
    return undefined
  }
}

/** The facts once the server has filled the company; what it is still doing would stand in the way. */
async function awaitFilled(file: string, io: CliIo): Promise<DemoFacts | undefined> {
  const deadline = performance.now() + FILLED_MS
  for (let tries = 0; ; tries += 1) {
    const facts = await readFacts(file)
    if (!facts || facts.isFilled || performance.now() > deadline) return facts
    if (tries === 0) io.err('Waiting until the demo company is filled ...\n')
    await pause(200)
  }
}

function explain(error: unknown, { url }: StageFacts): string {
  if (error instanceof DemoFailure) return `FAILED: ${error.message}`
  if (error instanceof TypeError && error.cause !== undefined) return `FAILED: ${url} does not answer; is it running?`
  return `FAILED: ${error instanceof Error ? error.stack : String(error)}`
}
