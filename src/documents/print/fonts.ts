import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'
import { fail } from '#src/kernel/problem.ts'
import './print.problems.ts'

/** Inter (SIL Open Font Licence) in two weights: Latin, Greek and Cyrillic letters. */
const FILES = {
  regular: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  strong: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
} as const
export type Weight = keyof typeof FILES
export const WEIGHTS: readonly Weight[] = ['regular', 'strong']

export interface PrintFonts {
  readonly files: Readonly<Record<Weight, Uint8Array>>
  /** Code points that the font has a glyph for; a PDF/A may show no other. */
  readonly covers: ReadonlySet<number>
}

let loaded: PrintFonts | undefined

/** Read once. Fails with `print_unavailable` where there is no file system to read them from, such as on Workers. */
export function printFonts(): PrintFonts {
  loaded ??= loadFonts()
  return loaded
}

function loadFonts(): PrintFonts {
  try {
    const { resolve } = createRequire(import.meta.url)
    const files = { regular: readFileSync(resolve(FILES.regular)), strong: readFileSync(resolve(FILES.strong)) }
    const regular = create(files.regular) as Font
    const strong = new Set((create(files.strong) as Font).characterSet)
    return { files, covers: new Set(regular.characterSet.filter((one) => strong.has(one))) }
  } catch {
    return fail('print_unavailable', 'The fonts are not there; PDFs are made where the packages are installed.')
  }
}
