// The one script and the style sheets of the pages, out of wwwroot/js and wwwroot/css and what they use of npm's packages.
import { build, transform } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PurgeCSS } from 'purgecss';

// Tabler first: the own sheets overrule it.
const sheets = ['colours', 'crm', 'widgets', 'desk', 'list', 'choice', 'sheet', 'record', 'facts', 'files', 'forced'];

// Of pages that are large in themselves and that a day has few of: a sheet of their own, so that every other visit is lighter.
const further = ['calendar', 'order', 'report'];

export const script = root => bundled(root, 'site.js');

// What a page fetches when somebody begins with what needs it: parts.js.
export const partScript = (root, name) => bundled(root, `parts/${name}.js`, 'esm');

// Served at the root, in a file of its own: pages do not load it, the browser does.
export const workerScript = root => bundled(root, 'worker/service-worker.js');

async function bundled(root, entry, format = 'iife') {
  const built = await build({
    entryPoints: [join(root, 'wwwroot/js', entry)],
    bundle: true,
    minify: true,
    write: false,
    format,
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'silent',
  });
  return built.outputFiles[0].text;
}

// What a file may name a class in: all of a view, of code only what stands between quotation marks.
function texts(file) {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.cshtml') ? text : (text.match(/"[^"\n]*"|'[^'\n]*'|`[^`]*`/g) ?? []).join('\n');
}

// Of Tabler the rules whose classes, elements and attributes occur as words somewhere in the content, and the variables that these
// rules or the own sheets use. A class of Tabler that is put together in pieces would have to be told here; so far there is none.
async function tabler(root, content, own) {
  const [used] = await new PurgeCSS().purge({
    content: content.map(file => ({ raw: texts(file), extension: 'txt' })),
    css: [{ raw: readFileSync(join(root, 'node_modules/@tabler/core/dist/css/tabler.min.css'), 'utf8') }],
    defaultExtractor: text => text.match(/[\w-]+/g) ?? [],
    keyframes: true,
    variables: true,
    safelist: { variables: own.match(/--tblr-[\w-]+/g) },
  });
  return used.css;
}

const read = (root, names) => names.map(name => readFileSync(join(root, `wwwroot/css/${name}.css`), 'utf8')).join('\n');
const small = async css => (await transform(css, { loader: 'css', minify: true, charset: 'utf8' })).code;

export async function style(root, content) {
  const own = read(root, sheets);
  return small(`${await tabler(root, content, own + read(root, further))}\n${own}`);
}

export const furtherStyle = root => small(read(root, further));
