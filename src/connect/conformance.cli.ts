import { CONNECTORS } from '#src/connectors.ts'
import type { CliCommand } from '#src/platform/cli.ts'
import { runConformance } from './conformance/conformance.ts'

/** `conformance CONNECTOR [--json]` tries a connector against its sandbox; needs no server and no database. */
export const conformanceCommand: CliCommand = {
  name: 'conformance',
  usage: 'conformance [--json] CONNECTOR',
  async run(args, io) {
    const [id, ...rest] = args.filter((arg) => arg !== '--json')
    const connector = CONNECTORS.find((one) => one.id === id)
    if (!id || rest.length > 0) {
      io.err(`usage: ${this.usage}\n`)
      return 2
    }
    if (!connector) {
      const error = { code: 'connector_unknown', message: `There is no connector "${id}".` }
      if (args.includes('--json')) io.out(JSON.stringify({ connector: id, error }))
      else io.err(`${error.message} There are: ${CONNECTORS.map((one) => one.id).join(', ')}\n`)
      return 1
    }
    const report = await runConformance(connector)
    if (args.includes('--json')) io.out(JSON.stringify(report))
    else {
      for (const { id: check, passed, detail } of report.checks)
        io.out(`${passed ? 'ok  ' : 'FAIL'} ${check}: ${detail}`)
      io.out(`${report.connector}: ${report.score} %`)
    }
    return 0
  },
}
