// Reports that a person has opened this page. What makes a reload or a new visit is known in this browser alone:
// the times of the last ten minutes' views, the last view, the last ten-minute window. Nothing here names anyone.
const RELOAD = 10 * 60 * 1000; // ms within which the next view of the same page is a reload
const VISIT_GAP = 30 * 60 * 1000; // ms without a view after which a visit begins
const WINDOW = 10 * 60 * 1000;
const MOST = 200; // views remembered
const KEY = "luot-xem";

const address = document.querySelector("script[data-count-view]")?.dataset.countView;
let inThisPage = {}; // where storage is refused, what is known lives as long as the page

function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return found && typeof found === "object" ? found : {};
  } catch {
    return inThisPage;
  }
}

function remember(state) {
  inThisPage = state;
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // Private browsing, or no room.
  }
}

const isWithin = (moment, span, now) => moment <= now && now - moment < span;

async function count() {
  const thing = address.split("-", 2).join("-"); // kind and id, without the signature
  const now = Date.now();
  const before = remembered();
  const views = Object.entries(before.views ?? {}).filter(([, moment]) => isWithin(moment, RELOAD, now));
  const isReload = views.some(([name]) => name === thing);
  const beginsVisit = !isWithin(before.last ?? -Infinity, VISIT_GAP, now);
  const number = Math.floor(now / WINDOW);
  const beginsWindow = before.window !== number;
  if (isReload) {
    remember({ ...before, views: Object.fromEntries(views), last: now });
    return;
  }
  remember({ views: Object.fromEntries([...views, [thing, now]].slice(-MOST)), last: now, window: number });
  const answer = await fetch(`${address}?${beginsVisit ? "v" : ""}${beginsWindow ? "a" : ""}`, {
    method: "POST",
    keepalive: true,
  });
  if (answer.status === 503) remember(before); // not counted: the next view tries again
}

// A page drawn ahead, or opened in a tab behind, counts when it is seen.
function countWhenSeen() {
  if (document.prerendering) {
    document.addEventListener("prerenderingchange", countWhenSeen, { once: true });
  } else if (document.visibilityState !== "visible") {
    document.addEventListener("visibilitychange", countWhenSeen, { once: true });
  } else {
    count().catch(() => {}); // offline
  }
}

if (address) {
  countWhenSeen();
  addEventListener("pageshow", (event) => {
    if (event.persisted) countWhenSeen();
  });
}
