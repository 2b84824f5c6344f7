// Parts that a careful person opens on no account, told by name, type and first bytes. Pure.

/** A file beside the text of a message. */
export interface Enclosed {
  readonly filename: string | undefined
  /** Media type as declared. */
  readonly type: string
  /** Its first bytes, two at least where it has so many. */
  readonly head: Buffer
}

/** Programs, scripts, documents with macros, pages, and what hides other files in it. */
const ENDINGS = new Set(
  (
    'ade adp apk app appimage appref-ms appx arj asp aspx bas bash bat cab cgi chm cmd com command cpl csh deb desktop ' +
    'diagcab dll dmg dotm docm ace bz2 eml exe gadget gz hlp hta htm html htr img inf ins iqy iso isp jar jnlp job js ' +
    'jse ksh lha lnk lzh mam mde mdb mht mhtml msc msg msi msix msp mst nsh one osd ost pcd php phtml pif pl potm ppam ' +
    'ppsm pptm prf prg ps1 ps1xml ps2 psc1 psd1 psm1 pst py pyc pyw r00 rar rb reg rpm scf scr sct settingcontent-ms sh ' +
    'shb shs shtml slk sldm svg svgz swf tar tgz tmp url vb vbe vbp vbs vhd vhdx vsmacros vxd webpnp wim ws wsc wsf wsh ' +
    'xar xbap xht xhtml xlam xll xlsb xlsm xltm xnk xz z 7z zip zipx'
  ).split(' '),
)
const TYPES =
  /^(?:application\/(?:x-(?:ms(?:dos-program|download|i)|dosexec|executable|sh|csh|perl|python|php|javascript|vbs?|bat|java-\w+|shockwave-flash|7z-compressed|rar(?:-compressed)?|tar|gzip|zip-compressed|iso9660-image)|ecmascript|javascript|java-archive|hta|msaccess|gzip|zip|vnd\.(?:rar|microsoft\.portable-executable|ms-\w+\.(?:\w+\.)?macroenabled(?:\.12)?))|text\/(?:html|javascript|ecmascript|vbscript|x-sh|x-python|x-perl)|image\/svg\+xml|message\/(?:rfc822|global|partial|external-body))$/i
/** Windows and Linux programs, scripts. */
const BEGINNINGS = [Buffer.from('MZ'), Buffer.from('\x7fELF'), Buffer.from('#!')]

/** Whether a file could do harm, or hides what could. */
export function isSuspect({ filename, type, head }: Enclosed): boolean {
  // Windows opens « facture.exe . » as facture.exe; marks of direction show « exe.pdf » for « fdp.exe ».
  const name = (filename ?? '').replace(/[\p{C}]/gu, '').replace(/[.\s]+$/u, '')
  const ending = /\.([^.\s]{1,15})$/u.exec(name)?.[1]?.toLowerCase()
  return (
    (ending !== undefined && ENDINGS.has(ending)) ||
    TYPES.test(type) ||
    BEGINNINGS.some((beginning) => head.subarray(0, beginning.length).equals(beginning))
  )
}
