// Fetches the client libraries (npm ci) and writes what the pages load to wwwroot/lib: one script, one style sheet, the icons,
// the parts of wwwroot/js/parts, which a page loads when somebody begins with what needs them. The fonts of printed files go to fonts, which is not served. Run by ClientAssets.targets; by hand: node client/build.mjs.
// Safe to start twice at once: the second run waits and then finds the work done.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const lib = join(root, 'wwwroot', 'lib');
const fonts = join(root, 'fonts');
const stamp = join(root, 'obj', 'client-libraries.stamp'); // when it was last done
const lock = join(root, 'obj', 'client-libraries.lock');
const parts = readdirSync(join(root, 'wwwroot/js/parts')).map(file => file.replace(/\.js$/, ''));
const appIcons = readdirSync(join(root, 'client/app-icons'));
const outputs = ['crm.min.js', 'crm.min.css', ...parts.map(name => `${name}.min.js`), ...appIcons, 'service-worker.min.js', 'icons.svg'];

// Whole, because PDFsharp reads TrueType: of the second only what the first lacks is used.
const fontFiles = { 'NotoSansSC_400Regular.ttf': 'noto-sans-sc', 'NotoSansJP_400Regular.ttf': 'noto-sans-jp' };

// What may name a class: the sheet keeps the classes of Tabler that are named there. ClientAssets.targets has the same list.
const sources = ['Infrastructure', 'Pages', 'Security', 'TagHelpers', 'client', 'wwwroot/css', 'wwwroot/js']
  .flatMap(folder => readdirSync(join(root, folder), { recursive: true }).map(file => join(root, folder, file)))
  .filter(file => /\.(cshtml|cs|js|css|mjs|json)$/.test(file));
const inputs = [join(root, 'package-lock.json'), ...sources];

const changed = file => statSync(file).mtimeMs;
const written = [...outputs.map(name => join(lib, name)), ...Object.keys(fontFiles).map(name => join(fonts, name))];
const upToDate = () => [stamp, ...written].every(existsSync) && changed(stamp) >= Math.max(...inputs.map(changed));

// npm writes node_modules/.package-lock.json last, so a newer one means a complete install of this lock file.
const installed = () => {
  const marker = join(modules, '.package-lock.json');
  return existsSync(marker) && changed(marker) >= changed(inputs[0]);
};

function install() {
  const run = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'],
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
    // Lines and colours are the sheet's (.icon); the lines of one icon are one path.
    const paths = symbols.get(name).replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', '').replace(/\s+\/>\s*/g, '/>');
    const lines = /^(<path d="M[^"]*"\/>)+$/.test(paths) ? `<path d="${[...paths.matchAll(/ d="([^"]*)"/g)].map(m => m[1]).join('')}"/>` : paths;
    return `<symbol id="${name}" viewBox="0 0 24 24">${lines}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- Tabler Icons, MIT licence, tabler.io/icons -->\n${parts.join('\n')}\n</svg>\n`;
}

// Written aside and renamed, so that a page served meanwhile never sees half a file. What is the same stays as old as it was,
// so that it is not compressed again.
function write(name, content) {
  const target = join(lib, name);
  if (existsSync(target) && readFileSync(target, 'utf8') === content) return;
  writeFileSync(`${target}.new`, content);
  renameSync(`${target}.new`, target);
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
    // Not before they are installed.
    const { partScript, script, style, workerScript } = await import('./bundle.mjs');
    const content = sources.filter(file => /\.(cshtml|cs|js)$/.test(file));
    write('crm.min.js', await script(root));
    for (const name of parts) write(`${name}.min.js`, withoutFont(await partScript(root, name)));
    write('service-worker.min.js', await workerScript(root));
    for (const name of appIcons) copyFileSync(join(root, 'client/app-icons', name), join(lib, name));
    write('crm.min.css', await style(root, content));
    write('icons.svg', sprite());
    mkdirSync(fonts, { recursive: true });
    for (const [name, from] of Object.entries(fontFiles)) copyFileSync(join(modules, '@expo-google-fonts', from, '400Regular', name), join(fonts, name));
    // Of an earlier version.
    readdirSync(lib).filter(name => !outputs.includes(name)).forEach(name => rmSync(join(lib, name), { recursive: true }));
    writeFileSync(stamp, '');
  }
} catch (error) {
  console.error(`CrmWeb client libraries: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(lock, { recursive: true, force: true });
}
