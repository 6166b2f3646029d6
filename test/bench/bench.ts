import { parseArgs } from 'node:util'
import { AREAS } from './areas.ts'
import { say } from './print.ts'

/** `npm run bench -- <area> [--rounds N] [--seconds N]`: measures and prints, and never fails for a figure. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '6' },
    seconds: { type: 'string', default: '5' },
  },
})
const [name] = positionals
const area = AREAS.find((one) => one.name === name)
if (area) {
  const run = await area.load()
  await run({ rounds: Number(values.rounds), seconds: Number(values.seconds) })
} else {
  say('npm run bench -- <area> [--rounds 6] [--seconds 5]')
  for (const one of AREAS) say(`  ${one.name.padEnd(10)} ${one.summary}`)
  if (name !== undefined) process.exitCode = 2
}
