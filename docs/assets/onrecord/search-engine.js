/* onrecord c30a8ea26a7d: made by onrecord; a copy that is edited is left as it is. Delete it to have it made again. */
/* The archive's search in the browser, without any page: joins the parts of the bundle and says what was found.

   The bundle is cut by year (see bundle.py), and other sites may be searched along (see search-sites.js). Parts are
   merged by Pagefind, which shares one program among them, but joins sorted results by rank, so that years would
   interleave: by date, therefore, one year is asked at a time, and no more years are read than results are shown of. */

import { Sites, get, inTime } from "./search-sites.js";

const FEW = 6; // parts that are read at once, so that the number of results is known from the first
const WAIT = 30_000; // milliseconds until a part of the bundle counts as lost
const EXCERPT = 55; // words of a long quotation that are shown around the words found

// What a speaker's name or a headline adds to a result's rank; the words themselves should decide.
const RANKING = { pageLength: 0.4, metaWeights: { title: 1.5 } };

export class Archive {
  /** @param {string} root - the site's address, with a slash at its end */
  constructor(root) {
    this.sites = new Sites(root);
    this.engine = null; // the search, begun with the first part that was asked for
    this.taken = new Map(); // parts, by their keys, that it has taken in, or not
    this.files = new Map(); // of records, by their addresses
  }

  /** What the form offers: {years, kinds, outlets, topics}. */
  choices() {
    return this.sites.choices();
  }

  /** All speakers: [{id, label, count, reported, at}]: how many quotations in marks, how many without, and where. */
  speakers() {
    return this.sites.speakers();
  }

  /** The other sites that could not be searched: [{root, why}]. */
  get lost() {
    return [...this.sites.lost].map(([{ root }, why]) => ({ root, why }));
  }

  /**
   * What `words` find among what passes `filters` (name -> value, all must hold).
   * @param {"relevance"|"newest"|"oldest"} sort
   * @returns {Promise<Found>}
   */
  async search(words, filters, sort) {
    const chosen = await this.#chosen(filters);
    if (sort === "relevance") {
      const { lists, missing } = await this.#asked(words, chosen);
      return new Ranked(lists.flat().sort((one, other) => other.hit.score - one.hit.score), missing);
    }
    const oldest = sort === "oldest";
    return new Dated(years(chosen, oldest), oldest, (parts) => this.#asked(words, parts, oldest ? "asc" : "desc"));
  }

  /** What these parts have of `words`, a list each, by date if `sort` says so: {lists, missing}. */
  async #asked(words, wanted, sort) {
    const { engine, parts } = await this.#engine(wanted);
    if (!parts.length) return { lists: [], missing: null };
    const { asked, missing } = await havingAll(engine, words, parts);
    const lists = asked.map(async (part) => {
      // What has no date has no place in a sort, and Pagefind would leave it out.
      const order = sort && part.year !== "undated" ? { sort: { date: sort } } : {};
      const { results } = await engine.search(words, { filters: { ...part.filters, part: part.key }, ...order });
      return results.map((hit) => ({ hit, read: () => this.#record(part, hit) }));
    });
    return { lists: await Promise.all(lists), missing };
  }

  /** The parts to ask, each with what the filters are called in its site. */
  async #chosen({ year, ...others }) {
    const { parts } = await this.choices();
    const wanted = parts.filter((part) => (!year || part.year === year) && !this.sites.lost.has(part.site));
    const named = await Promise.all(wanted.map((part) => this.sites.inSite(part.site, others)));
    return wanted.map((part, i) => ({ ...part, filters: named[i] })).filter((part) => part.filters);
  }

  /** What a result is shown with. Records lie together in files by their ids (see records.py). */
  async #record({ site, path, files }, hit) {
    const number = parseInt(/_([0-9a-f]{7})/.exec(hit.id)[1], 16) % files;
    const file = `${site.base}${path}/records/${number}.json`;
    if (!this.files.has(file)) {
      const asked = get(file).then((answer) => answer.json());
      asked.catch(() => this.files.delete(file)); // so that another try may succeed
      this.files.set(file, asked);
    }
    return { ...told((await this.files.get(file))[hit.id], hit.words), site };
  }

  /** The search, with these parts of the bundle taken in, and those of them that it has: {engine, parts}. */
  async #engine(wanted) {
    if (!wanted.length) return { parts: [] };
    this.engine ??= this.#begun(wanted).catch((error) => {
      this.engine = null; // so that another try may succeed
      throw error;
    });
    const { engine, version } = await this.engine;
    const there = await Promise.all(wanted.map((part) => this.#taken(part, engine, version)));
    return { engine, parts: wanted.filter((_, i) => there[i]) };
  }

  /** The search with the first part: {engine, version}. */
  async #begun(wanted) {
    const first = await this.#program(wanted);
    // Pagefind waits for ever for a part that is not there, so look first; its own request comes from the cache.
    const version = await this.#version(first);
    if (!version) return this.#begun(wanted);
    const { createInstance } = await import(`${at(first)}pagefind.js`);
    const engine = createInstance(options(first));
    await inTime(engine.init(), WAIT);
    this.taken.set(first.key, Promise.resolve(true));
    return { engine, version };
  }

  /** Take in a part, once; whether it is there. */
  #taken(part, engine, version) {
    if (!this.taken.has(part.key)) {
      const { basePath, ...rest } = options(part);
      const taken = this.#version(part).then(async (own) => {
        if (!this.#fits(part, own, version)) return false;
        await inTime(engine.mergeIndex(basePath, rest), WAIT);
        return true;
      });
      taken.catch(() => this.taken.delete(part.key)); // so that another try may succeed
      this.taken.set(part.key, taken);
    }
    return this.taken.get(part.key);
  }

  /** Of which version of Pagefind a part is; of one that is not there its site is lost. */
  #version(part) {
    const asked = get(`${at(part)}pagefind-entry.json?ts=${part.path}`).then(async (answer) => (await answer.json()).version);
    return asked.catch((error) => this.sites.lose(part.site, error));
  }

  /** Whether a part can be searched by a program of that version; a site of which one cannot is lost. */
  #fits({ site }, version, needed) {
    if (version && needed && version !== needed) {
      this.sites.lose(site, new Error(`its search is of another version, ${version} and not ${needed}`));
    }
    return !this.sites.lost.has(site);
  }

  /** The part whose program searches them all: of this server, since programs of others are not to be run here. */
  async #program(parts) {
    const { origin } = new URL(this.sites.own.root);
    const near = ({ site }) => new URL(site.root).origin === origin && !this.sites.lost.has(site);
    const found = parts.find(near) ?? (await this.choices()).parts.find(near);
    if (!found) throw new Error("this site has nothing to search with, since it holds no article");
    return found;
  }
}

/** The address of a part. */
const at = ({ site, path }) => `${site.base}${path}/`;

/** How Pagefind is to search a part: whatever it finds there, it can be asked for by the part. */
const options = (part) => (
  { basePath: at(part), baseUrl: "/", ranking: RANKING, metaCacheTag: part.path, mergeFilter: { part: part.key } }
);

/**
 * The parts in which every one of the words occurs, and the words that occur in none.
 * An index passes over a word that it does not have. For parts of one archive that would be wrong: what has only some of
 * the words would be found in just those years in which nobody used the others.
 */
async function havingAll(engine, words, parts) {
  const each = [...new Set(words.replace(/["“”]/g, " ").split(/\s+/))].filter((word) => /[\p{L}\p{N}]/u.test(word));
  const any = parts.map((part) => part.key);
  const having = await Promise.all(each.map(async (word) => {
    const counts = (await engine.search(word, { filters: { part: { any } } })).filters.part ?? {};
    return new Set(any.filter((key) => counts[key]));
  }));
  return {
    asked: parts.filter((part) => having.every((keys) => keys.has(part.key))),
    missing: each.filter((_, i) => !having[i].size),
  };
}

/** The results of one search, the best first; `missing` are words that occur nowhere. */
class Ranked {
  constructor(hits, missing) {
    this.hits = hits;
    this.total = hits.length;
    this.missing = missing ?? [];
  }

  /** The next `most` results, as plain objects; none where there are no more. */
  async more(most) {
    return Promise.all(this.hits.splice(0, most).map((hit) => hit.read()));
  }
}

/** The results of one search by date, year by year: `total` is null, and `missing` not known, until all are read. */
class Dated {
  /**
   * @param groups - parts, those of each year together, in the order of results
   * @param ask - what some parts have: {lists, missing}
   */
  constructor(groups, oldestFirst, ask) {
    this.total = groups.length ? null : 0;
    this.missing = [];
    this.until = null; // the last year that was read
    this.hits = this.#each(groups, oldestFirst, ask);
  }

  /** The next results, `most` at most, and no more than are there without another year; none where there are no more. */
  async more(most) {
    const hits = [];
    for (let next; hits.length < most && !(next = await this.hits.next()).done;) {
      if (next.value) hits.push(next.value);
      else if (hits.length) break;
    }
    return Promise.all(hits.map((hit) => hit.read()));
  }

  /** Each result, and null where more years have to be read: one, or twice as many each time while nothing is found. */
  async *#each(groups, oldestFirst, ask) {
    let known = 0;
    let missing = null;
    let many = groups.flat().length <= FEW ? groups.length : 1;
    for (let at = 0; at < groups.length; at += many, many = known ? 1 : 2 * many) {
      const read = groups.slice(at, at + many);
      const found = await Promise.all(read.map(ask));
      for (const { lists, missing: lost } of found) {
        known += lists.flat().length;
        if (lost) missing = missing ? missing.filter((word) => lost.includes(word)) : lost;
      }
      this.until = read.at(-1)[0].year;
      if (at + many >= groups.length) [this.total, this.missing] = [known, missing ?? []];
      for (const { lists } of found) yield* inTurn(lists, oldestFirst);
      yield null;
    }
  }
}

/** Parts by year, those of one year together; undated ones last. */
function years(parts, oldestFirst) {
  const found = new Map();
  for (const part of parts) found.set(part.year, [...(found.get(part.year) ?? []), part]);
  const order = [...found.values()];
  if (!oldestFirst) return order;
  return order.sort(([a], [b]) => (a.year === "undated") - (b.year === "undated") || a.year.localeCompare(b.year));
}

/** The results of one year; those of its several parts, by date. */
async function* inTurn(lists, oldestFirst) {
  while (lists.length > 1) {
    const dates = await Promise.all(lists.map(async ([hit]) => (hit ? ((await hit.read()).date ?? "") : null)));
    let best = dates.findIndex((date) => date !== null);
    if (best < 0) return;
    dates.forEach((date, i) => {
      if (date !== null && (oldestFirst ? date < dates[best] : date > dates[best])) best = i;
    });
    yield lists[best].shift();
  }
  if (lists.length) yield* lists[0];
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
