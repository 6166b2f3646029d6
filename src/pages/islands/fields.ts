/**
 * A field of a receipt and its box on the page light up together, by pointer and by focus. The box comes into view when
 * its field is asked for with the keyboard. Without it the links between them do the same, one click later.
 */
const fieldAt = (target: EventTarget | null): string | undefined =>
  (target as Element | null)?.closest<HTMLElement | SVGElement>('[data-field]')?.dataset.field

/** A box may be that of several fields: their names stand beside each other. */
const all = (fields: string): Element[] =>
  fields.split(' ').flatMap((field) => [...document.querySelectorAll(`[data-field~="${CSS.escape(field)}"]`)])

let lit: string | undefined

function light(field: string | undefined): void {
  if (field === lit) return
  if (lit !== undefined) for (const one of all(lit)) one.removeAttribute('data-lit')
  if (field !== undefined) for (const one of all(field)) one.setAttribute('data-lit', '')
  lit = field
}

const focused = (): string | undefined => fieldAt(document.activeElement)

/** Within its frame only: the page itself stays where its reader is. */
function showBox(field: string): void {
  const box = document.querySelector(`#box-${CSS.escape(field)}`)?.closest('a')
  const frame = box?.closest<HTMLElement>('.sheets')
  if (!box || !frame || frame.scrollHeight <= frame.clientHeight) return
  const [at, around] = [box.getBoundingClientRect(), frame.getBoundingClientRect()]
  if (at.top < around.top || at.bottom > around.bottom) {
    frame.scrollTop += at.top - around.top - frame.clientHeight / 3
  }
}

document.addEventListener('pointerover', ({ target }) => light(fieldAt(target) ?? focused()))
document.addEventListener('focusin', ({ target }) => {
  const field = fieldAt(target)
  light(field)
  if (field !== undefined && !(target as Element).closest('svg')) showBox(field)
})
document.addEventListener('focusout', () => light(undefined))

/** Whoever may correct the field goes straight from its box to where it is written. */
document.addEventListener('click', (event) => {
  const field = (event.target as Element).closest<SVGElement>('.sheet a')?.dataset.field?.split(' ')[0]
  const input = field && document.querySelector<HTMLInputElement>(`.correct [data-field="${CSS.escape(field)}"] input`)
  if (!input) return
  event.preventDefault()
  input.closest('details')?.setAttribute('open', '')
  input.focus()
  input.select()
})
