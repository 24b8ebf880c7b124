#!/usr/bin/env node
// Exports every list and report as xlsx and csv, has LibreOffice open the workbooks, and compares each cell with the csv.
//
//   node eng/check-workbooks.mjs http://localhost:5080 USER PASSWORD
//
// Needs soffice on the path. Exports one user begins in a minute must be enough: start the program with Exports__PerMinute=1000.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const [base, user, password] = process.argv.slice(2);
if (!password) {
  console.error('usage: node eng/check-workbooks.mjs BASE USER PASSWORD');
  process.exit(2);
}

const lists = ['customers', 'contacts', 'follow-ups', 'orders', 'payments'];
const reports = ['funnel', 'follow-up-frequency', 'analysis', 'growth', 'stages', 'losses', 'sources', 'health', 'quality'];
// A csv has four places, a workbook all of them.
const PLACES = 4;
const cookies = new Map();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-workbooks-'));

async function ask(address, fields) {
  const answer = await fetch(base + address, {
    method: fields ? 'POST' : 'GET',
    redirect: 'manual',
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), origin: base, 'accept-language': 'zh-CN' },
    body: fields && new URLSearchParams(fields),
  });
  for (const cookie of answer.headers.getSetCookie()) {
    const [pair] = cookie.split(';');
    cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }
  return answer;
}

async function send(address, fields) {
  const page = await (await ask(address)).text();
  const token = page.match(/name="__RequestVerificationToken"[^>]*value="([^"]+)"/)?.[1];
  return ask(address, { ...fields, __RequestVerificationToken: token });
}

async function file(address, format) {
  const answer = await send(address, { 'Form.Format': format, 'Form.Columns': 'all', 'Form.Reason': '核对工作簿与文本是否一致' });
  if (answer.status !== 200 || !answer.headers.get('content-disposition')) throw new Error(`${address} as ${format}: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** Rows of cells; what is quoted may hold commas and lines. */
function read(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ',') rows.push([]);
  }
  return rows.filter(row => row.some(cell => cell !== ''));
}

/** The same of a number, a share, a day, a time or a text however it is written; LibreOffice writes days as its language does, here American. */
function plain(cell) {
  const text = cell.replace(/\r\n?/g, '\n').replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '').replace(/\u3000/g, '').trim();
  const american = text.match(/^(\d\d)\/(\d\d)\/(\d{4})(?: (\d\d:\d\d):\d\d)?$/);
  if (american) return `${american[3]}-${american[1]}-${american[2]} ${american[4] ?? '00:00'}`;
  const time = text.match(/^(\d{4}-\d\d-\d\d)[ T]?(\d\d:\d\d)?/);
  if (time && text.length <= 19) return `${time[1]} ${time[2] ?? '00:00'}`;
  const number = /^-?(\d{1,15}|\d+\.\d+)(E-?\d+)?%?$/i.test(text);
  return number ? Number((parseFloat(text) / (text.endsWith('%') ? 100 : 1)).toFixed(PLACES)).toString() : text;
}

/** What LibreOffice reads, sheet after sheet. */
function opened(name, book) {
  const source = path.join(folder, `${name}.xlsx`);
  fs.writeFileSync(source, book);
  const out = fs.mkdtempSync(path.join(folder, `${name}-`));
  execFileSync('soffice', ['--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1', '--outdir', out, source], { stdio: ['ignore', 'pipe', 'ignore'] });
  return fs.readdirSync(out).map(sheet => read(fs.readFileSync(path.join(out, sheet), 'utf8')));
}

/** Every row as one text, without the marks, which name their moments. */
const lines = rows => rows.map(row => row.map(plain).join('\u0001').replace(/\u0001+$/, '')).filter(line => line !== '' && !/导出人：/.test(line));

await send('/account/login', { 'Form.UserName': user, 'Form.Password': password });
let faults = 0;
for (const [name, address] of [...lists.map(l => [l, `/${l}/export`]), ...reports.map(r => [`report-${r}`, `/reports/${r}/export`])]) {
  const sheets = opened(name, await file(address, 'xlsx'));
  const text = lines(read((await file(address, 'csv')).toString('utf8')));
  const book = sheets.flatMap(lines);

  // A report's csv has the titles of its tables, which name the sheets, and its tables may come in another order.
  const left = new Map();
  text.forEach(line => left.set(line, (left.get(line) ?? 0) + 1));
  const missing = book.filter(line => !left.get(line) || (left.set(line, left.get(line) - 1), false));
  const unseen = [...left].filter(([line, count]) => count > 0 && !(name.startsWith('report-') && !line.includes('\u0001')));
  const cells = book.reduce((sum, line) => sum + line.split('\u0001').length, 0);
  console.log(`${name}: ${sheets.length} sheet(s), ${book.length} rows, ${cells} cells, ${missing.length + unseen.length} different`);
  for (const line of [...missing, ...unseen.map(([l]) => l)].slice(0, 4)) console.log('   ', line.replaceAll('\u0001', ' | '));
  faults += missing.length + unseen.length;
}
fs.rmSync(folder, { recursive: true });
process.exit(faults === 0 ? 0 : 1);
