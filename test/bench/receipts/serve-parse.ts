import { createServer } from 'node:http'
import { SaxesParser } from 'saxes'

/** What taking a receipt in is held against: node:http that parses the XML it is sent and answers its first few facts. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = JSON.stringify(parse(Buffer.concat(chunks).toString('utf8')))
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`answers at http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}\n`)
})

function parse(xml: string): { number: string; payable: string; elements: number } {
  const found = { number: '', payable: '', elements: 0 }
  const path: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', ({ local }) => {
    found.elements += 1
    path.push(local)
  })
  parser.on('closetag', () => {
    path.pop()
  })
  parser.on('text', (text) => {
    const name = path.at(-1)
    if (name === 'ID' && path.length === 2) found.number = text
    if (name === 'PayableAmount') found.payable = text
  })
  parser.write(xml).close()
  return found
}
