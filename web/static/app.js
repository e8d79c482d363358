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

  // ---- The timeline: a range by its two handles, by dragging over it, or with
  // Shift and the arrows. Handles stand at edges of slots: the range is the slots
  // between them. It is searched when it is chosen, not while it is looked for.
  const slots = (figure) => all("[data-from]", figure);
  const ends = (figure) => all(".end", figure);
  const reach = (figure) => ends(figure).map((end) => +end.value);
  const spelled = (list, a, b) => {
    const first = list[a].dataset.first, last = list[b - 1].dataset.last ?? list[b - 1].dataset.first;
    return first === last ? first : word("stretch").replace("{from}", first).replace("{to}", last);
  };
  // Draws the range from edge a to edge b.
  const draw = (figure, a, b) => {
    const list = slots(figure), [first, last] = ends(figure);
    const whole = b - a === list.length;
    first.value = a;
    last.value = b;
    first.setAttribute("aria-valuetext", list[a].dataset.first);
    last.setAttribute("aria-valuetext", list[b - 1].dataset.last ?? list[b - 1].dataset.first);
    const width = $("svg", figure).viewBox.baseVal.width, at = (edge) => edge / list.length * width;
    $(".outside", figure).setAttribute("d", whole ? "" : `M0 0H${at(a)}V64H0ZM${at(b)} 0H${width}V64H${at(b)}Z`);
    const n = list.slice(a, b).reduce((sum, slot) => sum + +slot.dataset.n, 0);
    $(".reach", figure).hidden = whole;
    $(".ways", figure).hidden = !whole;
    $("output", figure).textContent = whole ? "" : `${spelled(list, a, b)}: ${word("articles", n)}`;
  };
  const letGo = (figure) => draw(figure, 0, slots(figure).length);
  const isWhole = (figure) => { const [a, b] = reach(figure); return b - a === slots(figure).length; };
  const choose = (figure) => {
    if (isWhole(figure)) return;
    const list = slots(figure), [a, b] = reach(figure);
    const url = new URL($("a[data-from]", figure).getAttribute("href"), location.href); // as its bars search
    url.searchParams.set("from", list[a].dataset.from);
    url.searchParams.set("to", list[b - 1].dataset.to);
    visit(url.pathname + url.search);
  };
  const visit = (url) => {
    if (!window.htmx || !$(".desk")) { location.href = url; return; }
    htmx.ajax("GET", url, { target: "#page", select: "#page", swap: "outerMorph show:none", push: "true" });
  };
  on("input", (e) => {
    const figure = e.target.matches?.(".end") && e.target.closest(".timeline");
    if (!figure) return;
    const n = slots(figure).length, isFirst = e.target.matches(".since");
    let [a, b] = reach(figure);
    if (isFirst) a = Math.min(a, b - 1); else b = Math.max(b, a + 1);
    draw(figure, Math.max(a, 0), Math.min(b, n));
  });
  on("click", (e) => {
    const button = e.target.closest?.(".timeline .reach button");
    if (!button) return;
    const figure = button.closest(".timeline");
    ends(figure)[0].focus({ preventScroll: true }); // the button goes
    if (button.matches(".choose")) choose(figure); else letGo(figure);
  });

  const drag = { figure: null, from: 0, moved: false, done: false };
  const slotAt = (figure, x) => {
    const n = slots(figure).length, r = $("svg", figure).getBoundingClientRect();
    return Math.min(n - 1, Math.max(0, Math.floor((x - r.left) / r.width * n)));
  };
  on("pointerdown", (e) => {
    const svg = e.button === 0 && e.target.closest?.(".timeline svg");
    if (!svg || e.pointerType === "touch") return; // a finger scrolls
    e.preventDefault();
    const figure = svg.closest(".timeline");
    Object.assign(drag, { figure, from: slotAt(figure, e.clientX), moved: false });
  });
  on("pointermove", (e) => {
    if (!drag.figure || !e.buttons) return;
    const to = slotAt(drag.figure, e.clientX);
    if (to !== drag.from) drag.moved = true;
    if (drag.moved) draw(drag.figure, Math.min(drag.from, to), Math.max(drag.from, to) + 1);
  });
  on("pointerup", () => {
    if (!drag.figure) return;
    if (drag.moved) { choose(drag.figure); drag.done = true; setTimeout(() => { drag.done = false; }); }
    drag.figure = null;
  });
  document.addEventListener("click", (e) => {
    if (drag.done && e.target.closest?.(".timeline svg")) { e.preventDefault(); e.stopImmediatePropagation(); }
  }, true);
  on("dragstart", (e) => { if (e.target.closest?.(".timeline svg")) e.preventDefault(); });

  // From where Shift has extended a range.
  let anchor = 0;
  const toBar = (figure, bar, by, extend) => {
    const bars = all("a", figure), list = slots(figure);
    const next = bars[bars.indexOf(bar) + by];
    if (!next) return;
    if (extend) {
      if (isWhole(figure)) anchor = list.indexOf(bar);
      const [a, b] = [anchor, list.indexOf(next)].sort((x, y) => x - y);
      draw(figure, a, b + 1);
      say($("output", figure).textContent);
    } else letGo(figure);
    for (const other of bars) other.tabIndex = other === next ? 0 : -1;
    next.focus();
  };
  // A key on a bar or on a handle, which moves by itself.
  const timelineKey = (e, figure) => {
    const bar = e.target.closest("a"), pending = !isWhole(figure);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
    if (bar && by) toBar(figure, bar, by, e.shiftKey);
    else if (e.key === "Escape" && pending) letGo(figure);
    else if (e.key === "Enter" && pending) choose(figure);
    else return;
    e.preventDefault();
  };
  // One stop for Tab, from which the arrows go on.
  const settle = () => {
    for (const figure of all(".timeline")) {
      letGo(figure);
      all("a[data-from]", figure).forEach((bar, i) => { bar.tabIndex = i ? -1 : 0; });
    }
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
    const part = e.target.closest?.(".timeline svg a, .timeline .end");
    if (part) timelineKey(e, part.closest(".timeline"));
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
    settle();
    more.disconnect();
    if ($("#older")) more.observe($("#older"));
  };
  on("htmx-after-swap", (e) => {
    current = -1;
    if (e.target.method === "post" && $("div.done")) e.target.reset(); // it did what it says: what was written in is done with
    if (document.activeElement !== input()) closeBox(); // what looks for news by itself must not close what somebody writes in
    ready();
    say($(".head h1")?.textContent ?? ""); // how many there are now
  });
  addEventListener("pageshow", ready);
  ready();
})();
