import { expect, it } from 'vitest'
import { acceptedLocale, isLocale, localeOf } from '#src/kernel/locale.ts'

it.for([
  ['en-GB,en;q=0.9,nb;q=0.8', 'en'],
  ['nb-NO, en', 'nb'],
  ['no', 'nb'],
  ['da;q=0.4, en;q=0.5', 'en'],
  ['fr, sv;q=0.1', 'nb'],
  ['en;q=0, nb', 'nb'],
  ['de-DE', undefined],
  ['*', undefined],
  ['', undefined],
  [undefined, undefined],
  [';;q=;,', undefined],
] as const)('takes from Accept-Language %s the language %s', ([header, locale]) => {
  expect(acceptedLocale(header)).toBe(locale)
})

it('knows its languages', () => {
  expect([localeOf('en-US'), localeOf('nb-NO'), localeOf('de')]).toEqual(['en', 'nb', 'nb'])
  expect([isLocale('nb'), isLocale('no'), isLocale(null)]).toEqual([true, false, false])
})
