/* onrecord c60030bb3558: made by onrecord; a copy that is edited is left as it is. Delete it to have it made again. */
/* What the search page will wait for is asked for while the page itself is on its way: the theme's template has this script
   run ahead of the page's others, and search-page.js goes on with what has begun here. */

import { Archive } from "./search-engine.js";
import { ROOT } from "./search-sites.js";

export const archive = new Archive(ROOT);

const asked = new URLSearchParams(location.search);
const wanted = [archive.choices()];
if (asked.get("q") || asked.get("speaker")) wanted.push(archive.speakers());
if (asked.get("q")) wanted.push(archive.begin(asked.get("year")));
for (const one of wanted) one.catch(() => {}); // told to the reader by whoever waits for it
