/** While a form with photos is on its way: a bar that moves, and a button that is not pressed twice. */
for (const form of document.querySelectorAll<HTMLFormElement>('form.photo')) {
  form.addEventListener('submit', () => {
    const button = form.querySelector('button')
    const bar = form.querySelector('progress')
    if (bar) bar.hidden = false
    if (!button) return
    button.disabled = true
    button.textContent = button.dataset.sending ?? ''
  })
}
