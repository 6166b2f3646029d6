import { createTransport, type SendMailOptions } from 'nodemailer'

/** A mail as bytes, the way a mail program writes it. */
export async function mailOf(options: SendMailOptions): Promise<Uint8Array> {
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message } = await writer.sendMail({
    from: 'Faktura <faktura@nordkraft.example>',
    to: 'regnskap@fjordkaffe.example',
    subject: 'Faktura 1042',
    text: 'Vedlagt.',
    ...options,
  })
  return new Uint8Array(message as Buffer)
}

export const attached = (filename: string, content: Uint8Array, contentType = 'application/octet-stream') => ({
  filename,
  content: Buffer.from(content),
  contentType,
})
