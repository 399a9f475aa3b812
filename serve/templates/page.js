"use strict";
// What the page adds where scripts run: how many clauses the filters leave, the arrow keys in the theme map, where the
// reader is, and all probabilities at once. Reading, links, filters and each clause's details work without it.
(() => {
  const filters = document.getElementById("filters");
  const map = document.querySelector(".map");
  if (!filters || !map) return;
  const clauses = [...document.querySelectorAll(".clause")];
  const rows = [...map.querySelectorAll("a")];
  const shown = document.getElementById("shown");

  const boxes = [...filters.querySelectorAll("input")];
  const themes = boxes.filter((box) => box.className === "by-theme");
  const review = boxes.find((box) => box.id === "by-review");
  const matches = (clause) => {
    const wanted = themes.filter((box) => box.checked).map((box) => box.id.slice(3));
    const has = review.checked ? "ask-" : "has-";
    if (wanted.length) return wanted.some((place) => clause.classList.contains(has + place));
    return !review.checked || clause.classList.contains("asks");
  };
  const count = () => {
    const active = boxes.some((box) => box.checked);
    const n = clauses.filter(matches).length;
    shown.textContent = active ? `${n} of ${clauses.length} clauses` : "";
  };
  filters.addEventListener("change", count);
  filters.addEventListener("reset", () => setTimeout(count));
  count();

  const unfold = document.getElementById("unfold");
  unfold.hidden = false;
  unfold.addEventListener("click", () => {
    const open = unfold.getAttribute("aria-pressed") !== "true";
    unfold.setAttribute("aria-pressed", open);
    document.querySelectorAll(".clause:not(.plain) details.tags").forEach((details) => { details.open = open; });
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
