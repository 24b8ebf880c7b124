// Rules that come with a part of the script: nothing on a page needs them before the part is there.
export default function adopt(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}
