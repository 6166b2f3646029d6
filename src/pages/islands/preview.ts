/**
 * The sample beside a form is drawn anew while somebody types. Without it the button of the form does the same; a file
 * that was picked is seen by that button alone.
 */
const form = document.querySelector<HTMLFormElement>('form[data-preview]')
const preview = document.querySelector('#preview')
const picture = preview?.querySelector('img')
const refusal = preview?.querySelector<HTMLElement>('[role=status]')
const link = preview?.querySelector('a')

/** How long somebody who types pauses, milliseconds. */
const PAUSE_MS = 400
const SECRET = new Set(['csrf', 'formKey', 'logo'])

function draw(from: HTMLFormElement, to: HTMLImageElement): void {
  const said = [...new FormData(from)].flatMap(([name, value]) =>
    typeof value === 'string' && !SECRET.has(name) ? [[name, value]] : [],
  )
  const query = new URLSearchParams(said)
  if (query.has('withoutLogo')) query.set('invoiceLogo', '')
  to.src = `${from.dataset.preview}/page?${query}`
  if (link) link.href = `${from.dataset.preview}?${query}`
}

if (form && picture) {
  let timer: ReturnType<typeof setTimeout> | undefined
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => draw(form, picture), PAUSE_MS)
  })
  picture.addEventListener('load', () => refusal?.setAttribute('hidden', ''))
  picture.addEventListener('error', () => refusal?.removeAttribute('hidden'))
}
