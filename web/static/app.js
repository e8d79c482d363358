// What the pages can do where scripts run. Each works without: links and forms
// are there already, and this only saves steps. Listeners are on the document,
// so that they outlive what is changed in place.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (name, f) => document.addEventListener(name, f);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const show = (e) => e.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });

  // Where everything is: below this path.
  const root = document.body.dataset.root;

  // The words, in the page's language: a text, or one for each plural form.
  const lang = document.documentElement.lang;
  const words = JSON.parse(document.body.dataset.words);
  const count = (n) => String(n).length < words.format.from ? String(n) : String(n).replace(/\B(?=(\d{3})+$)/g, words.format.group);
  const word = (name, n) => {
    const said = words[name];
    if (said === undefined || typeof said === "string") return said ?? name;
    const form = said[new Intl.PluralRules(lang).select(n)] ?? said.other;
    return form.replace("#", count(n));
  };

  // Announces to those who hear the page.
  const say = (text) => { const live = $("#said"); if (live) live.textContent = text; };

  // ---- Times in the reader's zone, unless the search names one
  const localTimes = () => {
    if (new URLSearchParams(location.search).has("tz")) return;
    const part = (date, options) => new Intl.DateTimeFormat(lang, options).formatToParts(date);
    for (const time of all("time[datetime*=T]:not([data-local])")) {
      const exact = time.dateTime;
      if (!/(Z|[+-]\d\d:\d\d)$/.test(exact)) continue; // its zone is not stated
      const of = Object.fromEntries(part(new Date(exact), {
        weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short",
      }).map((p) => [p.type, p.value]));
      time.textContent = `${of.weekday} ${of.day} ${of.month} ${of.year}, ${of.hour}:${of.minute} ${of.timeZoneName}`;
      time.title = exact;
      time.dataset.local = "";
    }
  };

  // ---- Completion of the box, as an ARIA combobox with a listbox
  const box = { list: [], at: -1, asked: 0, timer: 0 };
  const input = () => $("#q");
  const popup = () => $("#completions");

  const closeBox = () => {
    box.list = []; box.at = -1; box.asked++;
    clearTimeout(box.timer);
    if (popup()) { popup().hidden = true; popup().textContent = ""; }
    input()?.setAttribute("aria-expanded", "false");
    input()?.removeAttribute("aria-activedescendant");
  };

  // What is being written: behind the last operator, bracket or quote.
  const written = () => {
    const before = input().value.slice(0, input().selectionStart);
    if ((before.match(/"/g) || []).length % 2) return "";
    return before.replace(/^[\s\S]*(?:[()":]|\b(?:AND|OR|NOT)\b|\s-)/, "").trimStart();
  };

  const quoted = (name) => `"${name.replace(/"/g, "")}"`;

  const offer = (answer) => {
    box.list = [
      ...answer.entities.map((e) => ({ text: e.name, kind: e.type, count: e.count, put: `${e.type}:${quoted(e.name)}`, whole: true })),
      ...answer.sources.map((s) => ({ text: s.text, kind: "source", count: s.count, put: `source:${quoted(s.text)}`, whole: true })),
      ...answer.words.map((w) => ({ text: w.text, kind: "word", count: w.count, put: w.text })),
    ].slice(0, 10);
    const list = popup();
    list.textContent = "";
    box.list.forEach((o, i) => {
      const li = list.appendChild(document.createElement("li"));
      li.id = "completion-" + i;
      li.setAttribute("role", "option");
      li.setAttribute("aria-selected", "false");
      const name = li.appendChild(document.createElement("bdi"));
      name.textContent = o.text;
      const about = li.appendChild(document.createElement("span"));
      about.textContent = `${word(o.kind)} · ${count(o.count)}`;
    });
    list.hidden = box.list.length === 0;
    box.at = -1;
    input().setAttribute("aria-expanded", String(!list.hidden));
    input().removeAttribute("aria-activedescendant");
  };

  const ask = async () => {
    const text = written();
    const asked = ++box.asked;
    if (text.length < 2) return closeBox();
    try {
      const response = await fetch(root + "/api/v1/suggest?size=6&prefix=" + encodeURIComponent(text));
      const answer = response.ok && await response.json();
      if (answer && asked === box.asked && document.activeElement === input()) offer(answer);
    } catch { /* the box works without */ }
  };

  const point = (step) => {
    const options = all("[role=option]", popup());
    options[box.at]?.setAttribute("aria-selected", "false");
    box.at = (box.at + step + options.length + 1 + (box.at < 0 && step < 0 ? 1 : 0)) % (options.length + 1);
    if (box.at === options.length) box.at = -1;
    const now = options[box.at];
    now?.setAttribute("aria-selected", "true");
    if (now) { input().setAttribute("aria-activedescendant", now.id); now.scrollIntoView({ block: "nearest" }); } else input().removeAttribute("aria-activedescendant");
  };

  const take = (o) => {
    const field = input();
    const end = field.selectionStart;
    const text = o.whole ? written() : written().replace(/^.*\s/, "");
    const head = field.value.slice(0, end - text.length) + o.put + " ";
    field.value = head + field.value.slice(end).trimStart();
    field.setSelectionRange(head.length, head.length);
    closeBox();
  };

  on("input", (e) => {
    if (e.target.id !== "q") return;
    clearTimeout(box.timer);
    box.timer = setTimeout(ask, 120);
  });
  on("mousedown", (e) => {
    const li = e.target.closest("#completions [role=option]");
    if (!li) return;
    e.preventDefault();
    take(box.list[all("[role=option]", popup()).indexOf(li)]);
  });
  on("focusout", (e) => { if (e.target.id === "q") closeBox(); });
  on("submit", closeBox);

  const boxKey = (e) => {
    const open = popup() && !popup().hidden;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      if (!open) return;
      e.preventDefault();
      point(e.key === "ArrowDown" ? 1 : -1);
    } else if (e.key === "Enter" && open && box.at >= 0) {
      e.preventDefault();
      take(box.list[box.at]);
    } else if (e.key === "Escape") {
      if (open) { e.preventDefault(); closeBox(); } else e.target.blur();
    }
  };

  // ---- Names of entities, where one is to be written whole
  let askedNames = 0;
  on("input", async (e) => {
    const kind = e.target.dataset?.names;
    if (!kind || !e.target.value.trim()) return;
    const asked = ++askedNames;
    try {
      const response = await fetch(root + "/api/v1/entities?" + new URLSearchParams({ type: kind, prefix: e.target.value.trim(), size: 10 }));
      const found = response.ok ? await response.json() : [];
      if (asked !== askedNames) return;
      e.target.list?.replaceChildren(...found.map((o) => Object.assign(document.createElement("option"), { value: o.name })));
    } catch { /* it can be written out */ }
  });

  // ---- The timeline: a range by dragging, or with Shift and the arrows
  const drag = { svg: null, from: null, to: null };
  const slots = (svg) => all("[data-from]", svg);
  const goTo = (from, to) => {
    const url = new URL(location.href);
    url.searchParams.delete("cursor");
    url.searchParams.set("from", from);
    url.searchParams.set("to", to);
    visit(url.pathname + url.search);
  };
  const visit = (url) => {
    if (!window.htmx || !$(".desk")) { location.href = url; return; }
    htmx.ajax("GET", url, { target: "#page", select: "#page", swap: "outerMorph show:none", push: "true" });
  };
  const slotAt = (svg, x) => {
    const list = slots(svg);
    const r = svg.getBoundingClientRect();
    return list[Math.min(list.length - 1, Math.max(0, Math.floor((x - r.left) / r.width * list.length)))];
  };
  const span = () => {
    const list = slots(drag.svg);
    const [a, b] = [list.indexOf(drag.from), list.indexOf(drag.to)].sort((x, y) => x - y);
    return list.slice(a, b + 1);
  };
  const paint = () => {
    const range = $(".range", drag.svg);
    const chosen = span();
    const edge = (slot) => slot.matches("rect") ? slot : $("rect", slot);
    const x = +edge(chosen[0]).getAttribute("x");
    const last = edge(chosen[chosen.length - 1]);
    range.setAttribute("x", x);
    range.setAttribute("width", +last.getAttribute("x") + +last.getAttribute("width") - x);
  };
  const choose = () => {
    const chosen = span();
    goTo(chosen[0].dataset.from, chosen[chosen.length - 1].dataset.to);
  };
  const letGo = () => { if (drag.svg) $(".range", drag.svg)?.setAttribute("width", 0); drag.svg = drag.from = drag.to = null; };

  on("pointerdown", (e) => {
    const svg = e.button === 0 && e.target.closest?.(".timeline svg");
    if (!svg || e.pointerType === "touch") return; // a finger scrolls
    e.preventDefault();
    Object.assign(drag, { svg, from: slotAt(svg, e.clientX), to: slotAt(svg, e.clientX), moved: false });
  });
  on("pointermove", (e) => {
    if (!drag.svg || !e.buttons) return;
    drag.to = slotAt(drag.svg, e.clientX);
    if (drag.to !== drag.from) drag.moved = true;
    if (drag.moved) paint();
  });
  on("pointerup", () => {
    if (!drag.svg) return;
    if (drag.moved) { choose(); drag.done = true; setTimeout(() => { drag.done = false; }); }
    letGo();
  });
  document.addEventListener("click", (e) => {
    if (drag.done && e.target.closest?.(".timeline svg")) { e.preventDefault(); e.stopImmediatePropagation(); }
  }, true);
  on("dragstart", (e) => { if (e.target.closest?.(".timeline svg")) e.preventDefault(); });

  const barKey = (e, bar) => {
    if (e.key !== "ArrowLeft" && e.key !== "ArrowRight" && e.key !== "Escape" && !(e.key === "Enter" && drag.svg)) return;
    e.preventDefault();
    if (e.key === "Escape") return letGo();
    if (e.key === "Enter") { choose(); return letGo(); }
    const bars = all("a", bar.closest("svg"));
    const next = bars[bars.indexOf(bar) + (e.key === "ArrowRight" ? 1 : -1)];
    if (!next) return;
    if (e.shiftKey) {
      if (!drag.svg) Object.assign(drag, { svg: bar.closest("svg"), from: bar });
      drag.to = next;
      paint();
      say(`${drag.from.dataset.from} – ${next.dataset.to}`);
    } else letGo();
    next.focus();
  };

  // ---- Hits: moving, opening, selecting
  const hits = () => all("ol.hits > li > .hit, ol.list > li > .hit");
  let current = -1;
  const chosen = new Set();
  // The hit that has the focus, else the one that had it last: a page that was
  // changed in place keeps the focus.
  const here = () => {
    const focused = hits().findIndex((h) => h.contains(document.activeElement));
    if (focused >= 0) current = focused;
    return hits()[current];
  };
  const step = (by) => {
    const list = hits();
    if (!list.length) return;
    here();
    current = Math.min(list.length - 1, Math.max(0, current + by));
    const a = $("h2 a, h3 a", list[current]);
    a.focus({ preventScroll: true });
    show(list[current]);
  };
  const drawChosen = () => {
    for (const hit of hits()) {
      const is = chosen.has(hit.dataset.id);
      hit.classList.toggle("picked", is);
      const boxes = $(".pick input", hit);
      if (boxes) boxes.checked = is;
    }
    const tray = $("#tray");
    if (!tray) return;
    tray.hidden = chosen.size === 0;
    $(".number", tray).textContent = word("selected", chosen.size);
    const query = [...chosen].map((id) => `id:"${id.replace(/(["\\])/g, "\\$1")}"`).join(" OR ");
    for (const a of all("a[data-format]", tray)) a.href = root + "/api/v1/export?" + new URLSearchParams({ q: query, format: a.dataset.format });
    $("a.alone", tray).href = document.body.dataset.base + "/?" + new URLSearchParams({ q: query, collapse: "false" });
  };
  const pick = (hit) => {
    if (!hit) return;
    const id = hit.dataset.id;
    if (!chosen.delete(id) && chosen.size < 50) chosen.add(id); // a query of more is too long for a URL
    drawChosen();
    say(word("selected", chosen.size));
  };
  on("change", (e) => { if (e.target.closest(".pick")) pick(e.target.closest(".hit")); });
  on("click", (e) => { if (e.target.closest("#tray .none")) { chosen.clear(); drawChosen(); } });

  // ---- Marks in an article
  let mark = -1;
  const toMark = (by) => {
    const marks = all("article.story mark");
    if (!marks.length) return;
    marks[mark]?.classList.remove("here");
    mark = mark < 0 && by < 0 ? marks.length - 1 : (mark + by + marks.length) % marks.length;
    marks[mark].classList.add("here");
    marks[mark].scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    const at = $(".hitbar .at");
    if (at) at.textContent = `${mark + 1} / `;
  };
  on("click", (e) => {
    const arrow = e.target.closest(".hitbar [data-by]");
    if (arrow) { e.preventDefault(); toMark(+arrow.dataset.by); }
    const copy = e.target.closest("button.copy");
    if (copy) {
      const text = $("#" + copy.dataset.of).textContent;
      navigator.clipboard?.writeText(text).then(() => { say(word("copied")); copy.textContent = word("copied"); });
    }
  });

  // ---- Keys
  const toggle = (id) => { const e = $("#" + id); if (e) e.click(); };
  const keys = {
    "/": () => { input()?.focus(); input()?.select(); },
    "j": () => step(1),
    "k": () => step(-1),
    "o": () => { const hit = here(); if (hit) $("h2 a, h3 a", hit).click(); },
    "x": () => pick(here()),
    "f": () => {
      const sheet = $(".filters > details");
      if (!sheet) return;
      sheet.open = true;
      const first = $(".filters .facet[open] a.value") || $(".filters summary");
      first?.focus();
    },
    "n": () => toMark(1),
    "p": () => toMark(-1),
    "e": () => toggle("show-entities"),
    "d": () => toggle("show-dates"),
    "?": () => { location.href = document.body.dataset.base + "/help#keys"; },
  };
  on("keydown", (e) => {
    if (e.target.id === "q") return boxKey(e);
    const bar = e.target.closest?.(".timeline a");
    if (bar) barKey(e, bar);
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.target.isContentEditable) return;
    if (e.target.matches?.("input:not([type=checkbox]), textarea, select")) return;
    if (keys[e.key]) { e.preventDefault(); keys[e.key](); }
  });

  // ---- In place: told only where it takes long; and the next page when the end
  // of this one comes into sight, a few times, so that the foot can be reached
  const many = 200;
  let slow = 0;
  on("htmx-before-request", () => { clearTimeout(slow); slow = setTimeout(() => $("main")?.setAttribute("aria-busy", "true"), 300); });
  on("htmx-finally-request", () => { clearTimeout(slow); $("main")?.removeAttribute("aria-busy"); });
  let busy = false;
  const more = new IntersectionObserver(async (seen) => {
    const link = $("#older");
    if (busy || !link || !seen.some((s) => s.isIntersecting) || hits().length >= many) return;
    busy = true;
    try {
      const response = await fetch(link.href);
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      $("ol.hits").append(...all("ol.hits > li", page).map((li) => document.adoptNode(li)));
      const pager = $("#pager", page);
      if (pager) $("#pager").replaceWith(document.adoptNode(pager)); else $("#pager").remove();
      ready();
    } catch { /* the link is still there */ } finally { busy = false; }
  }, { rootMargin: "400px" });

  const ready = () => {
    document.documentElement.classList.add("scripted");
    localTimes();
    drawChosen();
    more.disconnect();
    if ($("#older")) more.observe($("#older"));
  };
  on("htmx-after-swap", (e) => {
    current = -1;
    if (e.target.method === "post" && $("div.done")) e.target.reset(); // it did what it says: what was written in is done with
    if (document.activeElement !== input()) closeBox(); // what looks for news by itself must not close what somebody writes in
    ready();
  });
  addEventListener("pageshow", ready);
  ready();
})();
