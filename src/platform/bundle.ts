import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const NAME = createHash('sha256').update(ROOT).digest('hex').slice(0, 12)

/** Below node_modules, from where a bundle finds the packages it does not hold. One folder for each place of the project. */
export const CACHE = join(ROOT, 'node_modules/.cache/bilag', NAME)

/** Plain JavaScript that every start needs. Other packages are loaded from where they lie: programs, binaries, what is needed late. */
const INSIDE = /^(@hono\/[a-z-]+|bullmq|drizzle-orm|hono|pg|pino|prom-client|saxes|yaml|zod)(\/|$)/

/** What a bundle was made of: path below the project, and when that file was last changed, in milliseconds. */
type Sources = readonly (readonly [path: string, changedAt: number])[]

const bundleOf = (entry: string): string => join(CACHE, `${entry}.js`)
const sourcesOf = (entry: string): string => join(CACHE, `${entry}.sources.json`)
const changedAt = (path: string): number => statSync(join(ROOT, path)).mtimeMs

/** The bundle of an entry, if none of its sources, nor the list of packages, has changed since it was made. */
export function freshBundle(entry: string): string | undefined {
  try {
    const sources = JSON.parse(readFileSync(sourcesOf(entry), 'utf8')) as Sources
    return sources.every(([path, at]) => changedAt(path) === at) ? bundleOf(entry) : undefined
  } catch {
    return undefined
  }
}

/**
 * Puts `src/<entry>.ts` and all that it imports into a few files, the entry's own last: Node needs four seconds of
 * processor time to look up and compile some 1,500 of them, and less than one for the bundle. Several starters may do
 * so at once.
 */
export async function writeBundle(entry: string): Promise<string> {
  const { build, stop } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    entryPoints: [join(ROOT, 'src', `${entry}.ts`)],
    outdir: CACHE,
    // What an entry imports later is a file of its own, named by its content.
    splitting: true,
    chunkNames: `${entry}-[hash]`,
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    plugins: [packages, places],
    external: ['pg-native'],
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'error',
  })
  await stop()
  const own = Object.keys(metafile.inputs).filter((path) => !path.includes('node_modules/'))
  const sources: Sources = [...own, 'package-lock.json'].map((path) => [path, changedAt(path)])
  const isEntry = (path: string): boolean => path === bundleOf(entry)
  outputFiles.sort((a, b) => Number(isEntry(a.path)) - Number(isEntry(b.path)))
  for (const { path, contents } of outputFiles) put(path, contents)
  put(sourcesOf(entry), JSON.stringify(sources))
  return bundleOf(entry)
}

const packages: Plugin = {
  name: 'packages',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^[^.#/]/ }, ({ path, importer, kind }) => {
      const isOurs = kind !== 'entry-point' && !importer.includes('node_modules')
      return isOurs && !INSIDE.test(path) ? { path, external: true } : undefined
    })
  },
}

/** A module of ours that asks where it is gets the place of its source. */
const places: Plugin = {
  name: 'places',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/](src|connectors)[\\/].*\.tsx?$/ }, ({ path }) => {
      if (path.includes('node_modules')) return undefined
      const here = JSON.stringify(pathToFileURL(path).href)
      const contents = readFileSync(path, 'utf8').replaceAll('import.meta.url', here)
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
    })
  },
}

/** The file appears whole or not at all. */
function put(path: string, contents: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, contents)
  renameSync(unfinished, path)
}
