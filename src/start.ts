import { enableCompileCache } from 'node:module'
import { pathToFileURL } from 'node:url'
import { CACHE, freshBundle, writeBundle } from './platform/bundle.ts'

// `node src/start.ts main` runs an entry from its bundle, made anew when a source has changed since.
// `node src/start.ts --prepare main` only makes it, so that the first start after `npm ci` need not.
// Node runs this file as it is: nothing here or in what it imports may need a loader.

const args = process.argv.slice(2)
const isPreparing = args[0] === '--prepare'
const entry = isPreparing ? args[1] : args[0]
if (entry !== 'main' && entry !== 'server' && entry !== 'worker') {
  process.stderr.write('usage: node src/start.ts [--prepare] main|server|worker\n')
  process.exit(2)
}
const bundle = freshBundle(entry) ?? (await writeBundle(entry))
if (!isPreparing) {
  enableCompileCache(CACHE)
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(bundle).href)
}
