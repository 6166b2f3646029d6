import { decodeStream } from '#src/documents/pdf/decode-stream.ts'
import { objectsOf, type PdfObjects, type PdfStream, resolve } from '#src/documents/pdf/pdf-objects.ts'
import {
  isArray,
  isDictionary,
  isName,
  type PdfDictionary,
  type PdfValue,
  textOf,
} from '#src/documents/pdf/pdf-value.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'

/**
 * Clauses of ISO 19005-3 (which takes over those of 19005-2) that a PDF breaks. No validator: those that matter for what
 * we write, each found in the bytes and not in what the writer was told.
 */
export function pdfaFaults(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes)
  const objects = objectsOf(file)
  const faults: string[] = []
  const demand = (clause: string, isKept: boolean): void => {
    if (!isKept) faults.push(clause)
  }
  fileStructure(file, objects, demand)
  const catalog = dictionaries(objects).find((one) => isNamed(one, 'Type', 'Catalog'))
  if (!catalog) return [...faults, '6.1 no catalog']
  outputIntent(catalog, objects, demand)
  for (const font of dictionaries(objects).filter((one) => isNamed(one, 'Subtype', 'Type0')))
    oneFont(font, objects, demand)
  nothingForbidden(objects, demand)
  metadata(file, catalog, objects, demand)
  embedded(catalog, objects, demand)
  return faults
}

type Demand = (clause: string, isKept: boolean) => void

const get = (objects: PdfObjects, from: PdfValue | undefined, ...path: string[]): PdfValue | undefined => {
  let value = resolve(objects, from)
  for (const key of path) value = isDictionary(value) ? resolve(objects, value.entries.get(key)) : undefined
  return value
}

function* below(value: PdfValue): Generator<PdfDictionary> {
  if (isArray(value)) for (const one of value) yield* below(one)
  if (!isDictionary(value)) return
  yield value
  for (const one of value.entries.values()) yield* below(one)
}
const dictionaries = (objects: PdfObjects): PdfDictionary[] =>
  [...objects.values.values()].flatMap((one) => [...below(one)])
const isNamed = ({ entries }: PdfDictionary, key: string, name: string): boolean => {
  const value = entries.get(key)
  return isName(value) && value.name === name
}

const streamOf = (objects: PdfObjects, value: PdfValue | undefined): PdfStream | undefined =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'reference'
    ? objects.streams.get(value.number)
    : undefined
const contentOf = (stream: PdfStream | undefined): Buffer =>
  (stream && decodeStream(stream.dictionary, stream.raw)) ?? Buffer.alloc(0)

function fileStructure(file: Buffer, objects: PdfObjects, demand: Demand): void {
  demand('6.1.2 header', /^%PDF-1\.[0-7]\n%[\x80-\xff]{4}/.test(file.toString('latin1', 0, 20)))
  const trailer = file.toString('latin1', file.lastIndexOf('trailer'))
  demand('6.1.3 id', /\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/.test(trailer))
  demand('6.1.3 encryption', !trailer.includes('/Encrypt'))
  demand('6.1.3 nothing behind the end', /%%EOF\n?$/.test(trailer))
  for (const { dictionary, raw } of objects.streams.values()) {
    demand('6.1.7.1 length', dictionary.entries.get('Length') === raw.length)
    demand('6.1.7.2 filter', !/LZW|Crypt/.test(JSON.stringify([...dictionary.entries.values()])))
  }
}

function outputIntent(catalog: PdfDictionary, objects: PdfObjects, demand: Demand): void {
  const intents = get(objects, catalog, 'OutputIntents')
  const intent = isArray(intents) ? resolve(objects, intents[0]) : undefined
  demand('6.2.3 one output intent', isArray(intents) && intents.length === 1)
  demand('6.2.3 kind', isDictionary(intent) && isNamed(intent, 'S', 'GTS_PDFA1'))
  const profile = contentOf(
    streamOf(objects, isDictionary(intent) ? intent.entries.get('DestOutputProfile') : undefined),
  )
  demand('6.2.3 profile', profile.toString('latin1', 36, 40) === 'acsp' && (profile[8] ?? 9) <= 4)
  demand('6.2.3 profile of a screen or printer in RGB', /^(mntr|prtr)RGB $/.test(profile.toString('latin1', 12, 20)))
}

/** Fonts are embedded, say what their glyphs mean, and those that are shown (never the first one) are as wide as they say. */
function oneFont(font: PdfDictionary, objects: PdfObjects, demand: Demand): void {
  const list = get(objects, font, 'DescendantFonts')
  const descendant = isArray(list) ? resolve(objects, list[0]) : undefined
  const descriptor = get(objects, descendant, 'FontDescriptor')
  const program = contentOf(
    streamOf(objects, isDictionary(descriptor) ? descriptor.entries.get('FontFile2') : undefined),
  )
  demand('6.2.11.4 embedded', program.length > 1000)
  demand('6.2.11.7 unicode', contentOf(streamOf(objects, font.entries.get('ToUnicode'))).includes('beginbfrange'))
  const base = get(objects, font, 'BaseFont')
  demand('6.2.11.4.1 name of a subset', isName(base) && /^[A-Z]{6}\+/.test(base.name))
  demand('6.2.11.3.2 map', isDictionary(descendant) && isNamed(descendant, 'CIDToGIDMap', 'Identity'))
  const widths = get(objects, descendant, 'W')
  const said = isArray(widths) ? resolve(objects, widths[1]) : undefined
  const real = advances(program)
  demand(
    '6.2.11.5 widths',
    isArray(said) &&
      said.length > 1 &&
      said.every((width, glyph) => glyph === 0 || Math.abs(Number(width) - (real[glyph] ?? -9)) < 1),
  )
}

/** Advance widths of a TrueType font by its tables head, hhea and hmtx, in thousandths of the type size. */
function advances(font: Buffer): number[] {
  const tables = new Map<string, number>()
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const at = 12 + index * 16
    tables.set(font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8))
  }
  const [head = 0, hhea = 0, hmtx = 0] = ['head', 'hhea', 'hmtx'].map((name) => tables.get(name))
  const perEm = font.readUInt16BE(head + 18)
  const count = font.readUInt16BE(hhea + 34)
  return Array.from({ length: count }, (_, glyph) => (font.readUInt16BE(hmtx + glyph * 4) * 1000) / perEm)
}

const FORBIDDEN = ['SMask', 'JS', 'JavaScript', 'AA', 'OpenAction', 'Launch', 'AcroForm', 'Annots', 'Alternates', 'OPI']

function nothingForbidden(objects: PdfObjects, demand: Demand): void {
  for (const { entries } of dictionaries(objects)) {
    for (const key of FORBIDDEN) demand(`6.4 to 6.6 ${key}`, !entries.has(key))
    for (const key of ['ca', 'CA', 'BM', 'Group']) demand(`6.2.10 transparency ${key}`, !entries.has(key))
  }
  for (const page of dictionaries(objects).filter((one) => isNamed(one, 'Type', 'Page'))) {
    const content = contentOf(streamOf(objects, page.entries.get('Contents'))).toString('latin1')
    demand('6.2 content', /\bBT\b/.test(content))
    const glyphs = [...content.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
    demand('6.2.11.8 no .notdef', glyphs.length > 0 && !glyphs.includes('0000'))
  }
}

function metadata(file: Buffer, catalog: PdfDictionary, objects: PdfObjects, demand: Demand): void {
  const stream = streamOf(objects, catalog.entries.get('Metadata'))
  demand('6.6.2.1 not packed', stream !== undefined && !stream.dictionary.entries.has('Filter'))
  const xmp = stream?.raw.toString('utf8') ?? ''
  parseXml(Buffer.from(xmp.replace(/<\?xpacket[^>]*\?>/g, '').trim()), {})
  demand('6.6.4 part and level', /<pdfaid:part>3<.*<pdfaid:conformance>A</s.test(xmp))
  const number = /\/Info (\d+) 0 R/.exec(file.toString('latin1', file.lastIndexOf('trailer')))?.[1]
  const info = objects.values.get(Number(number)) ?? null
  const text = (key: string) => textOf(get(objects, info, key)) ?? ''
  demand('6.6.3 producer', xmp.includes(`<pdf:Producer>${text('Producer')}</pdf:Producer>`))
  const [, y, mo, d, h, mi, s] = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z/.exec(text('CreationDate')) ?? []
  demand('6.6.3 created', xmp.includes(`<xmp:CreateDate>${y}-${mo}-${d}T${h}:${mi}:${s}Z</xmp:CreateDate>`))
  demand('6.6.3 no title of its own', get(objects, info, 'Title') === undefined)
  const isForeign = xmp.includes('xmlns:fx=')
  demand('6.6.2.3 schema', !isForeign || /pdfaSchema:prefix>fx<.*pdfaProperty:name>ConformanceLevel</s.test(xmp))
}

function embedded(catalog: PdfDictionary, objects: PdfObjects, demand: Demand): void {
  const specifications = dictionaries(objects).filter((one) => isNamed(one, 'Type', 'Filespec'))
  const associated = get(objects, catalog, 'AF')
  for (const specification of specifications) {
    const { entries } = specification
    demand(
      '6.8 names',
      textOf(entries.get('F')) !== undefined && textOf(entries.get('UF')) === textOf(entries.get('F')),
    )
    demand('6.8 relationship', isName(entries.get('AFRelationship')))
    demand('6.8 associated', isArray(associated) && associated.some((one) => resolve(objects, one) === specification))
    const stream = streamOf(
      objects,
      get(objects, specification, 'EF') && dictionary(entries.get('EF'))?.entries.get('F'),
    )
    demand('6.8 media type', isName(stream?.dictionary.entries.get('Subtype')))
    demand('6.8 changed', textOf(get(objects, stream?.dictionary, 'Params', 'ModDate')) !== undefined)
  }
}

const dictionary = (value: PdfValue | undefined): PdfDictionary | undefined => (isDictionary(value) ? value : undefined)
