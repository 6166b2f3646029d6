import { readConfig } from './config.ts'
import { buildDeps } from './deps.ts'
import type { CliCommand } from './platform/cli.ts'
import { createPools } from './platform/db/database.ts'
import { resealColumn } from './platform/secrets/reseal.store.ts'
import { sealedColumns } from './platform/secrets/sealed-column.ts'
import { wireRooms } from './wiring.ts'

/** `secrets reseal`: after a new key was put first in the ring, brings every stored secret under it. */
export const secretsCommand: CliCommand = {
  name: 'secrets',
  usage: 'secrets reseal',
  async run([verb], io) {
    if (verb !== 'reseal') {
      io.err('secrets reseal: brings every stored secret under the current key\n')
      return 2
    }
    wireRooms()
    const { platform, databaseUrl, close } = await buildDeps(readConfig())
    const pools = createPools(databaseUrl, { max: 2 })
    try {
      for (const column of sealedColumns()) {
        const count = await resealColumn(pools.owner, column, platform.secrets)
        io.out(`${column.table}: ${count} resealed`)
      }
      return 0
    } finally {
      await pools.close()
      await close()
    }
  },
}
