import { z } from 'zod'
import { accountKey } from '#src/kernel/iban.ts'
import { attempt, type Drive } from './drive.ts'
import type { Prepared } from './prepare-company.ts'

const Upload = z.object({
  statements: z.array(z.object({ id: z.string() })),
  exceptions: z.array(z.object({ code: z.string(), message: z.string() })),
})

export interface SentStatements {
  /** How many files were taken in. */
  readonly files: number
  /** The name of the file by the id of each statement in it. */
  readonly fileOf: ReadonlyMap<string, string>
}

/** Uploads the statements one after the other in the order of their periods, to each account that a file is about. */
export async function sendStatements(drive: Drive, { bankAccounts }: Prepared): Promise<SentStatements> {
  const { api, progress, troubles, year } = drive
  progress.begin('Statements', year.statements.length)
  const fileOf = new Map<string, string>()
  const taken = new Set<string>()
  for (const file of year.statements) {
    const numbers = file.content.statements.map(({ account }) => account.number)
    const keys = new Set(numbers.filter((number) => number !== null).map(accountKey))
    for (const key of keys) {
      const id = bankAccounts.get(key)
      if (id === undefined) continue
      const upload = await attempt(drive, file.name, () =>
        api.send('POST', `/bank-accounts/${id}/statements`, file, Upload),
      )
      if (!upload) continue
      taken.add(file.name)
      for (const statement of upload.statements) fileOf.set(statement.id, file.name)
      for (const { code, message } of upload.exceptions) troubles.push({ file: file.name, code, message })
    }
    progress.tick()
  }
  return { files: taken.size, fileOf }
}
