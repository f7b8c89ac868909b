// The facilitator's page follows the session, sends commands without leaving, and says when it is cut off.
(() => {
"use strict";
const net = document.getElementById("net"), say = document.getElementById("meld");
let main = document.getElementById("inhoud"), pressed = null, heard = performance.now(), cut = false, busy = false, again = false, turn = 0, fading = 0, settling = 0, source = null;
if (!window.fetch || !window.URLSearchParams || !main.dataset.sein) return;
const base = location.pathname.replace(/\/regie.*/i, "/regie");  // on a server of many sessions the code stands before it
const PART = {"X-Kompas-Deel": "1"};
document.documentElement.classList.add("volgt");

// Given up after eight seconds, also by a phone of 2017, which can't break a request off: a network may never answer.
const ask = (url, options) => new Promise((answered, giveUp) => {
  const stop = window.AbortController ? new AbortController() : null;
  const timer = setTimeout(() => {
    giveUp(new Error(url));
    if (stop) stop.abort();
  }, 8000);
  const all = Object.assign({cache: "no-store", credentials: "same-origin", headers: PART}, options, stop ? {signal: stop.signal} : {});
  fetch(url, all).then(r => r.text().then(text => {
    clearTimeout(timer);
    if (!r.headers.get("x-kompas")) throw new Error(url);
    return {status: r.status, text};
  })).then(answered, giveUp);
});

// The same sentence twice in a row is news too, and a live region that does not change is silent.
const tell = text => { say.textContent = say.textContent === text ? text + "\u00a0" : text; };

// Whether a press came through is said until the facilitator can see how things stand.
let doubt = "";
const lost = label => {
  cut = true;
  if (label) doubt = `‘${label}’ is misschien niet gedaan.`;
  net.textContent = doubt ? `Geen verbinding. ${doubt} Kijk straks hoe het staat.` : "Geen verbinding met Kompas. Ik probeer het steeds opnieuw.";
};
const found = () => {
  if (!cut) return;
  cut = false;
  net.textContent = "";
  if (doubt) remark(`De verbinding is er weer. ${doubt} Kijk hoe het nu staat.`);
  else tell("De verbinding is er weer.");
  doubt = "";
};

// What stood in each part when the server last sent it, so that only what changed is put anew.
const kept = new Map();
const parts = of => Array.from(of.querySelectorAll("section[id],#bericht,nav"));
const name = part => part.id || part.tagName;
// The step that a press is meant for is the one in sight; as part of the page it would make every part a new one.
const timeless = of => of.querySelectorAll("[name=bij],[name=druk]").forEach(field => { field.value = ""; });
const remember = of => parts(of).forEach(part => {
  kept.set(name(part), part.outerHTML);
  part.querySelectorAll("[data-lijst]>li").forEach(row => kept.set(row.id, row.outerHTML));
});
const typed = part => Array.from(part.querySelectorAll("input:not([type=hidden]),textarea")).some(field =>
  field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);

// The same place in a new part: a control by its id, a button by what it does.
const sign = one => one && (one.id ? "#" + CSS.escape(one.id) : one.name ? `[name="${one.name}"][value="${CSS.escape(one.value)}"]` : one.tagName.toLowerCase());
const open = part => Array.from(part.querySelectorAll("details")).map(d => d.open);
const reopen = (part, state) => part.querySelectorAll("details").forEach((d, i) => { if (state[i]) d.open = true; });
// A button without a name is known by what its form asks, also where it says the opposite by now.
const orderOf = one => ((one.form || one).querySelector("[name=opdracht]") || {value: ""}).value;
const sameOrder = (then, one) => {
  const order = orderOf(one), form = order && Array.from(then.querySelectorAll("form")).find(other => orderOf(other) === order);
  return form ? form.querySelector("button") : null;
};
const sameIn = (then, one) => {
  if (one.tagName === "BUTTON" && !one.name && !one.id && one.form) {
    const button = sameOrder(then, one);
    if (button) return button;
  }
  const alike = then.querySelector(sign(one));
  // One that says the opposite by now has another value under the same order.
  return alike || one.tagName !== "BUTTON" || !one.form ? alike : sameOrder(then, one);
};
const replace = (now, then) => {
  const active = document.activeElement, inside = now.contains(active), state = open(now);
  now.replaceWith(then);
  reopen(then, state);
  if (inside) {
    const goal = sameIn(then, active) || then.querySelector("button,summary") || then;
    if (goal === then) then.tabIndex = -1;
    goal.focus({preventScroll: true});
  }
};

// Rows keep their place while somebody works in them; new ones come at the end.
const rows = (now, then) => {
  const next = new Map(Array.from(then.children).map(row => [row.id, row]));
  Array.from(now.children).forEach(row => {
    const other = next.get(row.id);
    next.delete(row.id);
    if (!other) row.remove();
    else if (kept.get(row.id) !== other.outerHTML && !typed(row)) replace(row, other);
  });
  next.forEach(row => now.append(row));
};

// What stands around a list.
const around = of => Array.from(of.querySelectorAll("[data-om]"));

const cardOf = page => (page.querySelector("#nu h1") || {textContent: ""}).textContent;
const put = (next, sent, asked) => {
  timeless(next);
  const fresh = new Map(parts(next).map(part => [name(part), part.outerHTML]));
  const lines = new Map(Array.from(next.querySelectorAll("[data-lijst]>li")).map(row => [row.id, row.outerHTML]));
  const title = cardOf(main);
  // Each one that is put into the page is gone from the next one.
  const all = parts(next);
  all.forEach(then => {
    const now = main.querySelector(then.id ? "#" + then.id : "nav");
    // What was said about the last command stays until the next one.
    if (then.id === "bericht" && !asked && now.querySelector("[data-blijf]") && !then.querySelector(".let-op")) return;
    const box = sent && now && now.contains(sent);
    if (!now) {
      const before = all.slice(0, all.indexOf(then)).reverse().map(p => main.querySelector(p.id ? "#" + p.id : "nav")).find(p => p && p.parentNode.className === then.parentNode.className);
      const side = main.querySelector("." + then.parentNode.className);
      before ? before.after(then) : side.prepend(then);
    } else if (kept.get(name(then)) === then.outerHTML && !box && !(asked && then.id === "bericht")) return;
    else if (now.querySelector("[data-lijst]") && then.querySelector("[data-lijst]")) {
      rows(now.querySelector("[data-lijst]"), then.querySelector("[data-lijst]"));
      const about = around(then);
      around(now).forEach((one, i) => {
        if (one.outerHTML === about[i].outerHTML) return;
        if (one.firstElementChild || about[i].firstElementChild) replace(one, about[i]);
        else one.textContent = about[i].textContent;
      });
    } else if (box || !typed(now)) replace(now, then);
  });
  parts(main).forEach(now => {
    if (fresh.has(name(now))) return;
    const goal = now.contains(document.activeElement) && main.querySelector("#ronde button,nav button,#bericht button");
    if (goal) goal.focus({preventScroll: true});
    now.remove();
  });
  fresh.forEach((html, key) => kept.set(key, html));
  lines.forEach((html, key) => kept.set(key, html));
  main.dataset.sein = next.dataset.sein;
  if (main.dataset.bij !== next.dataset.bij) settle();
  main.dataset.bij = next.dataset.bij;
  const card = cardOf(main), told = card === title || !card ? [] : ["Kaart: " + card];
  const known = main.dataset.meld.split("|");
  told.push(...next.dataset.meld.split("|").filter(one => one && !known.includes(one)));
  if (told.length) tell(told.reduce((before, one) => before + (/[.?!…]$/.test(before) ? " " : ". ") + one));
  main.dataset.meld = next.dataset.meld;
  document.title = [next.dataset.titel, next.dataset.sessie, "Kompas"].filter(Boolean).join(" – ");
  tick();
  return told.length > 0;
};

const take = (r, sent, label) => {
  heard = performance.now();
  found();
  if (r.status === 401) return location.reload();
  const next = new DOMParser().parseFromString(r.text, "text/html").querySelector("main");
  if (!next || !next.dataset.sein) return;
  const done = next.querySelector("#bericht .goed"), wrong = next.querySelector("#bericht .let-op[autofocus]");
  if (wrong) wrong.removeAttribute("autofocus");
  if (r.status < 400 && sent) sent.querySelectorAll("input:not([type=hidden]),textarea").forEach(f => { f.value = f.defaultValue; });
  const told = put(next, r.status < 400 ? sent : null, !!sent);
  if (sent && !done && !wrong && !told) tell(`‘${label}’ is gedaan.`);
  if (done) {
    tell(done.textContent);
    clearTimeout(fading);
    fading = setTimeout(() => { const old = main.querySelector("#bericht .goed"); if (old) old.remove(); }, 8000);
  }
  if (wrong) main.querySelector("#bericht .let-op").focus();
};
// Who presses just as the page changes meant what stood there before.
const REACTION = 400;
const settle = () => {
  clearTimeout(settling);
  main.dataset.wissel = "ja";
  settling = setTimeout(() => { delete main.dataset.wissel; }, REACTION);
};
const forgive = () => main.querySelectorAll(".vlug").forEach(old => old.remove());
const remark = text => {
  const box = main.querySelector("#bericht"), note = document.createElement("p");
  forgive();
  note.className = "let-op vlug";
  note.dataset.blijf = "";
  note.textContent = text;
  box.append(note);
  tell(text);
};
const refuse = () => remark("Dat was net te snel na de vorige stap. Er is niets gedaan.");
const look = () => {
  if (busy) { again = true; return; }
  busy = true;
  const mine = turn;
  ask(base).then(r => { if (mine !== turn) return; if (r.status < 500) take(r); else lost(); }).catch(() => lost()).then(rest);
};
const rest = () => {
  busy = false;
  if (again) { again = false; look(); }
};

document.addEventListener("click", e => { pressed = e.target.closest && e.target.closest("button"); });
document.addEventListener("submit", e => {
  const form = e.target, button = e.submitter || (pressed && form.contains(pressed) ? pressed : form.querySelector("button"));
  const press = form.querySelector("[name=druk]");
  if (press) press.value = Math.random().toString(36).slice(2) + Date.now();
  if (new URL(form.action).pathname !== base + "/doe") return;
  e.preventDefault();
  if (button && button.getAttribute("aria-disabled")) return;
  const data = new FormData(form);
  if (data.has("bij")) {
    if (main.dataset.wissel) return refuse();
    data.set("bij", main.dataset.bij);
  }
  if (button && button.name) data.set(button.name, button.value);
  const label = button ? button.textContent.replace(/[←→]/g, "").trim() : "De opdracht";
  forgive();
  // An answer to a look that began before this tells how things stood then.
  turn += 1;
  busy = true;
  ask(form.action, {method: "POST", body: new URLSearchParams(data)})
    .then(r => { take(r, form, label); if (data.get("plek") === "nu") scrollTo(0, 0); })
    .catch(() => lost(label))
    .then(rest);
});

const listen = () => {
  if (!window.EventSource || (source && source.readyState < 2)) return;
  source = new EventSource(base + "/sein");
  source.onerror = look;
  source.onmessage = e => { heard = performance.now(); if (cut || e.data !== main.dataset.sein) look(); };
};
const poll = () => {
  setTimeout(poll, 2000 + Math.random() * 1000);
  if (document.hidden || performance.now() - heard < 6500 && !cut) return;
  listen();
  look();
};
// Who slept may hold a stream on which nothing comes any more, and gets no sign of that.
const wake = () => {
  if (document.hidden) return;
  if (source) source.close();
  listen();
  look();
};

let since = performance.now();
const tick = () => { since = performance.now(); };
setInterval(() => {
  const left = main.querySelector("[data-over]");
  if (!left) return;
  const over = Math.max(0, left.dataset.over - Math.floor((performance.now() - since) / 1000));
  left.textContent = `Nog ${Math.floor(over / 60)}:${("0" + over % 60).slice(-2)}`;
}, 1000);

document.addEventListener("visibilitychange", wake);
window.addEventListener("pageshow", e => { if (e.persisted) wake(); });
window.addEventListener("online", wake);
window.addEventListener("offline", () => lost());
timeless(main);
remember(main);
listen();
poll();
})();
