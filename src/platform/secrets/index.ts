import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '#src/config.ts'
import { readOrMakePrivate } from '../private-file.ts'
import { createSecrets, generateKey, type Secrets } from './secrets.ts'

export { defineSealedColumn, type SealedColumn } from './sealed-column.ts'
export { createSecrets, generateKey, type SecretContext, type Secrets, SecretUnreadable } from './secrets.ts'

/**
 * The key ring of BILAG_SECRET_KEYS, or of `secret.keys` in the data folder (one key a line, the current one first),
 * which is made with one key when missing.
 */
export async function loadSecrets(config: Pick<Config, 'secretKeys' | 'dataDir'>): Promise<Secrets> {
  if (config.secretKeys !== undefined) return createSecrets(config.secretKeys)
  await mkdir(config.dataDir, { recursive: true })
  const file = join(config.dataDir, 'secret.keys')
  const text = await readOrMakePrivate(file, generateKey)
  const keys = text.split('\n').map((line) => line.trim())
  return createSecrets(keys.filter((line) => line !== ''))
}
