/* onrecord 432f4761b0cf: made by onrecord; a copy that is edited is left as it is. Delete it to have it made again. */
/* The sites whose archives are searched together: this one, and those that its settings name under `also`.

   Each has ids of its own. So what the form offers is joined by what it is called, and each choice knows what its id is
   in which site. What other sites say is data: it is set as text, and leads nowhere but into that site. */

/** The site's address, wherever it is hosted. */
export const ROOT = new URL("../../", import.meta.url).href;

const PATIENCE = 10_000; // milliseconds that another site has to answer

/** The full address of a page of the site at `root`, also where pages are files (use_directory_urls: false). */
export function addressIn(root, path, files) {
  if (!files) return new URL(path, root).href;
  const file = /^[^/]+\/$/.test(path) ? `${path}index.html` : path.replace(/\/(#|$)/, ".html$1");
  return new URL(file, root).href;
}

/** The full address of one of a site's pages; of the site itself, if it would lead out of that. */
export function pageOf({ root, files }, path) {
  const found = addressIn(root, path, files);
  return found.startsWith(root) ? found : root;
}

/** For comparing what is typed with names: lower case, without accents. */
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘]/g, "'").toLowerCase().trim();

/** An answer, unless it is an error. */
export function whole(answer) {
  if (!answer.ok) throw new Error(`${new URL(answer.url).pathname}: ${answer.status} ${answer.statusText}`.trim());
  return answer;
}

export const get = async (address, options) => whole(await fetch(address, options));

/** `promise`, or an error when it takes longer than anybody would wait. */
export function inTime(promise, patience) {
  const late = new Promise((_, refuse) => setTimeout(() => refuse(new Error("no answer")), patience));
  return Promise.race([promise, late]);
}

/** One site: where it is, and what can be chosen there. */
export class Site {
  /** @param {string} root - its address, with a slash at its end */
  constructor(root, isOther = false) {
    this.root = root;
    this.base = new URL("assets/search/", root).href;
    this.isOther = isOther;
  }

  /** What its form offers: {name, also, format, parts, kinds, outlets, topics}. */
  choices() {
    return (this.choicesRead ??= this.#json("archive.json").then((read) => ((this.told = read), read)));
  }

  /** Its speakers: [{id, label, count, reported, years}]: how many quotations in marks, how many without; a bit a year. */
  speakers() {
    return (this.speakersRead ??= this.#json("speakers.json").then((rows) =>
      rows.map(([id, label, count, reported, years]) => ({ id, label, count, reported, years })),
    ));
  }

  /** Whether years, as a speaker has them, have this one. Sites of old do not tell. */
  isIn(year, years) {
    if (years === undefined) return true;
    const bit = [...new Set(this.told.parts.map((part) => part.year))].indexOf(year);
    return Boolean((BigInt(`0x${years}`) >> BigInt(bit)) & 1n);
  }

  /** What it is called. */
  get name() {
    return this.told?.name || this.root.replace(/^https?:\/\//, "").replace(/\/$/, "");
  }

  /** What the page is told of it, in plain data: {root, name, isOther, files}. */
  get shown() {
    return (this.shownOnce ??= { root: this.root, name: this.name, isOther: this.isOther, files: this.told?.files });
  }

  async #json(name) {
    const read = get(this.base + name, { cache: "no-cache" }).then((answer) => answer.json());
    return this.isOther ? inTime(read, PATIENCE) : read;
  }
}

/** All sites that are searched. Others that do not answer are `lost`; the rest goes on without them. */
export class Sites {
  constructor(root) {
    this.own = new Site(root);
    this.lost = new Map(); // why, by site
  }

  /** What the form offers of all sites: {parts, years, kinds, outlets, topics}. */
  choices() {
    return (this.choicesRead ??= this.#joined());
  }

  /** The speakers of all sites, by name; `at` has what each site says of them. */
  speakers() {
    this.own.speakers().catch(() => {}); // while it is found out which others there are
    return (this.speakersRead ??= this.#allSpeakers());
  }

  /** What filters (name -> value) are called in a year of a site; null where that has nothing of the kind. */
  async inSite({ site, year }, filters) {
    const named = {};
    const { outlets, topics } = await this.choices();
    const lists = { outlet: outlets, topic: topics, speaker: filters.speaker ? await this.speakers() : [] };
    for (const [name, value] of Object.entries(filters)) {
      const chosen = lists[name]?.find(({ id }) => id === value);
      if (chosen && !chosen.at.has(site)) return null;
      if (name === "speaker" && chosen && !site.isIn(year, chosen.at.get(site).years)) return null;
      named[name] = chosen ? chosen.at.get(site).id : value;
    }
    return named;
  }

  /** Go on without a site. */
  lose(site, error) {
    if (!site.isOther) throw error;
    this.lost.set(site, error.message);
  }

  async #joined() {
    const { also = [] } = await this.own.choices();
    const roots = new Set(also.map((path) => new URL(path, this.own.root).href));
    roots.delete(this.own.root);
    const others = [...roots].map((root) => new Site(root, true));
    const answers = await Promise.all(others.map((site) => site.choices().catch((error) => this.lose(site, error))));
    this.sites = [this.own, ...others.filter((_, i) => answers[i])];
    return joined(this.sites);
  }

  async #allSpeakers() {
    await this.choices();
    const lists = await Promise.all(this.sites.map(async (site) => {
      try {
        return [site, await site.speakers()];
      } catch (error) {
        this.lose(site, error);
        return [site, []];
      }
    }));
    return named(lists).sort((one, other) => (this.sites.length > 1 ? one.label.localeCompare(other.label) : 0));
  }
}

/** What the forms of some sites offer, as one. */
function joined(sites) {
  const parts = sites.flatMap((site, number) =>
    site.told.parts.map((part) => ({ ...part, site, key: `${number} ${part.path}`, digest: part.path.split("-").at(-1) })));
  const years = [...new Set(parts.map(({ year }) => year))];
  const each = (rows) => sites.map((site) => [site, rows(site.told)]);
  const topics = named(each((told) => told.topics.map(([id, label, broader, count]) => ({ id, label, broader, count }))));
  for (const topic of topics) {
    const [[site]] = topic.at; // the site that told of it first
    topic.broader = topics.find(({ at }) => topic.broader && at.get(site)?.id === topic.broader)?.id ?? null;
  }
  const outlets = named(each((told) => told.outlets.map(([id, label, count]) => ({ id, label, count }))));
  if (sites.length > 1) outlets.sort((one, other) => one.label.localeCompare(other.label));
  return {
    parts: parts.sort((one, other) => newestFirst(one.year, other.year)),
    years: years.sort(newestFirst),
    kinds: [...new Set(sites.flatMap(({ told }) => told.kinds))],
    outlets,
    topics,
  };
}

/** Rows of several sites, those of one label as one, with an id that no other has; `at` has each site's own. */
function named(lists) {
  const found = new Map();
  const ids = new Set();
  for (const [site, rows] of lists) {
    for (const row of rows) {
      let one = found.get(row.label);
      if (!one || one.at.has(site)) {
        let { id } = row;
        for (let number = 2; ids.has(id); number++) id = `${row.id}~${number}`;
        one = { ...row, id, at: new Map() };
        found.set(found.has(row.label) ? id : row.label, one);
        ids.add(id);
      } else {
        for (const key of ["count", "reported"]) if (key in row) one[key] += row[key];
      }
      one.at.set(site, row);
    }
  }
  return [...found.values()];
}

/** Years as the form lists them: undated last. */
function newestFirst(one, other) {
  return (one === "undated") - (other === "undated") || other.localeCompare(one);
}
