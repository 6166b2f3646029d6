import type { PageWords } from '../../page-words.ts'
import { type Scene, seeScene } from '../scene.ts'
import { formsOf, isSame, valuesOf } from './find-values.ts'
import { labelOf, placeOf } from './label-of.ts'
import type { Form, Layout, LearnedField } from './lesson.ts'

/** What a person says that a field is. */
export interface Correction {
  readonly field: LearnedField
  /** Plain: a date as YYYY-MM-DD, an amount with a point and two decimals. */
  readonly value: string
}

function layoutsIn(scene: Scene, { field, value }: Correction, form: Form): Layout[] {
  return scene.rows.flatMap((here) =>
    valuesOf(here, form).flatMap((found) => {
      if (!isSame(form, found.value, value)) return []
      const label = labelOf(scene, found.span)
      return label ? [{ field, form, ...label, ...placeOf(found.span) }] : []
    }),
  )
}

/**
 * Where the corrected values stand on the pages of a document: the first place with a label left of it, else with one
 * above it. A value that is not on the pages, or stands there without a label, teaches nothing.
 */
export function learnLayouts(pages: readonly PageWords[], corrections: readonly Correction[]): Layout[] {
  const scene = seeScene(pages)
  return corrections.flatMap((correction) => {
    const found = formsOf(correction.field, correction.value).flatMap((form) => layoutsIn(scene, correction, form))
    return found.find(({ way }) => way === 'beside') ?? found[0] ?? []
  })
}
