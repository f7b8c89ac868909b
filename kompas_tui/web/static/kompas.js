// The page follows the room, and an answer that finds no network is kept and sent once.
(() => {
"use strict";
// What is said comes with the page in its language, with holes for what is filled in.
const fill = (name, data) => WORDS[name].replace(/\{(\w+)\}/g, (_, hole) => data[hole]);
const net = document.getElementById("net"), say = document.getElementById("meld");
let main = document.getElementById("inhoud"), served, dirty = false, heard = 0, opened = 0, word = performance.now(), source = null, waiting = [], busy = false, behind = false, turn = 0, newest = "", retry = 0, tries = 0;
if (!window.fetch || !window.FormData || !FormData.prototype.entries || !main.dataset.soort) return;
const path = "/" + location.pathname.split("/")[1], store = "kompas" + path.toUpperCase();
const PART = {"X-Kompas-Deel": "1"}, KEPT = 12 * 3600e3;
document.documentElement.classList.add("volgt");
// The looks of tables and pins stand in a page for who has no script; here they come with it, and later pages have none.
main.querySelectorAll("style").forEach(style => style.remove());
served = main.cloneNode(true);

// What only exists with this script gets its looks here, so that a page without it stays small.
const sheet = document.styleSheets[0];
LOOKS.concat([
  `.plaats p:empty{display:none}`,
  `.pijl{min-width:2.875rem;min-height:2.875rem;padding:0;margin:0}`,
  `.vraag .pijl{width:2.875rem;flex:none;margin-inline-start:.5rem}`,
  `.vraag .punten .pijl{margin:0}`,
  `.punten .pijl{width:44px;min-width:44px;font-size:1.25rem;line-height:1}`,
  `.stap{flex:none;display:flex;align-items:center;margin-inline-start:.5rem}`,
  `.vraag .stap input{width:4.5rem;margin:0 .25rem;-moz-appearance:textfield;appearance:textfield}`,
  `.vraag .punten label{flex-basis:6rem}`,
  `.vraag .tel{position:-webkit-sticky;position:sticky;top:0;z-index:2;margin:0 0 .5rem;padding:.5rem 0;background:var(--papier)}`,
  `.tel span{display:block;min-height:1.5em}`,
  `.volgt{scroll-padding-top:6rem}`,
  `.pijl[aria-disabled]{border-color:var(--lijn);color:var(--zacht);font-weight:400}`,
  `.tik{margin-bottom:1.5rem}`,
  `.tik button{min-height:2.75rem;margin:0 0 .375rem;padding:.375rem .875rem;text-align:start;font-weight:400;border-color:var(--lijn);color:inherit}`,
  `.tik [aria-pressed=true]{font-weight:600;border-color:var(--groen);background:var(--licht)}`,
  `.plek{display:grid;grid-template-columns:1fr;grid-template-columns:repeat(auto-fit,minmax(min(100%,9rem),1fr));gap:0 1rem;align-items:center}`,
  `.plek .veld{margin-bottom:.75rem}`,
  `.plek .veld label{font-weight:400;color:var(--zacht);line-height:1.3}`,
  `.kaart{grid-row:1/3;font-size:.8125rem;line-height:1.25;color:var(--zacht);text-align:center;max-width:12rem;direction:ltr}`,
  `.kaart svg{display:block;width:100%;margin:.25rem 0;cursor:crosshair;touch-action:manipulation}`,
  `.kaart rect{fill:var(--vlak);stroke:var(--lijn);stroke-width:.08}`,
  `.kaart path{fill:none;stroke:var(--dun);stroke-width:.06}`,
  `.kaart circle{fill:var(--groen)}`,
  `.kaart div{display:flex;justify-content:space-between;text-align:left}`,
  `.kaart span{margin:0 .125rem}`,
  `#net:not(:empty){position:-webkit-sticky;position:sticky;bottom:0;z-index:2;max-height:33vh;overflow:auto;padding:.5rem 18px;margin-top:1rem;line-height:1.3;background:var(--letvlak);border-top:.25rem solid var(--let);font-weight:600}`,
  `.bezig main{display:none}`,
  `header a{padding:.25rem 0}`,
  `[dir=rtl] .optie label,[dir=rtl] th:first-child,[dir=rtl] td.tekst{text-align:right}`,
  `.vraag .voorlezen,.voorlezen{width:auto;min-height:2.75rem;padding:.25rem 1rem;margin:0 0 .75rem}`,
  `.volgt .kijk{display:none}`,
  `.volgt .vraag .beeld{display:block}`,
  `.volgt .b280{display:none}`,
  `.volgt .b320{display:block;width:100%;cursor:crosshair}`,
  `.volgt .beeld circle{pointer-events:all;cursor:grab;touch-action:none}`,
  `[hidden]{display:none!important}`,
  `[type=search]{font:inherit;color:inherit;background:var(--vlak);border:1px solid var(--lijn);border-radius:.5rem;padding:.625rem .75rem;min-height:2.875rem;width:100%}`,
]).forEach(rule => sheet.insertRule(rule, sheet.cssRules.length));

// Storage may be full or forbidden; then the answer is kept as long as the page is.
let kept = null;
const keep = value => {
  kept = value;
  // On a tablet the next person must not see an answer that still waits for the network.
  document.documentElement.classList.toggle("bezig", !!value && !!main.dataset.tablet);
  try { value ? localStorage.setItem(store, JSON.stringify(value)) : localStorage.removeItem(store); } catch (e) { return; }
};
const restore = () => {
  try { kept = JSON.parse(localStorage.getItem(store)); } catch (e) { kept = null; }
  const old = kept && Date.now() - kept.time > KEPT;
  keep(old ? null : kept);
  return old;
};
const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), b => ("0" + b.toString(16)).slice(-2)).join("");

// Given up after ten seconds, also by a phone of 2017, which can't break a request off: a network may never answer.
const ask = (url, options) => new Promise((answered, giveUp) => {
  const stop = window.AbortController ? new AbortController() : null;
  const timer = setTimeout(() => {
    giveUp(new Error(url));
    if (stop) stop.abort();
  }, 10000);
  const all = Object.assign({cache: "no-store", credentials: "same-origin", headers: PART}, options, stop ? {signal: stop.signal} : {});
  fetch(url, all).then(r => r.text().then(text => {
    clearTimeout(timer);
    // A page of the network's own is no verdict: what was sent still waits for one.
    if (!r.headers.get("x-kompas")) throw new Error(url);
    hear();
    return {status: r.status, text, next: parse(text)};
  })).then(answered, giveUp);
});
// There is word from the server: what was said about the connection goes, and a role that waited for it too.
const hear = () => {
  word = performance.now();
  if (!kept && !waiting.length) net.textContent = "";
  waiting.splice(0).forEach(choose);
};

// What is filled in and not sent yet, by round. On a tablet it is not kept, for the next person must not see it.
const concept = store + "-concept";
let drafts = {};
try { drafts = !main.dataset.tablet && JSON.parse(sessionStorage.getItem(concept)) || {}; } catch (e) { drafts = {}; }
const keepDrafts = () => {
  try { if (!main.dataset.tablet) sessionStorage.setItem(concept, JSON.stringify(drafts, (name, value) => name === "told" ? undefined : value)); } catch (e) { return; }
};
// Of a long list a page holds one portion; what was filled in there belongs to no other.
// What is pressed is no answer by itself.
const FILLED = ":not([type=image]):not(button)";
const portion = () => (main.querySelector("[name=deel][type=hidden]") || {value: ""}).value;
const touched = () => {
  const form = main.querySelector(".vraag");
  const lines = said(form), filled = main.dataset.tablet ? [] : Array.from(new FormData(form));
  dirty = true;
  if (lines.length) drafts[main.dataset.ronde] = {filled, deel: portion(), question: form.querySelector("#vraag").textContent, said: filled.length ? lines : []};
  else delete drafts[main.dataset.ronde];
  keepDrafts();
};
// What stands in a form, in words.
const said = form => {
  const lines = [];
  form.querySelectorAll("[name]:not([type=hidden]):not([name=stemcode])" + FILLED).forEach(input => {
    const label = form.querySelector(`label[for="${input.id}"]`).textContent, several = form.matches(".veel");
    const legend = several && input.closest("fieldset") && input.closest("fieldset").querySelector("legend:not(.vh)"), named = legend ? legend.textContent + ": " : "";
    if (/radio|checkbox/.test(input.type)) { if (input.checked) lines.push(named + label); }
    else if (!input.value) return;
    else if (/number|select/.test(input.type)) lines.push(`${named}${label}: ${input.selectedOptions ? chosen(input) : input.value}`);
    else lines.push(named + input.value);
  });
  return lines;
};
const refill = () => {
  const draft = main.dataset.soort === "vraag" && drafts[main.dataset.ronde];
  if (!draft || !draft.filled.length || draft.deel !== portion()) return;
  dirty = true;
  main.querySelectorAll(".vraag [name]:not([type=hidden])" + FILLED).forEach(input => {
    const given = draft.filled.filter(pair => pair[0] === input.name).map(pair => pair[1]), folded = input.closest("details");
    if (/radio|checkbox/.test(input.type)) input.checked = given.includes(input.value);
    else if (input.dataset.prik) pinTo(input, given[0] || "");
    else input.value = given[0] || "";
    if (folded && given[0]) folded.open = true;
  });
};

// So is a question for the question box.
const question = store + "-vraag";
const keepQuestion = text => {
  try { text ? sessionStorage.setItem(question, text) : sessionStorage.removeItem(question); } catch (e) { return; }
};
const refillQuestion = () => {
  const box = inside(main, "bus-tekst");
  let text = "";
  try { text = sessionStorage.getItem(question) || ""; } catch (e) { return; }
  if (!box || box.value || !text) return;
  box.value = text;
  box.closest("details").open = true;
};

const parse = text => new DOMParser().parseFromString(text, "text/html").querySelector("main");

// What was filled in when its round closed stays in sight until the participant has seen it.
const tellLost = () => {
  const lost = Object.keys(drafts).filter(id => !drafts[id].seen && !drafts[id].told && id !== main.dataset.ronde).map(id => drafts[id]);
  if (!lost.length || kept) return null;
  const note = document.createElement("div");
  note.className = "let-op";
  const add = (name, text) => {
    const one = note.appendChild(document.createElement(name));
    one.textContent = text;
    return one;
  };
  add("h2", WORDS.unsent);
  add("p", WORDS.lost);
  lost.forEach(draft => {
    add("p", draft.question).className = "vet";
    draft.said.forEach(line => { add("p", line).className = "tekst"; });
  });
  closable(note);
  place(note);
  return note;
};
const place = note => {
  const alert = main.querySelector("[role=alert]");
  const form = main.querySelector(".vraag");
  // What is asked now comes first; what was lost waits below it.
  if (form) form.after(note);
  else if (alert) alert.after(note);
  else main.prepend(note);
};
const closable = note => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "rustig";
  button.textContent = WORDS.close;
  button.addEventListener("click", () => {
    allSeen();
    late = null;
    note.remove();
    focus(main.querySelector("h1"));
  });
  note.append(button);
};
// So does what the server said of an answer that came too late.
let late = null;
const tellLate = () => {
  const said = main.querySelector("[data-laat]");
  if (said) {
    late = said;
    closable(said);
    // A page that is loaded anew knows no more of it, and tells what was filled in itself.
    Object.keys(drafts).forEach(id => { drafts[id].told = true; });
  } else if (late && late.dataset.laat !== main.dataset.ronde) {
    late.removeAttribute("role");
    place(late);
  } else late = null;
};
const allSeen = () => {
  Object.keys(drafts).forEach(id => { drafts[id].seen = true; });
  keepDrafts();
};
const focus = goal => {
  goal.tabIndex = -1;
  goal.focus();
};

// Parts of a page that change while the rest stays, the last on the page first.
const PARTS = ["rol", "tafel", "bus", "uitkomst", "uitslag", "naslag", "scherm", "bijvraag", "woord", "groep", "ritme"];
const part = (box, id) => Array.from(box.children).find(child => child.id === id);
const rest = box => Array.from(box.children).filter(child => !PARTS.includes(child.id)).map(child => child.outerHTML).join("");
const inside = (box, id) => box.querySelector(`[id="${id}"]`);
const unfold = (from, to) => from.querySelectorAll("details[open]").forEach(open => {
  const same = Array.from(from.querySelectorAll("details")).indexOf(open), other = to.querySelectorAll("details")[same];
  if (other) other.open = true;
});
// Who can't see the beamer hears which card is on it.
const onScreen = next => next.dataset.scherm && next.dataset.scherm !== main.dataset.scherm ? " " + fill("screen", {titel: next.dataset.scherm}).replace(/([.?!؟])\.$/, "$1") : "";
// Who asked something in the question box hears when that stands otherwise than before.
const boxNews = next => Array.from(next.querySelectorAll("#bus [data-eigen]")).map(own => {
  const before = inside(served, own.id), state = one => one.querySelector("b").textContent;
  return before && state(before) !== state(own) ? ` ${own.closest("ul").previousElementSibling.textContent}: ${own.firstElementChild.textContent} ${state(own)}.` : "";
}).join("");
// A question that somebody is typing stays as it is, with what stands around it as it is now.
const patchBox = (now, then) => {
  const form = now.querySelector("details"), fresh = then.cloneNode(true).querySelector("details"), held = document.activeElement.id, lost = now.contains(document.activeElement);
  while (form.nextSibling) form.nextSibling.remove();
  while (fresh.nextSibling) now.append(fresh.nextSibling);
  if (lost && !form.contains(document.activeElement)) focus((held && inside(now, held)) || form.querySelector("summary"));
};
const patch = (next, own) => {
  let after = main.querySelector("footer");
  PARTS.forEach(id => {
    const now = part(main, id), then = part(next, id), before = part(served, id);
    const same = before && then && before.outerHTML === then.outerHTML;
    if (id === "bus" && now && then && inside(now, "bus-tekst").value) {
      if (!same) patchBox(now, then);
    } else if (now && then && !same) {
      const lost = now.contains(document.activeElement), held = document.activeElement.id, fresh = then.cloneNode(true);
      if (!own) unfold(now, fresh);
      now.replaceWith(fresh);
      if (lost) focus((held && inside(fresh, held)) || fresh.querySelector("summary,h1,h2") || main.querySelector("h1"));
    } else if (then && !now) main.insertBefore(then.cloneNode(true), after);
    else if (now && !then) now.remove();
    after = part(main, id) || after;
  });
  const same = next.dataset.soort === main.dataset.soort && next.dataset.meld !== main.dataset.meld;
  const words = ((same ? next.dataset.meld : "") + onScreen(next) + boxNews(next)).trim();
  // What was said just now may not have been read aloud yet.
  if (words) say.textContent = words;
  ["versie", "meld", "scherm"].forEach(name => { main.dataset[name] = next.dataset[name]; });
  served = next;
  follow();
  mouths();
};

// Puts another main part in place; `own` says that the participant asked for it.
const swap = (next, own) => {
  hush();
  const held = document.activeElement, lost = main.contains(held);
  // Who is at what was lost stays there when a result comes right after it.
  const reads = lost && next.dataset.soort !== "vraag" && held.matches(".let-op:not([role])"), unsent = (dirty || reads) && !own && !kept;
  if (own) turn += 1;
  const alert = next.querySelector("[autofocus]");
  if (alert) alert.removeAttribute("autofocus");
  const role = part(main, "rol"), asked = part(next, "rol"), focused = document.activeElement.id, news = boxNews(next);
  served = next.cloneNode(true);
  if (role && asked && !own) {
    unfold(role, asked);
    const picked = role.querySelector(":checked:not([checked])"), again = picked && inside(asked, picked.id), folded = asked.querySelector("details");
    if (again) again.checked = true;
    if (again && folded) folded.open = true;
  }
  const asks = inside(main, "bus-tekst"), still = inside(next, "bus-tekst");
  if (asks && still && asks.value) {
    still.value = asks.value;
    still.closest("details").open = true;
  }
  const card = onScreen(next);
  main.replaceWith(next);
  main = next;
  dirty = false;
  document.title = [next.dataset.titel, next.dataset.sessie, "Kompas"].filter(Boolean).join(" – ");
  document.getElementById("sessie").textContent = next.dataset.sessie || "";
  tellLate();
  const note = tellLost();
  if (lost && !own && asked && inside(asked, focused)) document.getElementById(focused).focus();
  else if (own || lost) focus((unsent && note) || main.querySelector("[role=alert],.goed") || main.querySelector("h1"));
  if (own) scrollTo(0, 0);
  say.textContent = own ? news : (unsent && note ? WORDS.lost + " " : "") + (next.dataset.meld || "") + card + news;
  dress();
};

const take = next => {
  if (!next) return;
  // Who reads what the own evening was, is only called away for a question.
  if (main.dataset.soort === "mijn") {
    main.dataset.versie = next.dataset.versie;
    main.dataset.zaal = next.dataset.soort;
    if (next.dataset.soort !== "vraag") return lookBack();
    history.replaceState(null, "", path);
  }
  const same = next.dataset.ronde === main.dataset.ronde, filling = main.dataset.soort === "vraag" && same;
  const held = filling && (dirty || (!behind && (next.dataset.soort !== "vraag" || main.querySelector(".vraag").contains(document.activeElement))));
  if (held || (same && next.dataset.soort === main.dataset.soort && rest(next) === rest(served))) patch(next);
  else swap(next, false);
};
// The own evening as it stands by now, with the same button under the thumb.
const lookBack = () => ask(location.href).then(r => {
  if (!r.next || r.next.dataset.soort !== "mijn" || main.dataset.soort !== "mijn" || rest(r.next) === rest(main)) return;
  const held = Array.from(main.querySelectorAll("button")).indexOf(document.activeElement);
  main.replaceWith(r.next);
  main = r.next;
  if (held >= 0) main.querySelectorAll("button")[held].focus();
}).catch(() => 0);
const isBehind = () => behind || (newest && newest !== main.dataset.versie);
const look = () => {
  if (busy || !main.dataset.versie) return;
  busy = true;
  const mine = turn, known = newest;
  ask(path + (/[?&]deel=/.test(location.search) ? location.search : "")).then(r => {
    if (mine !== turn || r.status > 499) return;
    take(r.next);
    behind = false;
  }).catch(() => 0).then(() => {
    busy = false;
    // A reply to a look that began before the answer was saved, or before the room went on, tells how things stood then.
    if ((mine !== turn || known !== newest) && isBehind()) look();
  });
};
const tell = version => {
  newest = version;
  if (kept && !retry) send();
  if (isBehind()) look();
};

// A phone that slept may hold a stream on which nothing comes any more, and gets no sign of that.
const DEAD = 60000;
const listen = () => {
  if (!main.dataset.versie || !window.EventSource) return;
  if (source && source.readyState < 2) {
    if (performance.now() - Math.max(heard, opened) < DEAD) return;
    source.close();
  }
  opened = performance.now();
  source = new EventSource(path + "/stroom");
  source.onopen = () => { if (!full) hurry(); };
  source.onmessage = e => {
    heard = performance.now();
    hear();
    tell(e.data);
  };
};
// A phone may set its clock right meanwhile, so silence is counted by one that only goes on.
const poll = () => {
  setTimeout(poll, 2500 + Math.random() * 1000);
  if (document.hidden || !main.dataset.versie || performance.now() - heard < 7000) return;
  // After the end Kompas is closed: then nobody has to wait, or to scan anything.
  if (performance.now() - word > 10000 && !kept && !waiting.length && (main.dataset.zaal || main.dataset.soort) !== "einde") net.textContent = WORDS.offline;
  listen();
  ask(path + "/versie").then(r => { if (r.status === 200) tell(r.text); else if (r.status === 404) take(r.next); }).catch(() => 0);
};
const wake = () => {
  if (document.hidden) return hush();
  word = performance.now();
  listen();
  look();
  hurry();
};
// There may be a network again: what waits goes at once, and after short pauses, for its round may close.
const hurry = () => {
  tries = 0;
  if (kept) send();
};

// Only what may come right by itself is tried again, with pauses that grow: no network, and a server that can't save now.
const LONGEST_PAUSE = 30000, BUSY = 503;
let full = false;
const later = sentence => {
  net.textContent = sentence;
  full = sentence === WORDS.busy;
  tries += 1;
  retry = setTimeout(send, Math.min(LONGEST_PAUSE, 500 * Math.pow(2, tries)) * (.75 + Math.random() / 2));
};
// After a fault of the server nobody knows whether it saved; sending once more is for the participant, and counts once.
const failed = reply => !reply.next || (reply.status >= 500 && reply.status !== BUSY);
const warn = sentence => {
  main.querySelectorAll(".mislukt").forEach(old => old.remove());
  const note = document.createElement("div");
  note.className = "let-op mislukt";
  note.setAttribute("role", "alert");
  note.appendChild(document.createElement("h2")).textContent = WORDS.mind;
  note.appendChild(document.createElement("p")).textContent = sentence;
  main.prepend(note);
  focus(note);
};
const roundOf = answer => new URLSearchParams(answer.body).get("ronde");
let sending = false;
const send = () => {
  clearTimeout(retry);
  retry = 0;
  if (!kept || sending) return;
  if (Date.now() - kept.time > KEPT) {
    keep(null);
    return warn(WORDS.tooLong);
  }
  sending = true;
  const sent = kept.key;
  const headers = Object.assign({"Content-Type": "application/x-www-form-urlencoded", "Idempotency-Key": sent}, PART);
  ask(path, {method: "POST", body: kept.body, headers}).then(r => {
    sending = false;
    if (!kept || kept.key !== sent) return send();
    if (r.status === BUSY) return later(WORDS.busy);
    const form = main.dataset.soort === "vraag" && main.dataset.ronde === roundOf(kept);
    if (r.status < 300 && r.next) {
      delete drafts[roundOf(kept)];
      allSeen();
      late = null;
      history.replaceState(null, "", path);
    }
    keep(null);
    tries = 0;
    net.textContent = "";
    if (failed(r)) warn(form ? WORDS.failedForm : WORDS.failed);
    else swap(r.next, true);
  }, () => {
    sending = false;
    if (kept) later(WORDS.waits);
  });
};

// A role or a table is chosen in a form of its own, and waits for the network where there is none.
const choose = body => {
  const name = body.split("=")[0], others = waiting.filter(one => !one.startsWith(name + "="));
  const mine = turn, headers = Object.assign({"Content-Type": "application/x-www-form-urlencoded"}, PART);
  waiting = others;
  ask(path + "/" + name, {method: "POST", body, headers}).then(r => {
    if (mine !== turn) return look();
    if (failed(r)) return warn(WORDS["failed_" + name]);
    if (!dirty || r.status > 399) return swap(r.next, true);
    patch(r.next, true);
    say.textContent = WORDS["kept_" + name];
  }, () => {
    if (!waiting.some(one => one.startsWith(name + "="))) waiting.push(body);
    if (!kept) net.textContent = WORDS["waits_" + name];
  });
};

// What is dropped in the question box leaves the rest of the page as it is.
const drop = (form, body) => ask(form.action, {method: "POST", body, headers: Object.assign({"Content-Type": "application/x-www-form-urlencoded"}, PART)}).then(r => {
  if (failed(r)) return warn(WORDS.failedBox);
  if (r.status > 399) return swap(r.next, true);
  if (/tekst=/.test(body)) keepQuestion("");
  form.reset();
  take(r.next);
  say.textContent = /tekst=/.test(body) ? WORDS.inBox : WORDS.kept;
}, () => { net.textContent = WORDS.away; });

// What is left has a line of its own from the beginning: what is pressed must not move under the thumb.
const count = () => main.querySelectorAll(".tel").forEach(p => {
  const field = p.parentNode, most = +(p.dataset.hooguit || p.dataset.samen), told = p.querySelector("span") || p.appendChild(document.createElement("span"));
  p.setAttribute("aria-live", "polite");
  const unit = p.dataset.munt ? " " + p.dataset.munt : "", many = n => n.toLocaleString(document.documentElement.lang) + unit;
  let used = 0;
  field.querySelectorAll(":checked").forEach(i => { used += unit ? +i.dataset.kosten : 1; });
  field.querySelectorAll("[type=number]").forEach(i => { used += +i.value || 0; });
  const left = most - used;
  const sum = left < 0 ? unit ? "tooMuch" : "takeAway" : unit ? "over" : "left";
  told.textContent = used ? " " + fill(sum, {aantal: unit ? many(Math.abs(left)) : Math.abs(left)}) : "";
});

// Points: a press takes one away or adds one, of a large total more at once. The number stays the thing that is sent.
const steppers = row => {
  const input = row.querySelector("[type=number]"), label = row.querySelector("label"), step = +input.max > 20 ? 5 : 1, buttons = [];
  label.id = input.id + "-naam";
  [-1, 1].forEach(way => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pijl rustig";
    button.textContent = way < 0 ? "−" : "+";
    button.setAttribute("aria-label", fill(way < 0 ? "less" : "more", {aantal: step}));
    button.setAttribute("aria-describedby", label.id);
    button.addEventListener("click", () => {
      const value = Math.max(0, Math.min(+input.max, (+input.value || 0) + way * step));
      input.value = value || "";
      touched();
      count();
      say.textContent = `${label.textContent}: ${value}.`;
    });
    buttons.push(button);
  });
  const box = document.createElement("span");
  input.before(box);
  box.className = "stap";
  box.append(buttons[0], input, buttons[1]);
};

// A personal text needs its tick, and only then.
const ticks = () => main.querySelectorAll("input[data-bij]").forEach(box => {
  const text = document.getElementById(box.dataset.bij);
  box.required = text.required || !!text.value.trim();
});

// Who types an option of their own has chosen it, and no more once nothing stands there; its label is that of the box.
const chooseOwn = text => {
  if (text.name !== "eigen-1") return;
  const named = main.querySelector(`label[for="${text.id}"]`).textContent;
  main.querySelectorAll(".optie label").forEach(l => { if (l.textContent === named) document.getElementById(l.htmlFor).checked = !!text.value.trim(); });
};

// Ranking: arrows beside the select of every place, which stays the thing that is sent.
const CUT = 28;
const chosen = select => select.selectedIndex > 0 ? select.options[select.selectedIndex].text : "";
const rank = list => {
  const selects = Array.from(list.querySelectorAll("select"));
  const before = selects.map(s => s.value);
  const arrows = [], wholes = [], taps = [];
  const drawTaps = () => taps.forEach(button => {
    const at = selects.findIndex(select => select.value === button.dataset.optie);
    button.textContent = (at < 0 ? "" : `${at + 1}. `) + button.dataset.naam;
    button.setAttribute("aria-pressed", at >= 0);
  });
  const draw = () => selects.forEach((select, place) => {
    const name = chosen(select);
    before[place] = select.value;
    wholes[place].textContent = name.length > CUT ? name : "";
    arrows[place].forEach((button, down) => {
      const other = selects[place + (down ? 1 : -1)];
      button.style.visibility = name ? "" : "hidden";
      button.setAttribute("aria-label", fill(down ? "down" : "up", {naam: name || fill("place", {nummer: place + 1})}));
      name && other ? button.removeAttribute("aria-disabled") : button.setAttribute("aria-disabled", "true");
    });
    drawTaps();
  });
  // Pressed one after another they come in that order; pressed once more one goes, and what was below it moves up.
  const tap = value => {
    const at = selects.findIndex(select => select.value === value), free = selects.findIndex(select => !select.value);
    if (at < 0) selects[free].value = value;
    else selects.slice(at).forEach((select, i) => { select.value = selects[at + i + 1] ? selects[at + i + 1].value : ""; });
    touched();
    draw();
    if (at < 0) tell(selects[free], free);
    else say.textContent = fill("free", {nummer: at + 1});
  };
  const box = document.createElement("details"), head = box.appendChild(document.createElement("summary"));
  box.className = "tik";
  box.open = selects.length < 8;
  head.textContent = WORDS.tap;
  Array.from(selects[0].options).slice(1).forEach(option => {
    const button = box.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "rustig";
    button.dataset.optie = option.value;
    button.dataset.naam = option.text;
    button.addEventListener("click", () => tap(option.value));
    taps.push(button);
  });
  list.prepend(box);
  const tell = (select, place) => { say.textContent = fill("placed", {naam: chosen(select), nummer: place + 1}); };
  selects.forEach((select, place) => {
    // A select cuts off a long text, so it is said in full below it.
    wholes.push(document.createElement("p"));
    wholes[place].className = "klein";
    wholes[place].setAttribute("aria-hidden", "true");
    arrows.push([0, 1].map(down => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "pijl rustig";
      button.textContent = down ? "↓" : "↑";
      button.addEventListener("click", () => {
        const to = place + (down ? 1 : -1), other = selects[to];
        if (!other || !select.value) return;
        const value = select.value;
        select.value = other.value;
        other.value = value;
        touched();
        draw();
        arrows[to][down].focus();
        tell(other, to);
      });
      select.parentNode.append(button);
      return button;
    }));
    select.parentNode.append(wholes[place]);
    select.addEventListener("change", () => {
      const same = selects.findIndex((s, i) => i !== place && s.value && s.value === select.value);
      if (same >= 0) { selects[same].value = before[place]; touched(); tell(select, place); }
      draw();
    });
  });
  draw();
};

// A place: a picture beside the two selects, for who wants to point.
const make = (name, given, inside) => {
  const one = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.keys(given).forEach(key => one.setAttribute(key, given[key]));
  if (inside) inside.append(one);
  return one;
};
const words = (box, text) => {
  const one = document.createElement("span");
  one.textContent = text;
  box.append(one);
};
const picture = box => {
  const [x, y] = box.querySelectorAll("select"), steps = x.options.length - 2;
  const end = (select, last) => select.options[last ? steps + 1 : 1].text.replace(/^\d+ – /, "");
  const map = document.createElement("div"), sides = document.createElement("div");
  map.className = "kaart";
  map.setAttribute("aria-hidden", "true");
  words(map, "↑ " + end(y, true));
  const svg = make("svg", {viewBox: `-.6 -.6 ${steps + 1.2} ${steps + 1.2}`});
  make("rect", {x: -.5, y: -.5, width: steps + 1, height: steps + 1, rx: .3}, svg);
  make("path", {d: `M${steps / 2} -.5V${steps + .5}M-.5 ${steps / 2}H${steps + .5}`}, svg);
  const dot = make("circle", {r: .6}, svg);
  words(sides, "← " + end(x, false));
  words(sides, end(x, true) + " →");
  map.append(svg, sides);
  words(map, "↓ " + end(y, false));
  const draw = () => {
    dot.setAttribute("cx", x.value || 0);
    dot.setAttribute("cy", steps - (y.value || 0));
    dot.style.display = x.value && y.value ? "" : "none";
  };
  svg.addEventListener("click", e => {
    const at = svg.getBoundingClientRect(), scale = (steps + 1.2) / at.width;
    const near = value => Math.max(0, Math.min(steps, Math.round(value * scale - .6)));
    x.value = near(e.clientX - at.left);
    y.value = steps - near(e.clientY - at.top);
    touched();
    draw();
  });
  x.addEventListener("change", draw);
  y.addEventListener("change", draw);
  box.prepend(map);
  draw();
};
// Pins: pressed on the picture, moved there, taken away, or named in the list, which stays the thing that is sent.
const SQUARES = [8, 6], FULL = 1000;
const spotOf = (select, x, y) => {
  const areas = Array.from(select.form.querySelector("[data-prik]").options).filter(one => one.dataset.vlak).map(one => ({by: one.dataset.bij, edges: one.dataset.vlak.split(",").map(Number)}));
  const within = (at, from, size) => at >= from && (at < from + size || (at === from + size && at === FULL));
  const area = areas.find(one => within(x, one.edges[0], one.edges[2]) && within(y, one.edges[1], one.edges[3]));
  const step = (at, i) => Math.min(Array.from({length: SQUARES[i]}).filter((_, n) => at >= Math.round(FULL * (n + 1) / SQUARES[i])).length, SQUARES[i] - 1);
  return area ? area.by : fill("square", {vak: "ABCDEFGH"[step(x, 0)] + (step(y, 1) + 1)});
};
const pinAt = select => {
  const value = select.value, at = /^(\d+),(\d+)$/.exec(value), square = /^([A-H])([1-6])$/.exec(value);
  if (at) return [+at[1], +at[2]];
  if (square) return [("ABCDEFGH".indexOf(square[1]) + .5) * FULL / SQUARES[0], (square[2] - .5) * FULL / SQUARES[1]];
  const edges = value ? select.form.querySelector(`[data-prik] [value="${value}"][data-vlak]`).dataset.vlak.split(",").map(Number) : null;
  return edges && [edges[0] + edges[2] / 2, edges[1] + edges[3] / 2];
};
const pinTo = (select, value) => {
  const at = /^(\d+),(\d+)$/.exec(value);
  if (at && !Array.from(select.options).some(one => one.value === value)) {
    const own = select.querySelector("[data-eigen]") || document.createElement("option");
    own.dataset.eigen = "1";
    own.value = value;
    own.textContent = fill("pressed", {plek: spotOf(select, +at[1], +at[2])});
    select.options[0].after(own);
  }
  select.value = value;
};
const pinned = box => {
  const form = box.closest("form"), selects = Array.from(form.querySelectorAll("[data-prik]")), svg = box.querySelector("svg"), high = svg.viewBox.baseVal.height;
  const told = form.querySelector("#prikstand");
  let dropped = -Infinity;
  const tell = (select, spot) => { told.textContent = fill(spot ? "pinAt" : "pinGone", {nummer: select.dataset.prik, plek: spot}); };
  const here = e => {
    const at = svg.getBoundingClientRect(), share = (value, size) => Math.max(0, Math.min(FULL, Math.round(value / size * FULL)));
    return share(e.clientX - at.left, at.width) + "," + share(e.clientY - at.top, at.height);
  };
  const put = (select, value) => {
    pinTo(select, value);
    touched();
    draw();
    tell(select, value && spotOf(select, ...pinAt(select)));
  };
  const away = select => {
    let button = select.parentNode.querySelector("button");
    if (!button && select.value) {
      button = document.createElement("button");
      button.className = "rustig";
      button.textContent = fill("takePin", {nummer: select.dataset.prik});
      select.parentNode.append(button);
    }
    if (!button) return;
    button.type = "button";
    button.hidden = !select.value;
    button.onclick = () => { put(select, ""); select.focus(); };
  };
  const draw = () => {
    svg.querySelectorAll("g").forEach(old => old.remove());
    selects.forEach(select => {
      away(select);
      const at = pinAt(select);
      if (!at) return;
      const g = make("g", {}, svg), y = at[1] * high / FULL;
      const dot = make("circle", {cx: at[0], cy: y, r: 42}, g), word = make("text", {x: at[0], y: y + 18}, g);
      word.textContent = select.dataset.prik;
      let moved = false;
      dot.addEventListener("pointerdown", e => { moved = false; dot.setPointerCapture(e.pointerId); e.preventDefault(); });
      dot.addEventListener("pointermove", e => {
        if (!dot.hasPointerCapture(e.pointerId)) return;
        const [x, down] = here(e).split(",").map(Number);
        moved = moved || Math.hypot(x - at[0], (down - at[1]) * high / FULL) > 12;
        if (!moved) return;
        dot.setAttribute("cx", x);
        dot.setAttribute("cy", down * high / FULL);
        word.setAttribute("x", x);
        word.setAttribute("y", down * high / FULL + 18);
      });
      dot.addEventListener("pointerup", e => {
        if (!moved) return;
        dropped = performance.now();
        put(select, here(e));
      });
      dot.addEventListener("click", () => { if (!moved) put(select, ""); });
    });
  };
  box.querySelectorAll("input").forEach(input => input.addEventListener("click", e => {
    if (!e.clientX && !e.clientY) return;
    e.preventDefault();
    // A browser may take the end of a move for a press on what lies below.
    if (performance.now() - dropped < 300) return;
    const free = selects.find(select => !select.value);
    if (free) put(free, here(e));
    else told.textContent = fill(selects.length === 1 ? "pinThere" : "pinsThere", {aantal: selects.length});
  }));
  selects.forEach(select => select.addEventListener("change", draw));
  draw();
};
// A chain of times: what is left of the turn, and a sign when another one begins. Only that is read aloud.
// A phone may set its clock right meanwhile, so it counts by one that only goes on.
let turned = null, ticking = 0, left = null, since = 0;
const countdown = () => {
  const box = main.querySelector("[data-over]");
  if (!box) return void (ticking = clearInterval(ticking));
  if (box !== left) { left = box; since = performance.now(); }
  if (document.hidden) return;
  const over = Math.max(0, box.dataset.over - Math.floor((performance.now() - since) / 1000));
  box.textContent = fill("toGo", {tijd: `${Math.floor(over / 60)}:${("0" + over % 60).slice(-2)}`});
};
const follow = () => {
  const box = part(main, "ritme"), name = box && box.firstElementChild, now = name ? name.dataset.beurt : "", first = turned === null;
  if (!first && now !== turned) {
    if (navigator.vibrate) navigator.vibrate([300, 150, 300]);
    const lines = Array.from(box.querySelectorAll("p"), p => Array.from(p.childNodes).filter(one => one.nodeName !== "B").map(one => one.textContent).join("").trim());
    say.textContent = [say.textContent].concat(name ? lines.map(line => line.replace(/([^.?!؟])$/, "$1.")) : WORDS.timeUp).join(" ").trim();
  }
  turned = now;
  countdown();
  if (left && !ticking) ticking = setInterval(countdown, 1000);
};

// A long list gets a field to search it. What is chosen stays in sight, and what is out of sight is sent all the same.
const MANY = 20, ROWS = ".optie,.punten";
const plain = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const searchable = (list, at) => {
  const rows = Array.from(list.querySelectorAll(ROWS));
  if (rows.length < MANY) return;
  const box = document.createElement("div"), label = document.createElement("label"), input = document.createElement("input"), told = document.createElement("p");
  box.className = "veld";
  label.htmlFor = input.id = "zoek" + (at || "");
  label.textContent = WORDS.search;
  input.type = "search";
  input.setAttribute("aria-describedby", told.id = "gevonden" + (at || ""));
  told.className = "klein";
  told.setAttribute("role", "status");
  told.textContent = fill("lines", {aantal: rows.length});
  const isChosen = row => row.querySelector(":checked") || +(row.querySelector("[type=number]") || {value: 0}).value > 0;
  const search = () => {
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    let found = 0, kept = 0;
    rows.forEach(row => {
      const text = plain(row.querySelector("label").textContent), fits = wanted.every(one => text.includes(one)), stays = isChosen(row);
      if (fits) found += 1;
      else if (stays) kept += 1;
      row.hidden = !fits && !stays;
    });
    list.querySelectorAll("h2").forEach(head => {
      let next = head.nextElementSibling;
      while (next && next.matches(ROWS) && next.hidden) next = next.nextElementSibling;
      head.hidden = !(next && next.matches(ROWS));
    });
    const also = kept ? " " + fill("stays", {aantal: kept}) : "";
    told.textContent = !wanted.length ? fill("lines", {aantal: rows.length}) : (found ? fill("found", {aantal: found, alle: rows.length}) : WORDS.none) + also;
  };
  input.addEventListener("input", e => { e.stopPropagation(); search(); });
  input.addEventListener("keydown", e => { if (e.key === "Enter") e.preventDefault(); });
  box.append(label, input, told);
  rows[0].before(box);
  const head = box.previousElementSibling;
  if (head && head.matches("h2")) head.before(box);
};
// Read aloud by the phone's own voice, on request. Only voices on the phone itself: others send the text elsewhere.
const mouth = window.SpeechSynthesisUtterance && window.speechSynthesis;
let aloud = "";
const voiceOf = lang => mouth.getVoices().find(voice => voice.localService && voice.lang.slice(0, 2).toLowerCase() === lang.slice(0, 2));
// A text of the deck without a translation stands in an element of its own, which says its language.
const langOf = one => {
  const inner = one.firstElementChild;
  return (inner && inner.lang && inner.textContent === one.textContent ? inner : one.closest("[lang]") || document.documentElement).lang;
};
const SAID = "h1,h2,legend,label,summary,caption,tr,p,dt,dd";
const sentences = block => {
  const read = [], add = (one, text) => { if (text.trim()) read.push([langOf(one), text.trim().replace(/\s+/g, " ")]); };
  block.querySelectorAll(SAID + ",option").forEach(one => {
    if (one.closest("[aria-hidden],[hidden],.vh,.tik,.schaal,thead") || one.tagName !== "SUMMARY" && one.closest("details:not([open])") || !one.getClientRects().length && one.tagName !== "OPTION") return;
    if (one.tagName === "OPTION") { if (one.value && one.parentNode === block.querySelector(".rijtje select")) add(one, one.text); }
    else if (one.tagName === "TR") add(one, Array.from(one.children, cell => (cell.dataset.kop ? cell.dataset.kop + ": " : "") + cell.textContent).join(", "));
    else if (!one.querySelector(SAID) && !(one.closest(".rijtje") && one.matches("label"))) add(one, one.textContent);
  });
  return read;
};
const hush = () => {
  if (!aloud) return;
  aloud = "";
  mouth.cancel();
  mouths();
};
const readAloud = (block, name) => {
  const lines = sentences(block).filter(([lang]) => voiceOf(lang));
  hush();
  aloud = name;
  lines.forEach(([lang, text], i) => {
    const one = new SpeechSynthesisUtterance(text);
    one.lang = lang;
    one.voice = voiceOf(lang);
    if (i === lines.length - 1) one.onend = hush;
    mouth.speak(one);
  });
  mouths();
};
const READ = [WORDS.read, WORDS.hush];
const mouths = () => {
  if (!mouth) return;
  main.querySelectorAll(".vraag,#uitslag,#scherm>details").forEach(block => {
    const name = block.id || block.className || "scherm";
    let button = block.querySelector(".voorlezen");
    if (!button && voiceOf(langOf(block))) {
      button = document.createElement("button");
      button.type = "button";
      button.className = "rustig voorlezen";
      button.addEventListener("click", () => aloud === name ? hush() : readAloud(block, name));
      const head = block.querySelector("summary,h1,h2");
      block.matches("form") ? block.prepend(button) : head ? head.after(button) : block.prepend(button);
    }
    if (button) button.textContent = READ[+(aloud === name)];
  });
};
if (mouth) mouth.addEventListener && mouth.addEventListener("voiceschanged", () => mouths());
window.addEventListener("pagehide", hush);

const dress = () => {
  follow();
  refill();
  refillQuestion();
  main.querySelectorAll(".vraag fieldset").forEach(searchable);
  main.querySelectorAll(".vraag .punten").forEach(steppers);
  main.querySelectorAll(".rijtje").forEach(rank);
  main.querySelectorAll(".plek").forEach(picture);
  main.querySelectorAll(".vraag .beeld").forEach(pinned);
  count();
  ticks();
  mouths();
};

document.addEventListener("input", e => { if (e.target.id === "bus-tekst") keepQuestion(e.target.value); else if (e.target.closest(".vraag")) { chooseOwn(e.target); touched(); count(); ticks(); } });
// What leads to another page is followed only while Kompas answers: a browser's own error page knows no way back.
const leave = (form, button) => ask(path + "/versie").then(() => {
  if (button && button.name) {
    const value = form.appendChild(document.createElement("input"));
    value.type = "hidden";
    value.name = button.name;
    value.value = button.value;
  }
  form.submit();
}, () => { net.textContent = WORDS.away; });
let pressed = null;
document.addEventListener("click", e => { pressed = e.target.closest && e.target.closest("button"); });
document.addEventListener("submit", e => {
  const form = e.target, data = new FormData(form);
  if (data.has("ronde")) {
    data.set("nonce", random());
    keep({key: random(), body: new URLSearchParams(data).toString(), time: Date.now()});
    net.textContent = WORDS.sending;
    tries = 0;
    e.preventDefault();
    send();
  } else if (data.has("rol") || data.has("tafel")) {
    e.preventDefault();
    choose(new URLSearchParams(data).toString());
  } else if (form.closest("#bus")) {
    e.preventDefault();
    drop(form, new URLSearchParams(data).toString());
  } else {
    e.preventDefault();
    leave(form, e.submitter || (pressed && form.contains(pressed) ? pressed : form.querySelector("button")));
  }
});
document.addEventListener("visibilitychange", wake);
window.addEventListener("pageshow", e => { if (e.persisted) wake(); });
window.addEventListener("online", wake);
// What another tab of this phone keeps is newer than what this one keeps.
window.addEventListener("storage", e => {
  if (e.key !== store) return;
  if (kept) {
    const round = roundOf(kept);
    restore();
    if (kept) return;
    net.textContent = "";
    delete drafts[round];
    keepDrafts();
    dirty = false;
    history.replaceState(null, "", path);
  } else if (e.newValue) return;
  // What another tab sent is saved by now: this one looks until it has seen that, as its own network may fail a while.
  turn += 1;
  behind = true;
  look();
});
const expired = restore();
tellLost();
dress();
listen();
poll();
if (kept) send();
if (expired) warn(WORDS.tooLong);
})();
