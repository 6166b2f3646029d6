import { defineProblems } from '#src/kernel/problem.ts'

export const xmlProblems = defineProblems({
  xml_malformed: { status: 422, title: 'The XML is not well-formed' },
  xml_encoding_unsupported: { status: 422, title: 'The character encoding of the XML is not supported' },
  xml_doctype_refused: { status: 422, title: 'The XML has a document type declaration' },
  xml_too_large: { status: 413, title: 'The XML is too large' },
  xml_too_deep: { status: 422, title: 'The XML is nested too deeply' },
  xml_too_many_elements: { status: 422, title: 'The XML has too many elements' },
  xml_too_many_attributes: { status: 422, title: 'An element of the XML has too many attributes' },
  xml_attribute_too_long: { status: 422, title: 'An attribute of the XML is too long' },
  xml_text_too_long: { status: 422, title: 'A text of the XML is too long' },
})
