/**
 * Whoever writes a field of a receipt clicks the word on the page, or draws over a stretch of it: what is printed there
 * comes into the field, in the field's own form. Without it, and with the keyboard, the field is typed.
 */
interface Picked {
  readonly value: string | null
  readonly text: string
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null
}

type Field = HTMLInputElement

/** Pixels by which a pointer moves before it draws a frame. */
const DRAWN_PX = 6

const SVG = 'http://www.w3.org/2000/svg'

const said = document.querySelector<HTMLElement>('[data-pick-said]')
let field: Field | undefined
let from: { readonly x: number; readonly y: number; readonly sheet: Element } | undefined

const fieldAt = (target: EventTarget | null): Field | undefined =>
  (target as Element | null)?.closest<Field>('input[data-pick]') ?? undefined

const sheetAt = (target: EventTarget | null): Element | undefined =>
  (target as Element | null)?.closest('.sheet') ?? undefined

/** Where a pointer is on the page, in the page's own unit. */
function placeOn(sheet: Element, { clientX, clientY }: { clientX: number; clientY: number }) {
  const around = sheet.getBoundingClientRect()
  const { width, height } = (sheet.querySelector('svg') as SVGSVGElement).viewBox.baseVal
  return { x: ((clientX - around.left) / around.width) * width, y: ((clientY - around.top) / around.height) * height }
}

function mark(sheet: Element, { box }: Picked): void {
  for (const old of document.querySelectorAll('.sheet .picked')) old.remove()
  if (!box) return
  const frame = document.createElementNS(SVG, 'rect')
  frame.setAttribute('class', 'picked')
  for (const [name, value] of Object.entries(box)) frame.setAttribute(name, String(value))
  sheet.querySelector('svg')?.append(frame)
}

function tell(text: string): void {
  if (said) said.textContent = text
}

async function pick(into: Field, sheet: Element, frame: Record<string, number>): Promise<void> {
  const url = new URL((sheet.querySelector('img') as HTMLImageElement).src)
  url.pathname += '/values'
  url.searchParams.set('field', into.dataset.pick ?? '')
  for (const [name, value] of Object.entries(frame)) url.searchParams.set(name, value.toFixed(1))
  sheet.setAttribute('aria-busy', 'true')
  try {
    const answer = await fetch(url)
    const picked = answer.ok ? ((await answer.json()) as Picked) : { value: null, text: '', box: null }
    if (picked.value === null) return tell(said?.dataset.nothing ?? '')
    into.value = picked.value
    into.dispatchEvent(new Event('input', { bubbles: true }))
    mark(sheet, picked)
    tell(`${said?.dataset.taken} ${picked.text}`)
  } finally {
    sheet.removeAttribute('aria-busy')
  }
}

document.addEventListener('focusin', ({ target }) => {
  const next = fieldAt(target)
  // A tap on the page may take the focus away; the field that was written last is still the one that is meant.
  if (!next && sheetAt(target)) return
  field = next
  document.body.classList.toggle('picking', field !== undefined)
  if (said) said.hidden = field === undefined
  if (field) tell(said?.dataset.hint ?? '')
})

document.addEventListener(
  'mousedown',
  (event) => {
    const sheet = sheetAt(event.target)
    if (!field || !sheet || event.button !== 0) return
    // The field keeps the focus, and nothing of the page is dragged away.
    event.preventDefault()
    from = { x: event.clientX, y: event.clientY, sheet }
  },
  true,
)

document.addEventListener(
  'click',
  (event) => {
    const sheet = sheetAt(event.target)
    const began = from
    from = undefined
    // A link that is pressed with the keyboard is no place of the page.
    if (!field || !sheet || event.detail === 0) return
    // The box of another field leads there only while none is written.
    event.preventDefault()
    event.stopImmediatePropagation()
    const at = placeOn(sheet, event)
    const isDrawn = began?.sheet === sheet && Math.hypot(event.clientX - began.x, event.clientY - began.y) > DRAWN_PX
    if (!isDrawn || !began) return void pick(field, sheet, at)
    const first = placeOn(sheet, { clientX: began.x, clientY: began.y })
    const frame = {
      x: Math.min(first.x, at.x),
      y: Math.min(first.y, at.y),
      width: Math.abs(first.x - at.x),
      height: Math.abs(first.y - at.y),
    }
    void pick(field, sheet, frame)
  },
  true,
)
