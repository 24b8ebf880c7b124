// Fetches the client libraries (npm ci) and writes what the pages use to wwwroot/lib. Run by ClientAssets.targets;
// by hand: node client/build.mjs. Safe to start twice at once: the second run waits and then finds the work done.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const lib = join(root, 'wwwroot', 'lib');
const lock = join(root, 'obj', 'client-libraries.lock');
const inputs = ['package-lock.json', 'client/build.mjs', 'client/icons.json'].map(file => join(root, file));

const copies = {
  'tabler.min.css': '@tabler/core/dist/css/tabler.min.css',
  'tabler.min.js': '@tabler/core/dist/js/tabler.min.js',
  'fullcalendar.min.js': 'fullcalendar/index.global.min.js',
  'htmx.min.js': 'htmx.org/dist/htmx.min.js',
  'aspnet-validation.min.js': 'aspnet-client-validation/dist/aspnet-validation.min.js',
};
const outputs = [...Object.keys(copies), 'icons.svg'].map(file => join(lib, file));

const changed = file => statSync(file).mtimeMs;
const upToDate = () => outputs.every(existsSync)
  && Math.min(...outputs.map(changed)) >= Math.max(...inputs.map(changed));

// npm writes node_modules/.package-lock.json last, so a newer one means a complete install of this lock file.
const installed = () => {
  const marker = join(modules, '.package-lock.json');
  return existsSync(marker) && changed(marker) >= changed(inputs[0]);
};

function install() {
  const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'],
    { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  if (run.error || run.status !== 0) {
    throw new Error(`npm ci failed (${run.error?.message ?? `exit code ${run.status}`}).\n${run.stderr ?? ''}`);
  }
}

// Only the icons named in icons.json: the whole sprite is 2 MB.
function sprite() {
  const all = readFileSync(join(modules, '@tabler/icons-sprite/dist/tabler-sprite.svg'), 'utf8');
  const symbols = new Map([...all.matchAll(/<symbol id="tabler-([^"]+)"[^>]*>(.*?)<\/symbol>/gs)].map(m => [m[1], m[2]]));
  const names = JSON.parse(readFileSync(join(root, 'client/icons.json'), 'utf8'));
  const missing = names.filter(name => !symbols.has(name));
  if (missing.length > 0) {
    throw new Error(`client/icons.json names icons that @tabler/icons-sprite does not have: ${missing.join(', ')}`);
  }
  const parts = names.map(name => {
    const paths = symbols.get(name).replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', '');
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75"`
      + ` stroke-linecap="round" stroke-linejoin="round">${paths}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- Tabler Icons, MIT licence, tabler.io/icons -->\n${parts.join('\n')}\n</svg>\n`;
}

// Written aside and renamed, so that a page served meanwhile never sees half a file.
function write(name, content) {
  const target = join(lib, name);
  writeFileSync(`${target}.new`, content);
  renameSync(`${target}.new`, target);
}

function withoutSourceMap(text) {
  return text.replace(/\n?(\/\/# sourceMappingURL=\S+|\/\*# sourceMappingURL=\S+ \*\/)\s*$/, '\n');
}

// The calendar brings an icon font as data, for buttons the pages do not use; the content policy would refuse it.
function withoutFont(text) {
  return text.replace(/@font-face\{[^}]*\}/g, '');
}

async function takeLock() {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    // A run that was killed leaves its lock behind; nobody needs ten minutes.
    const since = existsSync(lock) ? Date.now() - changed(lock) : 0;
    if (since > 600_000) rmSync(lock, { recursive: true, force: true });
    await new Promise(resume => setTimeout(resume, 200));
  }
}

await takeLock();
try {
  if (!upToDate()) {
    if (!installed()) install();
    mkdirSync(lib, { recursive: true });
    for (const [name, source] of Object.entries(copies)) {
      write(name, withoutFont(withoutSourceMap(readFileSync(join(modules, source), 'utf8'))));
    }
    write('icons.svg', sprite());
  }
} catch (error) {
  console.error(`CrmWeb client libraries: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(lock, { recursive: true, force: true });
}
