import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import type { Word } from '../page-words.ts'
import { type GreyImage, toPgm } from './grey-image.ts'
import { Unreadable } from './messages.ts'
import { wordsOfTsv } from './tsv-words.ts'

/** The parts of tesseract's own interface (baseapi.h) that we call. */
interface TesseractApi {
  Init(dataPath: null, languages: string, engine: number, config: undefined): number
  SetVariable(name: string, value: string): boolean
  SetPageSegMode(mode: number): void
  SetImageFile(exifOrientation: number, radians: number): number
  Recognize(monitor: null): number
  GetTSVText(): string
}

interface TesseractCore {
  readonly FS: { writeFile(path: string, data: Uint8Array): void; unlink(path: string): void }
  readonly TessBaseAPI: new () => TesseractApi
}

/** An engine that holds one picture at a time. */
export interface Recogniser {
  /** Recognises a picture of one printed line; boxes are in its pixels. */
  line(image: GreyImage): Word[]
  /** Recognises a page by the engine's own search for its lines. */
  page(image: GreyImage): Word[]
}

const LSTM_ONLY = 1
/** Page segmentation modes. */
const ONE_BLOCK = 6
const ONE_LINE = 7
/** The language first that most documents are in; a word that it doubts is tried in the next. */
const LANGUAGES = ['nor', 'eng']
/** The integer form of the best models: a third of the size of the others, and as good. */
const VARIANT = '4.0.0_best_int'
/** Relaxed SIMD is the fastest; processors without it take plain SIMD. */
const CORES = ['tesseract-core-relaxedsimd-lstm', 'tesseract-core-simd-lstm']

let started: Promise<Recogniser> | undefined

/** The recogniser of this thread, started when first asked for. Fails with ocr_missing. */
export function recogniser(): Promise<Recogniser> {
  started ??= start()
  return started
}

async function start(): Promise<Recogniser> {
  const core = await loadCore()
  for (const language of LANGUAGES) core.FS.writeFile(`./${language}.traineddata`, modelOf(language))
  const api = new core.TessBaseAPI()
  if (api.Init(null, LANGUAGES.join('+'), LSTM_ONLY, undefined) !== 0) missing('its language data does not fit')
  api.SetVariable('user_defined_dpi', '300')
  const wordsIn = (image: GreyImage, mode: number): Word[] => {
    api.SetPageSegMode(mode)
    core.FS.writeFile('/input', toPgm(image))
    if (api.SetImageFile(1, 0) !== 0) throw new Error('tesseract does not take the picture')
    api.Recognize(null)
    return wordsOfTsv(api.GetTSVText())
  }
  return { line: (image) => wordsIn(image, ONE_LINE), page: (image) => wordsIn(image, ONE_BLOCK) }
}

const require = createRequire(import.meta.url)

async function loadCore(): Promise<TesseractCore> {
  let reason: unknown
  for (const name of CORES) {
    try {
      const load: (options: object) => Promise<TesseractCore> = require(`tesseract.js-core/${name}.js`)
      return await load({ TesseractProgress: () => undefined, print: () => undefined, printErr: () => undefined })
    } catch (error) {
      reason = error
    }
  }
  return missing(String(reason))
}

function modelOf(language: string): Uint8Array {
  try {
    return gunzipSync(
      readFileSync(require.resolve(`@tesseract.js-data/${language}/${VARIANT}/${language}.traineddata.gz`)),
    )
  } catch (error) {
    return missing(String(error))
  }
}

function missing(reason: string): never {
  throw new Unreadable(
    'ocr_missing',
    `Pictures cannot be read here: ${reason}. Install tesseract.js-core and its data.`,
  )
}
