// Comforts of the guide: tabs and copy buttons. Everything can be read and searched without them.
"use strict";

(() => {
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // MARK: Tabs

  let tabCount = 0;

  function addTabs(examples) {
    const panels = [...examples.querySelectorAll(":scope > details")];
    if (panels.length < 2) return;
    const list = make("div", { className: "tabs" });
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", examples.dataset.label);
    const tabs = panels.map((panel) => {
      const tab = make("button", { type: "button", textContent: panel.dataset.name });
      tab.id = `tab-${(tabCount += 1)}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.firstElementChild.nextElementSibling.id ||
        (panel.firstElementChild.nextElementSibling.id = `${panel.id}-panel`));
      const content = panel.firstElementChild.nextElementSibling;
      content.setAttribute("role", "tabpanel");
      content.setAttribute("aria-labelledby", tab.id);
      list.append(tab);
      return tab;
    });
    const select = (index) => {
      tabs.forEach((tab, place) => {
        tab.setAttribute("aria-selected", String(place === index));
        tab.tabIndex = place === index ? 0 : -1;
        panels[place].open = true;
        panels[place].hidden = place !== index;
      });
    };
    tabs.forEach((tab, index) => {
      tab.addEventListener("click", () => selectEverywhere(panels[index].dataset.name));
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const next = (index + step + tabs.length) % tabs.length;
        selectEverywhere(panels[next].dataset.name);
        tabs[next].focus();
      });
    });
    const row = make("div", { className: "tab-row" }, list);
    const shown = () => panels.find((panel) => !panel.hidden).querySelector("pre").textContent;
    addCopyButton(row, shown, `Copy the example: ${examples.dataset.label}`);
    examples.prepend(row);
    examples.classList.add("has-tabs");
    select(0);
    return (name) => {
      const index = panels.findIndex((panel) => panel.dataset.name === name);
      if (index >= 0) select(index);
    };
  }

  // Who reads one example in a language reads the others in it too.
  const selections = [...document.querySelectorAll("[data-examples]")].map(addTabs).filter(Boolean);
  function selectEverywhere(name) {
    selections.forEach((select) => select(name));
  }

  // MARK: Copying

  function addCopyButton(place, text, label) {
    if (!navigator.clipboard) return;
    const button = make("button", { type: "button", className: "copy", textContent: "Copy" });
    button.setAttribute("aria-label", label);
    button.addEventListener("click", async () => {
      let word = "Copied";
      try {
        await navigator.clipboard.writeText(text());
      } catch {
        word = "Not allowed";
      }
      button.textContent = word;
      setTimeout(() => { button.textContent = "Copy"; }, 1600);
    });
    place.append(button);
  }

  for (const block of document.querySelectorAll("[data-copy]")) {
    if (block.closest(".has-tabs")) continue;
    const pre = block.querySelector("pre");
    const head = make("div", { className: "code-head" }, pre.dataset.name || "JSON");
    addCopyButton(head, () => pre.textContent, `Copy: ${pre.getAttribute("aria-label")}`);
    block.prepend(head);
  }
  // Articles have plain blocks; what can be run or sent is worth copying.
  const languages = [[/^curl /, "curl"], [/^(import|from|def) /, "Python"], [/^[[{]/, "JSON"]];
  for (const pre of document.querySelectorAll(".prose > pre")) {
    const language = languages.find(([start]) => start.test(pre.textContent));
    if (!language) continue;
    const block = make("div", { className: "code" });
    pre.replaceWith(block);
    const head = make("div", { className: "code-head" }, language[1]);
    addCopyButton(head, () => pre.textContent, `Copy ${language[1]}`);
    block.append(head, pre);
  }
  for (const line of document.querySelectorAll("[data-copy-text]")) {
    addCopyButton(line, () => line.dataset.copyText, `Copy ${line.dataset.copyText}`);
  }
})();
