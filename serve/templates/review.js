// Every answer is a plain form. This sends it without leaving the page, and lets keys press its buttons.
(() => {
  const main = document.getElementById("main");
  const said = document.getElementById("said");
  let busy = false;

  const settle = (another) => {
    const now = document.getElementById("now") || document.querySelector(".thanks");
    now?.focus({ preventScroll: true });
    if (another) window.scrollTo(0, 0); // a clause is read from its beginning
    else now?.scrollIntoView({ block: "nearest" });
  };

  const show = (text, address) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const clause = document.querySelector(".sheet")?.getAttribute("aria-label");
    main.replaceChildren(...page.getElementById("main").childNodes);
    main.className = page.getElementById("main").className;
    document.title = page.title;
    history.replaceState(null, "", address);
    singleKeys.show();
    settle(clause !== document.querySelector(".sheet")?.getAttribute("aria-label"));
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const button = event.submitter;
    const theme = button?.closest(".q")?.querySelector("legend").childNodes[1].textContent.trim();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button), headers: { accept: "text/html" } });
      if (!(answer.headers.get("content-type") || "").startsWith("text/html")) throw new Error((await answer.json()).detail);
      show(await answer.text(), answer.ok ? answer.url : location.href);
      said.textContent = !answer.ok ? "" : theme ? `Kept: ${theme}, ${button.value.split(":")[1]}.` : "Taken back.";
    } catch (error) {
      said.textContent = `Not kept: ${error.message}`;
      said.classList.replace("hidden", "problem");
    } finally {
      busy = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    const undo = event.key.toLowerCase() === "z" && !event.altKey && !event.shiftKey;
    const typing = event.target.closest("input:not([type=checkbox]), textarea");
    if (typing || event.repeat || event.altKey || ((event.ctrlKey || event.metaKey) && !undo)) return;
    if (!singleKeys.on() && !event.ctrlKey && !event.metaKey) return;
    const answer = { y: "yes", n: "no", u: "unsure" }[event.key.toLowerCase()];
    const button = undo ? document.querySelector("#undo button") : answer && document.querySelector(`.current button[value$=":${answer}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  settle(true);
})();
