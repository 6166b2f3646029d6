import { add, equals, parseDecimal } from '#src/kernel/decimal.ts'
import { isIban, isNorwegianBban } from '#src/kernel/iban.ts'
import { isKid } from '#src/kernel/kid.ts'
import type { PageWords } from '../../page-words.ts'
import type { Extraction } from '../extract-fields.ts'
import type { Field, Fields } from '../field.ts'
import { exceptionsOf } from '../field-exceptions.ts'
import { boxOnPage } from '../level-page.ts'
import { boxOf, legibility } from '../row.ts'
import { type Scene, seeScene } from '../scene.ts'
import type { DocumentPart } from '../split-documents.ts'
import { type FoundValue, valuesOf } from './find-values.ts'
import { labelOf, placeOf } from './label-of.ts'
import { confidenceOfLesson, isTrusted, type LearnedField, type Lesson } from './lesson.ts'
import { isNearLabel } from './near-label.ts'

/** Share of the page by which a value may lie away from its place when its label stands beside several. */
const NEAR = 0.15

/** The value that stands to the label as the lesson says: the only one, or the only one near its place. */
function valueBy(scene: Scene, lesson: Lesson): FoundValue | undefined {
  const labelled = scene.rows.flatMap((here) =>
    valuesOf(here, lesson.form).flatMap((value) => {
      const own = labelOf(scene, value.span)
      return own?.way === lesson.way ? [{ value, label: own.label }] : []
    }),
  )
  const exact = labelled.filter(({ label }) => label === lesson.label)
  const isNear = (one: (typeof labelled)[number]): boolean =>
    one.value.span.row.source === 'ocr' && isNearLabel(one.label, lesson.label)
  const found = (exact.length > 0 ? exact : labelled.filter(isNear)).map(({ value }) => value)
  const isOne = (values: readonly FoundValue[]) => new Set(values.map(({ value }) => value)).size === 1
  if (isOne(found)) return found[0]
  const near = found.filter(({ span }) => {
    const { x, y } = placeOf(span)
    return Math.hypot(x - lesson.x, y - lesson.y) <= NEAR
  })
  return isOne(near) ? near[0] : undefined
}

function addsUp({ net, vat, gross }: Fields): boolean {
  const [netOf, vatOf, grossOf] = [net, vat, gross].map((field) => field && parseDecimal(field.value))
  return !!netOf && !!vatOf && !!grossOf && equals(add(netOf, vatOf), grossOf)
}

/** Whether a value is proven by something else than where it stands: a check digit, or totals that add up. */
function isProven(fields: Fields, name: LearnedField): boolean {
  const value = fields[name]?.value
  if (value === undefined) return false
  if (name === 'paymentReference') return isKid(value)
  if (name === 'account') return isIban(value) || isNorwegianBban(value)
  if (name === 'payable') return value === fields.gross?.value && addsUp(fields)
  return (name === 'net' || name === 'vat' || name === 'gross') && addsUp(fields)
}

function fieldBy({ value, span }: FoundValue, lesson: Lesson, pages: readonly PageWords[]): Field {
  const { row } = span
  const confidence = Math.round(confidenceOfLesson(lesson) * (0.5 + 0.5 * legibility(span)) * 100) / 100
  const box = boxOnPage(
    boxOf(span),
    pages.find(({ page }) => page === row.page),
  )
  const { id, right, used } = lesson
  return { value, confidence, page: row.page, box, source: row.source, layout: { lessonId: id, right, used } }
}

/** The best lesson of each field that finds a value; `lessons` newest first. */
function learnedFields(pages: readonly PageWords[], lessons: readonly Lesson[]): Map<LearnedField, Field> {
  const scene = seeScene(pages)
  const sorted = lessons.filter(isTrusted).sort((a, b) => confidenceOfLesson(b) - confidenceOfLesson(a))
  const learned = new Map<LearnedField, Field>()
  for (const lesson of sorted) {
    const found = learned.has(lesson.field) ? undefined : valueBy(scene, lesson)
    if (found) learned.set(lesson.field, fieldBy(found, lesson, pages))
  }
  return learned
}

/**
 * What was read of a document whose supplier is known, with what the lessons of that supplier say of its fields. A value
 * that a check digit or the arithmetic of the totals proves stays; one that the lesson agrees with keeps the higher
 * confidence. The exceptions are those of the fields as they are then.
 */
export function withLessons({ pages, extraction }: DocumentPart, lessons: readonly Lesson[]): Extraction {
  if (lessons.length === 0) return extraction
  const { fields } = extraction
  const taught = Array.from(learnedFields(pages, lessons)).flatMap(([name, field]) => {
    const read = fields[name]
    if (read?.value === field.value) {
      return [
        [name, { ...read, confidence: Math.max(read.confidence, field.confidence), layout: field.layout }] as const,
      ]
    }
    return isProven(fields, name) ? [] : [[name, field] as const]
  })
  if (taught.length === 0) return extraction
  const after: Fields = { ...fields, ...Object.fromEntries(taught) }
  return { ...extraction, fields: after, exceptions: exceptionsOf(extraction.kind, after) }
}
