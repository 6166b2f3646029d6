import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REST_MS } from '#src/intake/folder/at-rest.ts'
import { claim, preparePlaces } from '#src/intake/folder/places.ts'
import { FolderWatch, watchFolder } from '#src/intake/folder/watch-folder.ts'
import { SteppedClock } from '#src/platform/clock.ts'
import type { Platform } from '#src/platform/platform.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk } from '#test/support/receipts.ts'

const clock = new SteppedClock('2026-03-02T09:00:00Z')
const root = mkdtempSync(join(tmpdir(), 'bilag-folder-'))
let platform: Platform
beforeAll(async () => {
  platform = await testPlatform({
    clock,
    env: { INTAKE_FOLDER: root, REQUEST_MAX_MIB: '1', MAIL_DOMAIN: 'in.example' },
  })
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

interface Post {
  readonly desk: Desk
  readonly folder: string
}

async function newPost(nameOf: (desk: Desk) => Promise<string> | string = ({ company }) => company.id): Promise<Post> {
  const desk = await newDesk(platform)
  const folder = join(root, await nameOf(desk))
  mkdirSync(folder)
  return { desk, folder }
}

const inPlace = ({ folder }: Post, place: string) => readdirSync(join(folder, place)).toSorted()
/** Names without the id before them. */
const bareNames = (post: Post, place: string) => inPlace(post, place).map((name) => name.slice(name.indexOf(' ') + 1))

interface WireIntake {
  way: string
  recipient: string
  status: string
  files: { name: string; outcome: string; receiptId: string | null; code: string | null }[]
}
const intakes = async ({ desk }: Post): Promise<WireIntake[]> =>
  (await desk.client.get(desk.at('intakes'))).json.data as WireIntake[]
const outcomes = async (post: Post) =>
  (await intakes(post)).flatMap(({ files }) => files.map(({ name, outcome }) => `${name} ${outcome}`))

/** Looks, lets time pass, and looks again: what nobody writes to is at rest then. */
async function rest(...watches: FolderWatch[]): Promise<void> {
  for (const watch of watches) await watch.pass()
  clock.advance(REST_MS)
  await Promise.all(watches.map((watch) => watch.pass()))
}
const watch = () => new FolderWatch(platform, root)

describe('a watched folder', () => {
  it('takes what was put into the folder of a company, as every other way does', async () => {
    const post = await newPost()
    writeFileSync(join(post.folder, 'mars.xml'), invoiceXml())
    await rest(watch())
    expect(await intakes(post)).toMatchObject([
      {
        way: 'folder',
        status: 'sorted',
        recipient: post.desk.company.id,
        files: [{ name: 'mars.xml', outcome: 'receipt' }],
      },
    ])
    expect(bareNames(post, 'taken')).toEqual(['mars.xml'])
    expect(inPlace(post, '.taking')).toEqual([])
  })

  it('takes files whose names are not UTF-8, beside others of that name', async () => {
    const post = await newPost()
    const [latin, utf8] = [Buffer.from('/br\xf8d.xml', 'latin1'), Buffer.from('/brød.xml')]
    for (const name of [latin, utf8]) writeFileSync(Buffer.concat([Buffer.from(post.folder), name]), invoiceXml())
    const watching = watch()
    await rest(watching)
    await rest(watching)
    const names = bareNames(post, 'taken').sort()
    expect(names).toHaveLength(2)
    expect(names.every((name) => name.endsWith('brød.xml'))).toBe(true)
  })

  it('takes what is put into the folder of an address for what the address is for', async () => {
    const post = await newPost(async (desk) => {
      const made = await desk.client.post(desk.at('intake-addresses'), { kind: 'expenseReceipt' })
      return String(made.json.address)
    })
    writeFileSync(join(post.folder, 'taxi.pdf'), '%PDF-1.4 x')
    await rest(watch())
    const [intake] = await intakes(post)
    const receipt = await post.desk.get(intake?.files[0]?.receiptId ?? '')
    expect(receipt.kind).toBe('expenseReceipt')
  })

  it('leaves files of nobody, and those that are not finished, where they are', async () => {
    const post = await newPost()
    const nobody = join(root, 'com_01k00000000000000000000000')
    mkdirSync(nobody, { recursive: true })
    writeFileSync(join(nobody, 'a.xml'), invoiceXml())
    for (const name of ['a.xml.part', '.b.xml', '~c.xml']) writeFileSync(join(post.folder, name), invoiceXml())
    const eye = watch()
    await rest(eye)
    expect([readdirSync(nobody), await intakes(post)]).toEqual([['a.xml'], []])
    renameSync(join(post.folder, 'a.xml.part'), join(post.folder, 'a.xml'))
    await rest(eye)
    expect(await outcomes(post)).toEqual(['a.xml receipt'])
  })

  it('waits for a file that is still being written', async () => {
    const post = await newPost()
    const whole = invoiceXml()
    const path = join(post.folder, 'slow.xml')
    const eye = watch()
    writeFileSync(path, whole.subarray(0, 500))
    await eye.pass()
    clock.advance(REST_MS - 1)
    appendFileSync(path, whole.subarray(500))
    await eye.pass()
    clock.advance(REST_MS - 1)
    await eye.pass()
    expect(await intakes(post)).toEqual([])
    clock.advance(1)
    await eye.pass()
    expect(await outcomes(post)).toEqual(['slow.xml receipt'])
  })

  it('says why it refuses: links, empty and large files, and what sorting refuses', async () => {
    const post = await newPost()
    const outside = join(root, 'secret.xml')
    writeFileSync(outside, invoiceXml())
    symlinkSync(outside, join(post.folder, 'link.xml'))
    execFileSync('mkfifo', [join(post.folder, 'pipe.xml')])
    writeFileSync(join(post.folder, 'empty.xml'), '')
    writeFileSync(join(post.folder, 'large.pdf'), new Uint8Array(1024 * 1024 + 1))
    writeFileSync(join(post.folder, 'letter.doc'), 'Kjære kunde')
    await rest(watch())
    const reasons = inPlace(post, 'refused')
      .filter((name) => name.endsWith('.txt'))
      .map((name) => [name.slice(37, -4), readFileSync(join(post.folder, 'refused', name), 'utf8').split('\n')[0]])
      .toSorted()
    expect(reasons).toEqual([
      ['empty.xml', 'intake_empty'],
      ['large.pdf', 'body_too_large'],
      ['letter.doc', 'document_type_unsupported'],
      ['link.xml', 'folder_link_refused'],
      ['pipe.xml', 'folder_file_special'],
    ])
    expect(await outcomes(post)).toEqual(['letter.doc refused'])
    expect(readFileSync(outside).length).toBeGreaterThan(0)
  })

  it('does not write through a place that leads elsewhere, nor follow a linked sub-folder', async () => {
    const post = await newPost()
    const elsewhere = mkdtempSync(join(tmpdir(), 'bilag-elsewhere-'))
    symlinkSync(elsewhere, join(post.folder, 'taken'))
    writeFileSync(join(post.folder, 'a.xml'), invoiceXml())
    const other = await newDesk(platform)
    writeFileSync(join(elsewhere, 'b.xml'), invoiceXml())
    symlinkSync(elsewhere, join(root, other.company.id))
    await rest(watch())
    expect(readdirSync(elsewhere)).toEqual(['b.xml'])
    expect(await intakes(post)).toEqual([])
    rmSync(elsewhere, { recursive: true })
    rmSync(post.folder, { recursive: true })
    rmSync(join(root, other.company.id))
  })

  it('takes the same file once while it is the same arrival, and calls another one a duplicate', async () => {
    const post = await newPost()
    const bytes = invoiceXml()
    const put = (at: Date) => {
      writeFileSync(join(post.folder, 'a.xml'), bytes)
      utimesSync(join(post.folder, 'a.xml'), at, at)
    }
    const eye = watch()
    for (const at of ['2026-03-01', '2026-03-01', '2026-03-02']) {
      put(new Date(at))
      await rest(eye)
    }
    expect(await outcomes(post)).toEqual(['a.xml receipt', 'a.xml duplicate'])
    expect(bareNames(post, '.')).not.toContain('a.xml')
  })

  it('goes on with what a worker that died has left behind', async () => {
    const post = await newPost()
    const eye = watch()
    await preparePlaces(post.folder)
    writeFileSync(join(post.folder, 'a.xml'), invoiceXml())
    expect(await claim(post.folder, 'a.xml')).toBeDefined()
    await eye.pass()
    expect(await outcomes(post)).toEqual(['a.xml receipt'])
    expect(inPlace(post, '.taking')).toEqual([])
  })

  it('does nothing twice when a worker died between the commit and the move', async () => {
    const post = await newPost()
    writeFileSync(join(post.folder, 'a.xml'), invoiceXml())
    const eye = watch()
    await rest(eye)
    const [taken = ''] = inPlace(post, 'taken')
    renameSync(join(post.folder, 'taken', taken), join(post.folder, '.taking', `${randomUUID()} a.xml`))
    await eye.pass()
    expect(await outcomes(post)).toEqual(['a.xml receipt'])
    expect(inPlace(post, 'taken')).toEqual([taken])
  })

  it('takes each file once when two workers look at the same time', async () => {
    const post = await newPost()
    const names = Array.from({ length: 8 }, (_, index) => `${index}.xml`)
    for (const name of names) writeFileSync(join(post.folder, name), invoiceXml())
    await rest(watch(), watch())
    expect((await outcomes(post)).toSorted()).toEqual(names.map((name) => `${name} receipt`))
    expect(bareNames(post, 'taken').toSorted()).toEqual(names)
  })

  it('keeps a file that cannot be taken for a reason of ours, and takes it later', async () => {
    const post = await newPost()
    writeFileSync(join(post.folder, 'a.xml'), invoiceXml())
    let isDown = true
    const files: Platform['files'] = {
      ...platform.files,
      put: (content) => (isDown ? Promise.reject(new Error('the store is away')) : platform.files.put(content)),
    }
    const eye = new FolderWatch(
      { ...platform, log: { ...platform.log, error: () => undefined }, files } as Platform,
      root,
    )
    await rest(eye)
    expect(inPlace(post, '.taking')).toHaveLength(1)
    isDown = false
    clock.advance(60_000)
    await eye.pass()
    expect(await outcomes(post)).toEqual(['a.xml receipt'])
  })

  it('runs in the worker until it is stopped, and not at all without the setting', async () => {
    const service = await watchFolder(platform)
    await service?.stop()
    expect(service).toBeDefined()
    expect(await watchFolder({ ...platform, config: { ...platform.config, intakeFolder: undefined } })).toBeUndefined()
  })
})
