/** Where a command of the command line writes: results on standard output, everything else on standard error. */
export interface CliIo {
  out(line: string): void
  err(text: string): void
  /** A result that is no text, such as a PDF; not there where only text can be taken. */
  bytes?(content: Uint8Array): void
}

export interface CliCommand {
  readonly name: string
  readonly usage: string
  /** Answers the exit code: 0 done, 1 something could not be read or done, 2 wrong usage. */
  run(args: readonly string[], io: CliIo): Promise<number>
}
