// Parts of the script that are fetched when somebody begins with what needs them: wwwroot/js/parts, one file each in lib/.
const addresses = document.querySelector('script[data-parts]').dataset.parts.split(' ');
const coming = {};

// The module, once for the page however often it is asked for. A part that could not be fetched is asked for anew the next time.
export function part(name) {
  coming[name] ??= import(addresses.find(address => address.includes(`/${name}.min.`))).then(module => {
    document.documentElement.setAttribute(`data-part-${name}`, ''); // for those who watch the page from outside
    return module;
  }, error => {
    delete coming[name];
    throw error;
  });
  return coming[name];
}
