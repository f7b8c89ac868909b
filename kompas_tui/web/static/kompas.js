// The page follows the room, and an answer that finds no network is kept and sent once.
(() => {
"use strict";
const net = document.getElementById("net"), say = document.getElementById("meld");
let main = document.getElementById("inhoud"), dirty = false, heard = 0, source = null, busy = false, retry = 0, tries = 0;
if (!window.fetch || !window.URLSearchParams || !main.dataset.versie) return;
const path = "/" + location.pathname.split("/")[1], store = "kompas" + path.toUpperCase();
const PART = {"X-Kompas-Deel": "1"}, KEPT = 12 * 3600e3;
document.documentElement.className = "volgt";

// Storage may be full or forbidden; then the answer is kept as long as the page is.
let kept = null;
const keep = value => {
  kept = value;
  try { value ? localStorage.setItem(store, JSON.stringify(value)) : localStorage.removeItem(store); } catch (e) { return; }
};
const restore = () => {
  try { kept = JSON.parse(localStorage.getItem(store)); } catch (e) { kept = null; }
  if (kept && !(Date.now() - kept.time < KEPT)) keep(null);
};
const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), b => ("0" + b.toString(16)).slice(-2)).join("");

const ask = (url, options) => {
  const stop = window.AbortController ? new AbortController() : null;
  const timer = setTimeout(() => stop && stop.abort(), 10000);
  const all = Object.assign({cache: "no-store", credentials: "same-origin", headers: PART}, options, stop ? {signal: stop.signal} : {});
  return fetch(url, all).then(r => r.text().then(text => { clearTimeout(timer); return {status: r.status, text}; }));
};
const parse = text => new DOMParser().parseFromString(text, "text/html").querySelector("main");

// Puts another main part in place; `own` says that the participant asked for it.
const swap = (next, own) => {
  const lost = main.contains(document.activeElement), unsent = dirty && !own;
  const alert = next.querySelector("[autofocus]");
  if (alert) alert.removeAttribute("autofocus");
  main.replaceWith(next);
  main = next;
  dirty = false;
  document.title = [next.dataset.titel, next.dataset.sessie, "Kompas"].filter(Boolean).join(" – ");
  document.getElementById("sessie").textContent = next.dataset.sessie || "";
  if (unsent) {
    const p = document.createElement("p");
    p.className = "let-op";
    p.textContent = "De ronde is gesloten. Wat je invulde, is niet verstuurd.";
    main.prepend(p);
  }
  const goal = main.querySelector(".let-op,.goed,h1");
  if (own || lost) { goal.tabIndex = -1; goal.focus(); }
  if (own) scrollTo(0, 0);
  else say.textContent = (unsent ? "De ronde is gesloten. " : "") + (next.dataset.meld || "");
  count();
};

const take = text => {
  const next = parse(text);
  if (!next) return;
  const filling = main.dataset.soort === "vraag" && next.dataset.ronde === main.dataset.ronde;
  if (filling && (dirty || next.dataset.soort !== "vraag" || main.contains(document.activeElement))) {
    main.dataset.versie = next.dataset.versie;
    const now = main.querySelector("#uitslag"), then = next.querySelector("#uitslag");
    if (now) now.remove();
    if (then) main.insertBefore(then, main.querySelector("#rol,footer"));
  } else swap(next, false);
};
const look = () => {
  if (busy || !main.dataset.versie) return;
  busy = true;
  ask(path).then(r => { if (r.status < 500) take(r.text); }).catch(() => 0).then(() => { busy = false; });
};
const tell = version => {
  heard = Date.now();
  if (kept && !retry) send();
  if (version !== main.dataset.versie) look();
};

const listen = () => {
  if (!window.EventSource || (source && source.readyState < 2)) return;
  source = new EventSource(path + "/stroom");
  source.onmessage = e => tell(e.data);
};
const poll = () => {
  setTimeout(poll, 2500 + Math.random() * 1000);
  if (document.hidden || !main.dataset.versie || Date.now() - heard < 7000) return;
  listen();
  ask(path + "/versie").then(r => { if (r.status === 200) tell(r.text); else if (r.status === 404) take(r.text); }).catch(() => 0);
};
const wake = () => {
  if (document.hidden) return;
  listen();
  look();
  if (kept) send();
};

const later = sentence => {
  net.textContent = sentence;
  tries += 1;
  retry = setTimeout(send, Math.min(15000, 500 * Math.pow(2, tries)) * (.75 + Math.random() / 2));
};
let sending = false;
const send = () => {
  clearTimeout(retry);
  retry = 0;
  if (!kept || sending) return;
  sending = true;
  const sent = kept.key;
  const headers = Object.assign({"Content-Type": "application/x-www-form-urlencoded", "Idempotency-Key": sent}, PART);
  ask(path, {method: "POST", body: kept.body, headers}).then(r => {
    sending = false;
    if (!kept || kept.key !== sent) return send();
    if (r.status >= 500) return later("Opslaan lukt nu niet. Je antwoord staat klaar en gaat vanzelf.");
    keep(null);
    tries = 0;
    net.textContent = "";
    const next = parse(r.text);
    if (next) swap(next, true);
  }).catch(() => {
    sending = false;
    later("Geen netwerk. Je antwoord staat klaar en gaat vanzelf.");
  });
};

const count = () => main.querySelectorAll(".tel").forEach(p => {
  const field = p.parentNode, most = +(p.dataset.hooguit || p.dataset.samen);
  if (!p.dataset.zin) { p.dataset.zin = p.textContent; p.setAttribute("aria-live", "polite"); }
  let used = field.querySelectorAll(":checked").length;
  field.querySelectorAll("[type=number]").forEach(i => { used += +i.value || 0; });
  const left = most - used;
  p.textContent = p.dataset.zin + (!used ? "" : left < 0 ? ` Haal er nog ${-left} weg.` : ` Je hebt er nog ${left}.`);
});

document.addEventListener("input", e => { if (e.target.closest(".vraag")) { dirty = true; count(); } });
document.addEventListener("submit", e => {
  const form = e.target, data = new FormData(form);
  if (data.has("ronde")) {
    data.set("nonce", random());
    keep({key: random(), body: new URLSearchParams(data).toString(), time: Date.now()});
    net.textContent = "Je antwoord wordt verstuurd.";
    tries = 0;
    e.preventDefault();
    send();
  } else if (data.has("rol")) {
    e.preventDefault();
    ask(form.action, {method: "POST", body: new URLSearchParams(data)}).then(r => {
      const next = parse(r.text), now = main.querySelector("#rol");
      if (!dirty || r.status > 399) return swap(next, true);
      now.replaceWith(next.querySelector("#rol"));
      say.textContent = "Je rol is bewaard.";
    }).catch(() => { net.textContent = "Geen netwerk. Kies je rol straks nog eens."; });
  }
});
document.addEventListener("visibilitychange", wake);
window.addEventListener("pageshow", e => { if (e.persisted) wake(); });
window.addEventListener("online", wake);
restore();
count();
listen();
poll();
if (kept) send();
})();
