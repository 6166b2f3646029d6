import type { CliCommand } from './platform/cli.ts'

/** The command line. Each command is loaded only when called, so that a small one starts fast. */
const COMMANDS: Readonly<Record<string, () => Promise<CliCommand>>> = {
  convert: async () => (await import('./documents/cli/convert.cli.ts')).convertCommand,
  read: async () => (await import('./documents/cli/read.cli.ts')).readCommand,
  validate: async () => (await import('./documents/cli/validate.cli.ts')).validateCommand,
  demo: async () => (await import('./demo/demo.cli.ts')).demoCommand,
  conformance: async () => (await import('./connect/conformance.cli.ts')).conformanceCommand,
  openapi: async () => (await import('./openapi.cli.ts')).openapiCommand,
  sandbox: async () => (await import('./connect/sandbox.cli.ts')).sandboxCommand,
  secrets: async () => (await import('./secrets.cli.ts')).secretsCommand,
  statement: async () => (await import('./bank/statement.cli.ts')).statementCommand,
  year: async () => (await import('./year/year.cli.ts')).yearCommand,
}

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const io = {
    out: (line: string) => void process.stdout.write(`${line}\n`),
    err: (text: string) => void process.stderr.write(text),
    bytes: (content: Uint8Array) => void process.stdout.write(content),
  }
  const load = COMMANDS[name]
  if (load) return (await load()).run(args, io)
  const commands = await Promise.all(Object.values(COMMANDS).map((one) => one()))
  io.err(`${commands.map(({ usage }) => `bilag ${usage}\n`).join('')}`)
  return 2
}

process.exitCode = await main(process.argv.slice(2))
