import { setTimeout as sleep } from 'node:timers/promises'
import { fail, isProblem, type Problem } from '#src/kernel/problem.ts'
import { ReplayedAnswer } from '#src/platform/command/index.ts'
import type { Call, RenderedAnswer } from '#src/platform/cx.ts'
import { requestHash } from '#src/platform/http/read-request.ts'
import { type CompanyReader, companyReaderOf, demandToken, type PageRequest } from './page-context.ts'

/** A form of ours as it came in. */
export interface Submitted {
  readonly c: PageRequest
  readonly reader: CompanyReader
  /** For the one command that the form is for: it carries the form's key. Anything else takes `reader.call`. */
  readonly call: Call
  readonly fields: Readonly<Record<string, string>>
  readonly files: readonly SubmittedFile[]
}

export interface SubmittedFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

interface Act<Out> {
  /** Calls the command and returns its own promise, so that what it led to is kept in its transaction. */
  readonly run: (form: Submitted) => Promise<Out>
  /** What follows in this request only, not in one that replays it. */
  readonly afterwards?: (form: Submitted, out: Out) => Promise<unknown>
  /** Shows the form again with its refusal; without it the refusal has a page of its own. */
  readonly refused?: (form: Submitted, problem: Problem) => Promise<Response>
}

interface GoingOn<Out> extends Act<Out> {
  /** Path below the company. */
  readonly next: (out: Out, form: Submitted) => string
}

interface Telling<Out, Told> extends Act<Out> {
  /** What the page tells of the outcome, as JSON keeps it. */
  readonly told: (out: Out) => Told
  readonly show: (form: Submitted, told: Told) => Promise<Response>
}

/** Files of one form; more come in a second one. */
const FILES_MAX = 50
/** How long the second of two quick clicks waits for the first, milliseconds. */
const TWIN_MS = 15_000
const LOOK_EVERY_MS = 100

/**
 * Does what a form of a company asks for. Every such form is drawn with a key of its own (`CommandForm`), so that a
 * second click, or a page sent again, leads to where the first one did and changes nothing. Fails with csrf_invalid.
 */
export const submit = async <Out, Told = never>(
  c: PageRequest,
  act: GoingOn<Out> | Telling<Out, Told>,
): Promise<Response> => carryOut(await submittedOf(c), act)

/** As `submit` does, with a form that was read already. */
export async function carryOut<Out, Told = never>(
  form: Submitted,
  act: GoingOn<Out> | Telling<Out, Told>,
): Promise<Response> {
  let kept: RenderedAnswer | undefined
  const render = (out: unknown): RenderedAnswer => {
    kept = answerOf(act, out as Out, form)
    return kept
  }
  const keyed = { ...form, call: { ...form.call, render } }
  try {
    const out = await onceFree(() => act.run(keyed))
    await act.afterwards?.(form, out)
    return await answer(act, form, kept ?? answerOf(act, out, form))
  } catch (error) {
    if (error instanceof ReplayedAnswer) return answer(act, form, error.rendered)
    const isMendable = isProblem(error) && error.kind.status < 500 && !isProblem(error, 'not_found')
    if (isMendable && act.refused) return act.refused(form, error)
    throw error
  }
}

function answerOf<Out, Told>(act: GoingOn<Out> | Telling<Out, Told>, out: Out, form: Submitted): RenderedAnswer {
  if ('told' in act) return { status: 200, headers: {}, body: JSON.stringify(act.told(out)) }
  const location = `/c/${form.reader.companyId}${act.next(out, form)}`
  return { status: 303, headers: { location }, body: '' }
}

async function answer<Out, Told>(
  act: GoingOn<Out> | Telling<Out, Told>,
  form: Submitted,
  { headers, body }: RenderedAnswer,
): Promise<Response> {
  if ('show' in act) return act.show(form, JSON.parse(body) as Told)
  return form.c.redirect(headers.location ?? '/', 303)
}

/** A browser shows the answer to the second click, so that one waits for what the first one leads to. */
async function onceFree<Out>(run: () => Promise<Out>): Promise<Out> {
  for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
    try {
      return await run()
    } catch (error) {
      if (!isProblem(error, 'idempotency_in_flight') || waitedMs >= TWIN_MS) throw error
      await sleep(LOOK_EVERY_MS)
    }
  }
}

/** The form that was sent. Fails with csrf_invalid, and with idempotency_key_invalid for one without a key. */
export async function submittedOf(c: PageRequest): Promise<Submitted> {
  const reader = await companyReaderOf(c)
  const form = Object.entries(await c.req.parseBody({ all: true }))
  const fields: Record<string, string> = {}
  const sent: File[] = []
  for (const [name, value] of form) {
    for (const one of [value].flat()) {
      if (typeof one === 'string') fields[name] = one
      // A browser sends an empty file where none was picked.
      else if (one.size > 0) sent.push(one)
    }
  }
  const { csrf, formKey, ...own } = fields
  demandToken(reader, csrf)
  if (sent.length > FILES_MAX) fail('body_too_large', `Send at most ${FILES_MAX} files at once.`)
  const files = await Promise.all(sent.map(bytesOf))
  const said = Object.entries(own).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const hashed = [reader.session.person.id, JSON.stringify(said), ...files.flatMap(({ name, bytes }) => [name, bytes])]
  const idempotency = { key: keyOf(formKey), requestHash: requestHash('page', c.req.path, hashed) }
  return { c, reader, call: { ...reader.call, idempotency }, fields: own, files }
}

const bytesOf = async (file: File): Promise<SubmittedFile> => ({
  name: file.name,
  mediaType: file.type,
  bytes: new Uint8Array(await file.arrayBuffer()),
})

function keyOf(formKey: string | undefined): string {
  if (formKey !== undefined && /^[\w-]{20,60}$/.test(formKey)) return `form ${formKey}`
  return fail('idempotency_key_invalid', 'Open the page again and repeat what you did.')
}
