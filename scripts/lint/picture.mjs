// A picture of folders and the arrows between them, as Mermaid text, held against real imports.
//
//   box["core, ui<br>words about it"]   folders or files of src/, then anything
//   subgraph frame["words"] … end       boxes that are taken together: its arrows are of whatever is in it
//   a --> b     imports        a -.-> b     types only        a ==> b     by import() only, and types; `&` joins several

const kinds = { '-->': 'value', '==>': 'dynamic', '-.->': 'type' };
const arrowOf = Object.fromEntries(Object.entries(kinds).map(([arrow, kind]) => [kind, arrow]));

/** The boxes and arrows of the first Mermaid picture in a page. */
export function pictureOf(markdown) {
  const [, text] = markdown.match(/```mermaid\n([\s\S]*?)```/) ?? [];
  if (!text) throw new Error('There is no picture: ```mermaid is missing.');
  const picture = { boxes: [], arrows: [] };
  let frame;
  for (const line of text.split('\n').map((each) => each.trim())) {
    const [, opened] = line.match(/^subgraph (\w+)/) ?? [];
    const [, id, label] = line.match(/^(\w+)\["(.+?)"\]$/) ?? [];
    const [, from, arrow, to] = line.match(/^([\w &]+?) (-->|-\.->|==>) ([\w &]+)$/) ?? [];
    if (opened) frame = opened;
    else if (line === 'end') frame = undefined;
    else if (id) picture.boxes.push({ id, frame, paths: label.split('<br>')[0].split(', ') });
    else if (arrow) picture.arrows.push(...pairs(from, to).map(([a, b]) => ({ from: a, to: b, kind: kinds[arrow] })));
    else if (line && !/^(flowchart|%%|classDef|class|style|linkStyle|direction) ?/.test(line)) throw new Error(`The picture has a line that nobody understands: ${line}`);
  }
  return picture;
}

/**
 * In words, how the picture and the imports differ. An import has the paths of both files, from src/ on, and its kind. An arrow of a box counts before one
 * of its frame.
 */
export function differences({ boxes, arrows }, imports) {
  const boxOf = (path) => longest(boxes.filter(({ paths }) => paths.some((each) => path === each || path.startsWith(`${each}/`))), path);
  const homeless = new Set(imports.flatMap(({ from, to }) => [from, to]).filter((path) => !boxOf(path)));
  const used = new Map(arrows.map((arrow) => [arrow, new Set()]));
  const missing = new Map();
  for (const { from, to, kind } of imports) {
    const [a, b] = [boxOf(from), boxOf(to)];
    if (!a || !b || a === b) continue;
    const arrow = arrowBetween(arrows, a, b);
    if (arrow) used.get(arrow).add(kind);
    else missing.set(`${a.id} to ${b.id}`, `${from} imports ${to}`);
  }
  return [
    ...[...homeless].map((path) => `${path} is in no box.`),
    ...[...missing].map(([between, example]) => `There is no arrow from ${between}, though ${example}.`),
    ...[...used].flatMap(([{ from, to, kind }, found]) => {
      if (found.size === 0) return `There is an arrow from ${from} to ${to}, and no such import.`;
      const strongest = Object.values(kinds).find((each) => found.has(each));
      return strongest === kind ? [] : `The arrow from ${from} to ${to} is ${arrowOf[kind]}, and should be ${arrowOf[strongest]}.`;
    }),
  ];
}

function pairs(from, to) {
  return from.split(' & ').flatMap((a) => to.split(' & ').map((b) => [a, b]));
}

// elements/rtc-call is a box of its own, though elements is one, too.
function longest(boxes, path) {
  const length = ({ paths }) => Math.max(...paths.filter((each) => path.startsWith(each)).map((each) => each.length));
  return boxes.sort((a, b) => length(b) - length(a))[0];
}

function arrowBetween(arrows, a, b) {
  const ends = [[a.id, b.id]];
  if (a.frame !== b.frame) ends.push([a.id, b.frame], [a.frame, b.id], [a.frame, b.frame]);
  return ends.map(([from, to]) => arrows.find((arrow) => arrow.from === from && arrow.to === to)).find(Boolean);
}
