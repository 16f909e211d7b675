/* onrecord 24d9ecb2adfc: made by onrecord; a copy that is edited is left as it is. Delete it to have it made again. */
/* The archive's search in the browser, without any page: joins the parts of the bundle and says what was found.

   The bundle is cut by year (see bundle.py). Parts are merged by Pagefind, which shares one program among them, but
   joins sorted results by rank, so that years would interleave: by date, therefore, one year is asked at a time. */

const PAGE = 10; // results a reader is shown at a time
const WAIT = 30_000; // milliseconds until a part of the bundle counts as lost
const EXCERPT = 55; // words of a long quotation that are shown around the words found

// What a speaker's name or a headline adds to a result's rank; the words themselves should decide.
const RANKING = { pageLength: 0.4, metaWeights: { title: 1.5 } };

export class Archive {
  /** @param {string} root - the site's address, with a slash at its end */
  constructor(root) {
    this.root = root;
    this.base = new URL("assets/search/", root).href;
    this.engines = new Map();
    this.files = new Map(); // of records, by their paths
  }

  /** What the form offers: {parts, kinds, outlets, topics}. */
  choices() {
    return (this.choicesRead ??= this.#json("archive.json"));
  }

  /** All speakers: [{id, label, count, reported}]: how many quotations in marks, how many without. */
  speakers() {
    return (this.speakersRead ??= this.#json("speakers.json").then((rows) =>
      rows.map(([id, label, count, reported]) => ({ id, label, count, reported })),
    ));
  }

  /**
   * What `words` find among what passes `filters` (name -> value, all must hold).
   * @param {"relevance"|"newest"|"oldest"} sort
   * @returns {Promise<Found>}
   */
  async search(words, filters, sort) {
    const { parts } = await this.choices();
    const chosen = filters.year ? parts.filter((part) => part.year === filters.year) : parts;
    if (!chosen.length) return new Found(0, async () => []);
    const engine = await this.#engine(chosen);
    const { asked, missing } = await havingAll(engine, words, chosen);
    if (!asked.length) return new Found(0, async () => [], missing);
    const inPart = async (part, order = {}) => {
      const { results } = await engine.search(words, { filters: { ...filters, year: part.year }, ...order });
      return results.map((hit) => ({ part, hit, read: () => this.#record(part, hit) }));
    };
    if (sort === "relevance") {
      const found = (await Promise.all(asked.map((part) => inPart(part)))).flat();
      found.sort((one, other) => other.hit.score - one.hit.score);
      return new Found(found.length, inTurn([async () => found]));
    }
    const all = await engine.search(words, { filters: { ...filters, year: anyOf(asked) } });
    const counts = all.filters.year ?? {};
    const order = asked.filter((part) => counts[part.year]);
    if (sort === "oldest") {
      order.sort((a, b) => (a.year === "undated") - (b.year === "undated") || a.year.localeCompare(b.year));
    }
    const sorted = { sort: { date: sort === "oldest" ? "asc" : "desc" } };
    // What has no date has no place in a sort, and Pagefind would leave it out.
    const byYear = order.map((part) => () => inPart(part, part.year === "undated" ? {} : sorted));
    return new Found(all.results.length, inTurn(byYear));
  }

  /** What a result is shown with. Records lie together in files by their ids (see records.py). */
  async #record(part, hit) {
    const number = parseInt(/_([0-9a-f]{7})/.exec(hit.id)[1], 16) % part.files;
    const file = `${part.path}/records/${number}.json`;
    if (!this.files.has(file)) {
      const asked = get(this.base + file).then((answer) => answer.json());
      asked.catch(() => this.files.delete(file)); // so that another try may succeed
      this.files.set(file, asked);
    }
    return told((await this.files.get(file))[hit.id], hit.words);
  }

  /** A search over these parts of the bundle, made once. */
  #engine(parts) {
    const key = parts.map((part) => part.path).join(" ");
    if (!this.engines.has(key)) {
      const made = this.#join(parts);
      made.catch(() => this.engines.delete(key)); // so that another try may succeed
      this.engines.set(key, made);
    }
    return this.engines.get(key);
  }

  async #join([first, ...others]) {
    const at = (part) => `${this.base}${part.path}/`;
    const options = (part) => ({ basePath: at(part), baseUrl: "/", ranking: RANKING, metaCacheTag: part.path });
    // Pagefind waits for ever for a part that is not there, so look first; its own request comes from the cache.
    await Promise.all([first, ...others].map((part) => get(`${at(part)}pagefind-entry.json?ts=${part.path}`)));
    const { createInstance } = await import(`${at(first)}pagefind.js`);
    const engine = createInstance(options(first));
    await inTime(engine.init());
    await inTime(Promise.all(others.map((part) => {
      const { basePath, ...rest } = options(part);
      return engine.mergeIndex(basePath, rest);
    })));
    return engine;
  }

  async #json(name) {
    return (await get(this.base + name, { cache: "no-cache" })).json();
  }
}

async function get(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${new URL(address).pathname}: ${answer.status} ${answer.statusText}`.trim());
  return answer;
}

/** `promise`, or an error when it takes longer than anybody would wait. */
function inTime(promise) {
  const late = new Promise((_, refuse) => setTimeout(() => refuse(new Error("no answer")), WAIT));
  return Promise.race([promise, late]);
}

/**
 * The parts in which every one of the words occurs, and the words that occur in none.
 * An index passes over a word that it does not have. For parts of one archive that would be wrong: what has only some of
 * the words would be found in just those years in which nobody used the others.
 */
async function havingAll(engine, words, parts) {
  const each = [...new Set(words.replace(/["“”]/g, " ").split(/\s+/))].filter((word) => /[\p{L}\p{N}]/u.test(word));
  const years = await Promise.all(each.map(async (word) => {
    const counts = (await engine.search(word, { filters: { year: anyOf(parts) } })).filters.year ?? {};
    return new Set(Object.keys(counts).filter((year) => counts[year]));
  }));
  return {
    asked: parts.filter((part) => years.every((having) => having.has(part.year))),
    missing: each.filter((_, i) => !years[i].size),
  };
}

const anyOf = (parts) => ({ any: parts.map((part) => part.year) });

/** The results of one search, handed out by the page; `missing` are words that occur nowhere. */
class Found {
  constructor(total, take, missing = []) {
    this.total = total;
    this.take = take;
    this.missing = missing;
  }

  /** The next results, as plain objects; none where there are no more. */
  async more() {
    const hits = await this.take(PAGE);
    return Promise.all(hits.map((hit) => hit.read()));
  }
}

/** A function that takes the next n results out of `lists` (functions that fetch one each), one list after another. */
function inTurn(lists) {
  let waiting = [];
  return async (count) => {
    while (waiting.length < count && lists.length) waiting = waiting.concat(await lists.shift()());
    return waiting.splice(0, count);
  };
}

/** A record as results show it: its passages, best first, cut around the words that were found at these places. */
function told({ passages, ...shown }, places) {
  const hits = new Map(places.map((place) => [place, 1]));
  const cut = passages.map(([id, first, text]) => passage(text, first, hits, id));
  return { ...shown, passages: cut.sort((a, b) => b.score - a.score) };
}

/**
 * One text, cut to what fits, as [{text, hit}], with the score of the words found in it.
 * `hits` counts words from the beginning of the stub, `first` is the number of this text's first word.
 */
function passage(text, first, hits, id) {
  const words = text.split(/\s+/).filter(Boolean);
  const scores = words.map((_, i) => hits.get(first + i) ?? 0);
  const score = scores.reduce((sum, one) => sum + one, 0);
  const from = words.length > EXCERPT ? densest(scores) : 0;
  const to = words.length > EXCERPT ? Math.min(from + EXCERPT, words.length) : words.length;
  const pieces = [];
  for (let i = from; i < to; i++) {
    const gap = i > from ? " " : "";
    if (scores[i] > 0) mark(pieces, gap, words[i]);
    else join(pieces, gap + words[i], false);
  }
  return { id, pieces, score, cutBefore: from > 0, cutAfter: to < words.length };
}

/** Add a word that was found; the punctuation around it is not marked. */
function mark(pieces, gap, word) {
  const [, before, core, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(word);
  join(pieces, gap + before, false);
  join(pieces, core || word, true);
  join(pieces, after, false);
}

function join(pieces, text, hit) {
  const last = pieces.at(-1);
  if (!text) return;
  if (last && last.hit === hit) last.text += text;
  else pieces.push({ text, hit });
}

/** Where to begin an excerpt so that most of what was found is in it, a few words ahead of the first. */
function densest(scores) {
  let best = 0;
  let start = 0;
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    sum += scores[i] - (scores[i - EXCERPT] ?? 0);
    if (sum > best) [best, start] = [sum, Math.max(0, i - EXCERPT + 1)];
  }
  const firstHit = scores.findIndex((score, i) => i >= start && score > 0);
  return Math.max(0, Math.min(firstHit < 0 ? start : firstHit - 8, scores.length - EXCERPT));
}
