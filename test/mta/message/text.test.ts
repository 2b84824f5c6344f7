import { expect, test } from 'vitest'
import { decodeCharset } from '#mta/message/charset.ts'
import { unflow } from '#mta/message/flowed.ts'
import { htmlToText } from '#mta/message/html-text.ts'
import { cpuMs } from '../../support/cpu.ts'

const latin1 = Buffer.from('déjà', 'latin1')
const utf8 = Buffer.from('déjà')
const charsets: [Buffer, string | undefined, string, 'as declared' | 'guessed'][] = [
  [latin1, 'iso-8859-1', 'déjà', 'as declared'],
  [latin1, '"ISO_8859-1"', 'déjà', 'as declared'],
  [latin1, 'utf-8', 'déjà', 'guessed'],
  [latin1, undefined, 'déjà', 'as declared'],
  [latin1, 'us-ascii', 'déjà', 'as declared'],
  [latin1, 'x-nonsense', 'déjà', 'guessed'],
  [utf8, 'utf8', 'déjà', 'as declared'],
  [utf8, 'windows-1252', 'déjà', 'guessed'],
  [utf8, 'us-ascii', 'déjà', 'as declared'],
  [utf8, 'unicode', 'déjà', 'guessed'],
  [Buffer.from('déjà', 'utf16le'), 'utf-16', 'déjà', 'as declared'],
  [Buffer.from([0xa4, 0xbd]), 'iso-8859-15', '€œ', 'as declared'],
  [Buffer.from([0x93, 0x80]), 'iso-8859-1', '“€', 'as declared'],
  [Buffer.from('1b2442467c4b5c1b2842', 'hex'), 'iso-2022-jp', '日本', 'as declared'],
  [Buffer.concat([Buffer.from('été àç'), Buffer.from([0xe9])]), 'utf-8', 'été àç\ufffd', 'guessed'],
]
test.each(charsets)('%j declared %s is read %s', (bytes, declared, text, how) => {
  expect(decodeCharset(bytes, declared)).toEqual({ text, isGuess: how === 'guessed' })
})

const flowed: [string, string][] = [
  ['un \ndeux \ntrois\nquatre', 'un deux trois\nquatre'],
  ['> un \n> deux\ntrois', '> un deux\ntrois'],
  ['> un \n>> deux\ntrois', '> un \n>> deux\ntrois'],
  [' > pas une citation', '> pas une citation'],
  [' From ici', 'From ici'],
  ['fin \n-- \nHélène', 'fin \n-- \nHélène'],
  ['>\n> \n>x', '>\n>\n> x'],
  ['flotte ', 'flotte '],
]
test.each(flowed)('flowed %j reads %j', (text, unwrapped) => {
  expect(unflow(text, 'keep-space')).toBe(unwrapped)
})

const pages: [string, string][] = [
  ['<p>un</p><p>deux</p>', 'un\n\ndeux'],
  ['un<br>deux<br/>trois', 'un\ndeux\ntrois'],
  ['<div>un</div><div>deux</div>', 'un\ndeux'],
  ['a<br><br><br><br>b', 'a\n\nb'],
  ['<ul><li>un</li><li>deux</ul>', '- un\n- deux'],
  ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
  ['a<blockquote><p>b</p>c<blockquote>d</blockquote></blockquote>e', 'a\n\n> b\n>\n> c\n>\n> > d\n\ne'],
  ['<a href="https://x.example/?a=1&amp;b=2">ici</a>', 'ici <https://x.example/?a=1&b=2>'],
  [
    '<a href="https://x.example/">x.example</a> <a href="mailto:a@b">a@b</a> <a href="javascript:x">z</a>',
    'x.example a@b z',
  ],
  ['&eacute;t&#233;&nbsp;! &lt;b&gt; &inconnu;', 'été ! <b> &inconnu;'],
  ['<style>p{}</style><script>x</script><title>t</title>vu<!-- pas vu -->', 'vu'],
  ['<head><title>t</title><body>vu', 'vu'],
  ['<pre>a\n  b</pre>', 'a\n  b'],
  ['<img alt="Affiche de la fête" src=x><img src=y>', '[Affiche de la fête]'],
  ['a\u200b\u200b \u00ad\ufeff b', 'a b'],
  ['1 < 2 <b', '1 < 2'],
]
test.each(pages)('the words of %s', (html, text) => {
  expect(htmlToText(html)).toBe(text)
})

test('a megabyte of the worst HTML is turned into text within two seconds of CPU', () => {
  for (const piece of [
    '<div>',
    '<div></x>',
    '<blockquote>x',
    '<',
    '&',
    '<a href=',
    '<!--',
    '<table><tr><td>',
    '\n',
    '<pre>\n',
  ]) {
    const start = cpuMs()
    htmlToText(piece.repeat(1_000_000 / piece.length))
    expect(cpuMs() - start, piece).toBeLessThan(2_000)
  }
})
