import { TextDecoder } from 'node:util'

const WESTERN = 'windows-1252'
// By the numbers that \ansicpg uses, those of Windows.
const BY_CODE_PAGE: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1361: 'euc-kr',
  10000: 'macintosh',
  10007: 'x-mac-cyrillic',
  65001: 'utf-8',
}
// Code pages of a font, by its \fcharset (RTF 1.9.1, « Font Table »).
const BY_FONT: Readonly<Record<number, number>> = {
  77: 10000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
}

/** The code page of a font's character set; undefined when it is the document's. */
export function codePageOfFont(charset: number): number | undefined {
  return BY_FONT[charset]
}

/** Bytes of a Windows code page as text; one we don't know is Western. */
export function decodeCodePage(bytes: Uint8Array, codePage: number): string {
  const isWindows = codePage >= 1250 && codePage <= 1258
  return new TextDecoder(isWindows ? `windows-${codePage}` : (BY_CODE_PAGE[codePage] ?? WESTERN)).decode(
    bytes,
  )
}
