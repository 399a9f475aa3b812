// What the page adds where scripts run: how many clauses the filters leave, search in the text, the keys n and p, the
// arrow keys in the theme map, where the reader is, and all details at once. The rest works without it.
(() => {
  const filters = document.getElementById("filters");
  const map = document.querySelector(".map");
  if (!filters || !map) return;
  const clauses = [...document.querySelectorAll(".clause")];
  const rows = [...map.querySelectorAll("a")];
  const shown = document.getElementById("shown");
  filters.querySelector(".tools").hidden = false;
  filters.querySelectorAll(".scripted").forEach((tool) => { tool.hidden = false; });
  filters.querySelector(".send")?.remove();
  filters.addEventListener("submit", (event) => event.preventDefault());
  document.querySelectorAll("mark.s").forEach((mark) => mark.replaceWith(...mark.childNodes)); // marked below

  const boxes = [...filters.querySelectorAll("input:is(.by-theme, #by-review, #by-operative)")];
  const themes = boxes.filter((box) => box.className === "by-theme");
  const checked = (id) => boxes.some((box) => box.id === id && box.checked);
  const search = document.getElementById("search");
  const matches = (clause) => {
    if (checked("by-operative") && !clause.closest(".operative")) return false;
    if (search.value.trim() && !clause.classList.contains("hit")) return false;
    const wanted = themes.filter((box) => box.checked).map((box) => box.id.slice(3));
    const has = checked("by-review") ? "ask-" : "has-";
    if (wanted.length) return wanted.some((place) => clause.classList.contains(has + place));
    return !checked("by-review") || clause.classList.contains("asks");
  };
  const count = () => {
    const active = search.value.trim() || boxes.some((box) => box.checked);
    const n = clauses.filter(matches).length;
    shown.textContent = active ? `${n} of ${clauses.length} ${shown.dataset.unit}` : "";
  };

  // Every place of the words in a clause is marked, across the marks of the themes.
  const found = (clause, wanted) => {
    const walker = document.createTreeWalker(clause.querySelector(".text"), NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    while (walker.nextNode()) {
      nodes.push([text.length, walker.currentNode]);
      text += walker.currentNode.data;
    }
    const low = text.toLowerCase();
    if (low.length !== text.length) return low.includes(wanted) ? [new Range()] : [];
    const at = (place) => nodes.findLast(([begins]) => begins <= place);
    const ranges = [];
    for (let i = low.indexOf(wanted); i >= 0; i = low.indexOf(wanted, i + wanted.length)) {
      const [from, to, range] = [at(i), at(i + wanted.length - 1), new Range()];
      range.setStart(from[1], i - from[0]);
      range.setEnd(to[1], i + wanted.length - to[0]);
      ranges.push(range);
    }
    return ranges;
  };
  const look = () => {
    const wanted = search.value.trim().toLowerCase();
    document.body.classList.toggle("searching", wanted !== "");
    const hits = clauses.map((clause) => (wanted ? found(clause, wanted) : []));
    clauses.forEach((clause, i) => clause.classList.toggle("hit", hits[i].length > 0));
    if (CSS.highlights) CSS.highlights.set("search", new Highlight(...hits.flat()));
    count();
  };
  search.addEventListener("input", look);
  filters.addEventListener("change", count);
  filters.querySelector(".all").addEventListener("click", (event) => {
    event.preventDefault();
    boxes.forEach((box) => { box.checked = false; });
    search.value = "";
    look();
  });
  look();

  const unfold = document.getElementById("unfold");
  unfold.addEventListener("click", () => {
    const open = unfold.getAttribute("aria-pressed") !== "true";
    unfold.setAttribute("aria-pressed", open);
    document.querySelectorAll(".clause:not(.plain) details.tags").forEach((details) => { details.open = open; });
  });

  let last = null; // the clause that was stepped to
  const step = (by) => {
    const steps = clauses.filter((clause) => clause.offsetParent && matches(clause) && (search.value.trim() || !clause.classList.contains("plain")));
    const here = document.activeElement.closest(".clause") ?? last ?? document.querySelector(".clause:target");
    const place = here?.offsetParent ? clauses.indexOf(here) : clauses.findIndex((clause) => clause.getBoundingClientRect().top > 60) - (by > 0 ? 1 : 0);
    const next = by > 0 ? steps.find((clause) => clauses.indexOf(clause) > place) : steps.findLast((clause) => clauses.indexOf(clause) < place);
    if (!next) return;
    last = next;
    next.scrollIntoView({ block: "center" });
    next.focus({ preventScroll: true });
  };
  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("previous").addEventListener("click", () => step(-1));
  document.addEventListener("keydown", (event) => {
    if (!singleKeys.on() || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "n" || event.key === "p") step(event.key === "n" ? 1 : -1);
    else if (event.key === "/") search.focus();
    else return;
    event.preventDefault();
  });

  // One stop for the Tab key in the map; arrows, Home and End move within it.
  const stop = (row) => { rows.forEach((other) => { other.tabIndex = other === row ? 0 : -1; }); };
  if (rows.length) stop(rows[0]);
  map.addEventListener("keydown", (event) => {
    const here = rows.indexOf(document.activeElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (here < 0 || to === undefined || !rows[to]) return;
    event.preventDefault();
    stop(rows[to]);
    rows[to].focus();
  });

  if (!("IntersectionObserver" in window)) return;
  const row = new Map(clauses.map((clause, i) => [clause, rows[i]]));
  const visible = new Set();
  let current = null;
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) visible[entry.isIntersecting ? "add" : "delete"](entry.target);
    const next = row.get(clauses.find((clause) => visible.has(clause)));
    if (!next || next === current) return;
    current?.removeAttribute("aria-current");
    next.setAttribute("aria-current", "location");
    if (!map.contains(document.activeElement)) stop(next);
    current = next;
  }, { rootMargin: "-10% 0px -60% 0px" });
  clauses.forEach((clause) => observer.observe(clause));
})();
