import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { problemCodes } from '#src/kernel/problem.ts'
import { JOBS } from '#src/pages/job-words.ts'
import { DETAILS_NB, fieldDetail, problemDetail } from '#src/pages/problem-details.ts'
import { COMMANDS, commandWords } from '#src/pages/words/command-words.ts'
import { EXCEPTIONS_NB, exceptionWords } from '#src/pages/words/exception-words.ts'
import { PROBLEMS_NB, problemTitle } from '#src/pages/words/problem-words.ts'
import { commandNames } from '#src/platform/command/command-names.ts'
import { jobKinds } from '#src/platform/jobs/job-kind.ts'
import '#src/platform/jobs/start-work.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newShop } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'
import { visitor } from '#test/support/visitor.ts'
import '#src/routes.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const SRC = new URL('../../src/', import.meta.url)
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))

/** Of the rooms that are loaded, and of those whose job loads them when it runs. */
function commands(): Set<string> {
  const written = sources.flatMap((name) => {
    const text = readFileSync(new URL(name, SRC), 'utf8')
    return [...text.matchAll(/\b(?:command|batchCommand)(?:<[^(]*>)?\(\s*'([\w.]+)'/g)].map(([, found]) => found ?? '')
  })
  return new Set([...commandNames(), ...written])
}

describe('words for people', () => {
  it('every command has them in both languages, and no words are of a command that is gone', () => {
    expect(Object.keys(COMMANDS).toSorted()).toEqual([...commands()].toSorted())
    const texts = Object.values(COMMANDS).flat()
    expect(texts.filter((text) => text.trim() === '' || text.length > 60)).toEqual([])
    expect(commandWords('nb', 'invoice.issue')).not.toBe(commandWords('en', 'invoice.issue'))
    expect(commandWords('nb', 'thing.gone')).toBe('thing.gone')
  })
  it('every job has them in both languages', () => {
    expect(Object.keys(JOBS).toSorted()).toEqual([...jobKinds().keys()].toSorted())
  })
  it('details in Norwegian are of problems that there are', () => {
    expect(Object.keys(DETAILS_NB).filter((code) => !problemCodes().has(code))).toEqual([])
    const stale = { code: 'version_stale', message: 'It is version 3 now.' }
    expect(problemDetail('nb', stale).lang).toBeUndefined()
    expect(problemDetail('en', stale)).toEqual({ text: stale.message, lang: undefined })
    expect(problemDetail('nb', { code: 'zip_bomb', message: 'No.' })).toEqual({ text: 'No.', lang: 'en' })
    const error = { pointer: '/lines/0/account', code: 'coding_missing', message: 'Nothing tells the account.' }
    expect(fieldDetail('nb', error).text).toContain('Konto mangler')
  })
  it('every problem has a title in Norwegian, and no title is of a problem that is gone', () => {
    expect(Object.keys(PROBLEMS_NB).toSorted()).toEqual([...problemCodes().keys()].toSorted())
    const kind = { status: 404, title: 'There is no such resource' } as const
    expect(problemTitle('en', { code: 'not_found', kind })).toBe(kind.title)
    expect(problemTitle('nb', { code: 'not_found', kind })).toBe('Dette finnes ikke')
  })
})

/** Codes of exceptions of receipts, as the rooms that find them write them. */
function exceptionCodes(): Set<string> {
  const finders =
    /^receipts[/](exceptions|receive-receipt|doubts-of-pages|advance-receipt|duplicates|reading)|^documents[/](read-file|reading[/]|einvoice[/](bound-codes|read-einvoice))/
  const written = sources
    .filter((name) => finders.test(name))
    .flatMap((name) => [
      ...readFileSync(new URL(name, SRC), 'utf8').matchAll(/code: '([a-z_]+)'|const [A-Z_]+ = '([a-z]+_[a-z_]+)'/g),
    ])
  return new Set(written.flatMap(([, literal, constant]) => literal ?? constant ?? []))
}

describe('exceptions of receipts', () => {
  it('are told in Norwegian, each of them, and none that is gone', () => {
    expect(Object.keys(EXCEPTIONS_NB).toSorted()).toEqual([...exceptionCodes()].toSorted())
  })
  it('say in English what they say themselves, and in Norwegian keep what the sentence leaves out', () => {
    const said = 'The amount to pay is 10.00, and the lines with their VAT add up to 9.00.'
    expect(exceptionWords('en', 'totals_differ', said)).toEqual({ text: said, detail: null })
    expect(exceptionWords('nb', 'totals_differ', said).detail).toBe(said)
    expect(exceptionWords('nb', 'coding_missing', 'Nothing tells the account.').detail).toBeNull()
    expect(exceptionWords('nb', 'BR-CO-16', 'The amount ...').text).toContain('e-fakturaen')
    expect(exceptionWords('nb', 'xml_malformed', 'Line 3 ...').text).toBe('XML-filen er ikke velformet.')
    expect(exceptionWords('nb', 'thing_gone', 'What is this?')).toEqual({ text: 'What is this?', detail: null })
  })
})

describe('pages', () => {
  it('tell what was done in words, each a link to what it was done to', async () => {
    const shop = await newShop(platform)
    const { person } = await shop.company.member(['owner'], 'Jonas Vik')
    const who = await visitor(platform, person)
    const { id } = await shop.issue()
    const here = `/c/${shop.company.id}`
    const log = await who.page(`${here}/audit`)
    expect(log).toContain(`<a href="${here}/invoices/${id}">Faktura utstedt</a>`)
    expect(log).not.toContain('invoice.issue')
    expect(await who.page(`${here}/invoices/${id}`)).toContain('Fakturakladd opprettet')
  })
  it('go on in the log where a page ended, also in that of one subject', async () => {
    const shop = await newShop(platform)
    const { person } = await shop.company.member(['owner'], 'Jonas Vik')
    const who = await visitor(platform, person)
    const { id } = await shop.issue()
    const { json } = await shop.client.get(shop.at(`audit-log?subject=${id}`))
    const [newest] = json.data as { id: string }[]
    const here = `/c/${shop.company.id}/audit?subject=${id}`
    const countIn = (html: string) => html.split('data-row').length - 1
    const all = countIn(await who.page(here))
    expect(all).toBe((json.data as unknown[]).length)
    expect(countIn(await who.page(`${here}&after=${newest?.id}`))).toBe(all - 1)
  })
  it('refuse in the language of the reader', async () => {
    const shop = await newShop(platform)
    const { person } = await shop.company.member(['auditor'], 'Anne Revisor')
    const who = await visitor(platform, person)
    const missing = await who.page(`/c/${shop.company.id}/invoices/inv_01k8m3q7zj5e8v9x2c4b6n8p0r`)
    expect(missing).toContain('<html lang="nb">')
    expect(missing).toContain('<h1>Dette finnes ikke</h1>')
    const forbidden = await who.post(`/c/${shop.company.id}/invoices/new`, {})
    expect(forbidden.text).toContain('Skjemaet er for gammelt')
  })
})
