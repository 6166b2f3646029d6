/**
 * A camera gives one picture at a time: each is laid in a list, from which it can be taken out, and the camera is ready
 * for the next one. Without it several can be picked from the pictures on the phone.
 */
function layDown(input: HTMLInputElement, list: HTMLElement): void {
  const next = input.cloneNode() as HTMLInputElement
  next.value = ''
  input.replaceWith(next)
  const words = next.closest('label')?.querySelector('strong')
  if (words) words.textContent = list.dataset.another ?? ''
  const item = document.createElement('li')
  input.hidden = true
  input.removeAttribute('capture')
  const remove = document.createElement('button')
  remove.type = 'button'
  remove.className = 'act'
  remove.textContent = list.dataset.remove ?? ''
  remove.addEventListener('click', () => {
    item.remove()
    list.hidden = list.childElementCount === 0
  })
  const name = document.createElement('span')
  name.textContent = [...(input.files ?? [])].map((file) => file.name).join(', ')
  item.append(input, name, remove)
  list.append(item)
  list.hidden = false
  for (const file of input.files ?? []) void preview(file, item)
}

/** Drawn, as the policy of the pages takes pictures from our own origin only. */
async function preview(file: File, item: HTMLElement): Promise<void> {
  const picture = await createImageBitmap(file).catch(() => undefined)
  if (!picture) return
  const canvas = document.createElement('canvas')
  const scale = Math.min(1, 96 / picture.height)
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  canvas.ariaHidden = 'true'
  item.prepend(canvas)
}

document.addEventListener('change', ({ target }) => {
  const input = target as HTMLInputElement
  const list = input.closest('form')?.querySelector<HTMLElement>('.taken')
  if (list && input.matches('[capture]') && input.files?.length) layDown(input, list)
})

/** While a form with photos is on its way: a bar that moves, and a button that is not pressed twice. */
for (const form of document.querySelectorAll<HTMLFormElement>('form.photo')) {
  form.addEventListener('submit', () => {
    const button = form.querySelector<HTMLButtonElement>('button[type=submit]')
    const bar = form.querySelector('progress')
    if (bar) bar.hidden = false
    if (!button) return
    button.disabled = true
    button.textContent = button.dataset.sending ?? ''
  })
}
