// The one script and the one style sheet of every page, out of wwwroot/js and wwwroot/css and what they use of npm's packages.
import { build, transform } from 'esbuild';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PurgeCSS } from 'purgecss';

// Tabler first: the own sheets overrule it.
const sheets = ['colours', 'crm', 'widgets', 'desk', 'list', 'choice', 'record', 'facts', 'files', 'order', 'health', 'report', 'calendar', 'forced'];

export const script = root => bundled(root, 'site.js');

// What a page fetches when somebody begins with what needs it: parts.js.
export const partScript = (root, name) => bundled(root, `parts/${name}.js`, 'esm');

// Served at the root, in a file of its own: pages do not load it, the browser does.
export const workerScript = root => bundled(root, 'worker/service-worker.js');

// A part brings its rules as a text (adopt.js).
const rules = {
  name: 'rules',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({ contents: (await small(readFileSync(path, 'utf8'))).trim(), loader: 'text' }));
  },
};

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
    plugins: [rules],
  });
  return built.outputFiles[0].text;
}

const words = text => text.match(/[\w-]+/g) ?? [];
const quoted = text => words((text.match(/"[^"\n]*"|'[^'\n]*'|`[^`]*`/g) ?? []).join('\n'));

// What a file may name: of code what stands between quotation marks. In a view the name of an element or of an attribute is no class:
// .legend is not kept because there is an element of that name.
const named = text => ({ undetermined: quoted(text), tags: [], classes: [], ids: [], attributes: { names: [], values: [] } });
const namedByView = text => ({
  ...named(''),
  undetermined: words(text.replace(/<\/?[a-z][\w-]*|[\w-]+=/g, ' ')),
  tags: [...text.matchAll(/<([a-z][\w-]*)/g)].map(match => match[1]),
  attributes: { names: words(text), values: words(text) },
});

// Of Tabler the rules whose classes, elements and attributes occur as words somewhere in the content, and the variables that these
// rules or the own sheets use. A class of Tabler that is put together in pieces would have to be told here; so far there is none.
async function tabler(root, content, own) {
  const [used] = await new PurgeCSS().purge({
    content: content.map(file => ({ raw: readFileSync(file, 'utf8'), extension: file.split('.').pop() })),
    css: [{ raw: readFileSync(join(root, 'node_modules/@tabler/core/dist/css/tabler.min.css'), 'utf8') }],
    defaultExtractor: named,
    extractors: [{ extractor: namedByView, extensions: ['cshtml'] }],
    keyframes: true,
    variables: true,
    // Words of views and scripts (a role, a kind of panel) that are also names of Tabler's components, which no page uses; and what the own
    // sheets draw from the ground up.
    blocklist: ['popover', 'toast', 'status', 'row', 'nav', 'progress', 'pre', 'pagination', 'page-item', 'page-link'],
    safelist: { variables: own.match(/--tblr-[\w-]+/g) },
  });
  return used.css;
}

const small = async css => (await transform(css, { loader: 'css', minify: true, charset: 'utf8' })).code;
const sheet = (root, name) => readFileSync(join(root, `wwwroot/css/${name}.css`), 'utf8');

export async function style(root, content) {
  const own = sheets.map(name => sheet(root, name)).join('\n');
  const withParts = readdirSync(join(root, 'wwwroot/css/parts')).reduce((all, file) => all + sheet(root, `parts/${file.replace(/\.css$/, '')}`), own);
  return small(`${await tabler(root, content, withParts)}\n${own}`);
}
