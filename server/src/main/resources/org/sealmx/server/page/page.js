"use strict";

// Everything that the server says is put into the page as text, never as HTML.

const state = { guard: "", file: null, reasons: [] };

const byId = (id) => document.getElementById(id);

/** An element with attributes, and children that are elements or texts. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function show(id, visible) {
  byId(id).hidden = !visible;
}

function say(text) {
  byId("alert").textContent = "";
  byId("status").textContent = text;
}

/** Shows what is wrong, where a screen reader reads it at once. */
function complain(text) {
  byId("status").textContent = "";
  byId("alert").textContent = text;
  if (text) {
    byId("alert").scrollIntoView({ block: "nearest" });
  }
}

/** What an answer means that is not from SealMX but from a server before it. */
function proxyProblem(status) {
  if (status === 413) {
    return "The file is too large.";
  }
  if (status === 429) {
    return "There were too many attempts from your network. Try again in a minute.";
  }
  return status >= 500 ? "The server does not answer now (" + status + "). Try again later."
    : "The server gave an answer that this page does not understand (" + status + ").";
}

/** Asks the server. Returns the status and the JSON; an answer that is not from SealMX has a problem in words. */
async function ask(method, path, body, type) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") {
    headers["X-SealMX-Guard"] = state.guard;
  }
  if (type) {
    headers["Content-Type"] = type;
  }
  let response;
  try {
    response = await fetch(path, { method, headers, body, credentials: "same-origin", cache: "no-store" });
  } catch {
    return { status: 0, json: { problem: "The server does not answer. Try again later." } };
  }
  let json = {};
  if (response.status !== 204) {
    try {
      json = await response.json();
    } catch {
      json = { problem: proxyProblem(response.status) };
    }
  }
  if (response.status === 401 && path !== "api/session") {
    signedOut(json.problem);
  }
  return { status: response.status, json };
}

/** Runs a task with its button disabled, so that nothing is done twice. */
async function once(button, task) {
  if (button.disabled) {
    return;
  }
  button.disabled = true;
  try {
    await task();
  } finally {
    button.disabled = false;
  }
}

function date(text) {
  const at = new Date(text);
  const words = at.toLocaleDateString("en-GB", { year: "numeric", month: "long", day: "numeric" });
  return element("time", { datetime: text }, words);
}

function moment(text) {
  const at = new Date(text);
  const words = at.toLocaleString("en-GB", {
    year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit",
  });
  return element("time", { datetime: text }, words);
}

function fingerprint(text) {
  return text.toUpperCase().replace(/(.{4})(?=.)/g, "$1 ");
}

function pair(list, term, ...values) {
  list.append(element("dt", {}, term), element("dd", {}, ...values));
}

/** One certificate of the directory, as a panel. */
function certificate(one) {
  return panel(one, one.usable ? "in force" : "not used");
}

/** One certificate in a file that was not taken, as a panel. */
function refusedCertificate(one) {
  return panel(one, one.usable ? "not taken, but usable" : "not usable");
}

function panel(one, words) {
  const list = element("dl");
  pair(list, "State", element("span", { class: words === "in force" ? "good" : "bad" }, words),
    " \u2013 " + one.evaluation);
  if (one.names.length > 0) {
    const names = element("dd");
    one.names.forEach((name) => names.append(element("div", {}, element("bdi", {}, name))));
    list.append(element("dt", {}, one.names.length > 1 ? "Names" : "Name"), names);
  }
  if (one.fingerprint) {
    pair(list, "Fingerprint", element("span", { class: "fingerprint" }, fingerprint(one.fingerprint)));
  }
  pair(list, "Kind", one.format + (one.keys && one.keys.length > 0 ? ", " + one.keys.join(", ") : ""));
  if (one.created) {
    pair(list, "Made on", date(one.created));
  }
  if (one.usableUntil) {
    pair(list, "Usable until", date(one.usableUntil));
  } else if (one.usable) {
    pair(list, "Usable until", "no end");
  }
  return element("div", { class: "panel certificate" }, list);
}

function signedOut(words) {
  state.guard = "";
  forgetFile();
  show("who", false);
  show("account", false);
  show("operator", false);
  show("login", true);
  ["certificates", "mail-times", "upload-result", "explanation", "health", "remarks"].forEach((id) =>
    byId(id).replaceChildren());
  ["mail-state", "test-result", "address"].forEach((id) => {
    byId(id).textContent = "";
  });
  byId("upload-form").reset();
  byId("password").value = "";
  if (words) {
    complain(words);
  }
  byId("user").focus();
}

async function begin() {
  const { json } = await ask("GET", "api/session");
  if (json.problem) {
    complain(json.problem);
  }
  if (!json.signedIn) {
    signedOut("");
    return;
  }
  state.guard = json.guard;
  byId("address").textContent = json.address;
  show("login", false);
  show("who", true);
  show("operator", json.operator);
  await showAccount();
  byId("certificates-title").focus();
  if (json.operator) {
    await showHealth();
  }
}

/** Shows the account, and returns the fingerprints of its certificates. */
async function showAccount() {
  const { status, json } = await ask("GET", "api/account");
  if (status !== 200) {
    if (status !== 401) {
      complain(json.problem);
    }
    return [];
  }
  show("account", true);
  if (json.outage) {
    complain(json.outage);
  }
  const certificates = json.certificates.map(certificate);
  byId("certificates").replaceChildren(...(certificates.length > 0 ? certificates
    : [element("p", { class: "bad" }, json.outage ? "They are not known now."
      : "There is none. Mail for you cannot be encrypted until you hand one in.")]));
  byId("remarks").replaceChildren(...json.remarks.map((remark) => element("li", {}, remark)));
  show("remarks", json.remarks.length > 0);
  showMail(json);
  return json.certificates.map((one) => one.fingerprint.toLowerCase());
}

/** Shows the account until the server has read the new certificates from the directory, ten seconds at most. */
async function showAccountWith(certificates) {
  for (let i = 0; i < 20; i++) {
    const shown = await showAccount();
    if (state.guard === "" || certificates.every((one) => shown.includes(one.fingerprint.toLowerCase()))) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function showMail(json) {
  const words = json.waiting ? "Mail for you is waiting: the last that came could not be stored."
    : json.receives ? "Mail for you is encrypted and stored." : "Mail for you is not stored now: " + json.reply;
  const bad = json.waiting || !json.receives;
  byId("mail-state").replaceChildren(element("span", { class: bad ? "bad" : "good" }, words));
  const list = byId("mail-times");
  list.replaceChildren();
  for (const [name, term] of [["stored", "Last stored"], ["waited", "Last had to wait"], ["refused", "Last refused"]]) {
    const events = json.lastMail.map((last) => last[name]).filter(Boolean);
    const latest = events.sort((one, other) => Date.parse(other.at) - Date.parse(one.at))[0];
    if (latest) {
      pair(list, term, moment(latest.at), ...(name === "stored" ? [] : [" \u2013 " + latest.reply]));
    }
  }
  if (json.seenSince) {
    pair(list, "Known since", moment(json.seenSince));
  }
}

async function signIn(event) {
  event.preventDefault();
  await once(event.submitter || byId("login-form").querySelector("button"), async () => {
    say("Signing in \u2026");
    const body = JSON.stringify({ user: byId("user").value, password: byId("password").value });
    const { status, json } = await ask("POST", "api/session", body, "application/json");
    byId("password").value = "";
    if (status !== 200) {
      complain(json.problem);
      byId("password").focus();
      return;
    }
    say("You have signed in.");
    await begin();
  });
}

async function signOut() {
  await once(byId("sign-out"), async () => {
    const { status, json } = await ask("DELETE", "api/session");
    if (status !== 204) {
      complain(json.problem);
      return;
    }
    signedOut("");
    say("You have signed out.");
  });
}

async function sendTest() {
  await once(byId("test"), async () => {
    const result = byId("test-result");
    result.className = "";
    result.textContent = "Sending \u2026";
    const { status, json } = await ask("POST", "api/message");
    if (status !== 200) {
      result.className = "bad";
      result.textContent = json.problem;
      return;
    }
    result.className = json.delivered ? "good" : "bad";
    result.textContent = json.delivered
      ? "A sealed message is in your inbox."
      : "It was not stored, as other mail for you now: " + json.reply;
    await showAccount();
  });
}

function forgetFile() {
  state.file = null;
  state.reasons = [];
  show("confirm-form", false);
  byId("objections").replaceChildren();
}

async function upload(event) {
  event.preventDefault();
  await once(event.submitter || byId("upload-form").querySelector("button"), async () => {
    forgetFile();
    const file = byId("file").files[0];
    const result = byId("upload-result");
    if (file.size > 256 * 1024) {
      result.replaceChildren(element("p", { class: "bad" },
        "The file is larger than 256 KiB. Export the certificate without pictures and without signatures of others."));
      return;
    }
    state.file = await file.arrayBuffer();
    await handIn("");
  });
}

async function confirmed(event) {
  event.preventDefault();
  await once(event.submitter || byId("confirm-form").querySelector("button"), () => handIn(state.reasons.join(",")));
}

async function handIn(reasons) {
  const result = byId("upload-result");
  result.replaceChildren(element("p", {}, "The certificate is being checked \u2026"));
  const path = "api/certificate" + (reasons ? "?confirm=" + encodeURIComponent(reasons) : "");
  const { status, json } = await ask("POST", path, state.file, "application/octet-stream");
  if (status === 200) {
    forgetFile();
    byId("upload-form").reset();
    result.replaceChildren(
      element("p", { class: "good" }, "The certificate was taken. Within a few seconds new mail is encrypted with it:"),
      ...json.certificates.map(certificate));
    await showAccountWith(json.certificates);
    return;
  }
  if (status !== 422) {
    result.replaceChildren(element("p", { class: "bad" }, json.problem));
    return;
  }
  const reasonsInWords = json.objections.map((objection) =>
    element("li", {}, objection.words + ". " + objection.consequence));
  result.replaceChildren(
    element("p", { class: "bad" }, "The certificate was not taken, and nothing was changed:"),
    element("ul", {}, ...reasonsInWords),
    ...json.certificates.map(refusedCertificate));
  if (json.confirmable) {
    askForConfirmation(json.objections);
  }
}

function askForConfirmation(objections) {
  state.reasons = objections.map((objection) => objection.reason);
  byId("objections").replaceChildren(...objections.map((objection, index) => {
    const id = "objection-" + index;
    return element("div", { class: "check" },
      element("input", { type: "checkbox", id, required: "" }),
      element("label", { for: id }, objection.consequence + " I want that."));
  }));
  show("confirm-form", true);
  byId("confirm-title").focus();
}

function keep() {
  forgetFile();
  byId("upload-result").replaceChildren(element("p", {}, "Nothing was changed."));
  byId("file").focus();
}

async function explain(event) {
  event.preventDefault();
  await once(event.submitter || byId("explain-form").querySelector("button"), async () => {
    const query = new URLSearchParams({ address: byId("explain-address").value, sender: byId("explain-sender").value });
    const { status, json } = await ask("GET", "api/explain?" + query);
    byId("explanation").replaceChildren(...(status === 200 ? drawing(json)
      : [element("p", { class: "bad" }, json.problem)]));
  });
}

function reply(one) {
  const good = one.code < 400;
  return element("span", { class: good ? "good" : "bad" }, one.code + " " + one.status + " " + one.text);
}

/** The way of mail, as lists in lists. */
function drawing(json) {
  const list = element("dl");
  pair(list, "Reply at RCPT", reply(json.atRcpt));
  pair(list, "Reply after DATA", reply(json.afterData));
  pair(list, "Memory", json.memory.words
    + ("ageSeconds" in json.memory ? " (" + json.memory.ageSeconds + " s old)" : "")
    + (json.memory.differs ? "; the directory now says something else" : ""));
  if (json.senderRule) {
    pair(list, "Senders", json.senderRule.words
      + (json.senderRule.patterns.length > 0 ? ": " + json.senderRule.patterns.join(", ") : ""));
  }
  const parts = [element("h3", {}, "The way of mail for " + json.address), list];
  if (json.outage) {
    parts.push(element("p", { class: "bad" }, json.outage));
  }
  if (json.steps.length > 0) {
    parts.push(stepsOf(json.steps[0].address, json.steps, new Set()));
  }
  json.accounts.forEach((account) => parts.push(...accountOf(account)));
  if (json.lastMail.length > 0) {
    parts.push(element("h4", {}, "What became of mail"), element("ul", {}, ...json.lastMail.map(lastMail)));
  }
  json.notes.forEach((note) => parts.push(element("p", { class: "help" }, note)));
  return parts;
}

function stepsOf(address, steps, above) {
  const path = new Set(above).add(address);
  const list = element("ol", { class: "way" });
  steps.filter((step) => step.address === address).forEach((step) => {
    const item = element("li", { class: step.deadEnd ? "bad" : "" },
      element("bdi", {}, step.address), ": " + step.words, ...(step.next ? [" ", element("bdi", {}, step.next)] : []),
      step.document ? " (" + step.document + ")" : "");
    const leads = step.next && !path.has(step.next) && step.kind === "alias";
    if (leads && steps.some((other) => other.address === step.next)) {
      item.append(stepsOf(step.next, steps, path));
    }
    list.append(item);
  });
  return list;
}

function accountOf(account) {
  const list = element("dl");
  pair(list, "Mailbox", account.mailbox + (account.remote ? " (in another domain)" : ""));
  if (account.certificatesOf) {
    pair(list, "Certificates of", account.certificatesOf);
  }
  if (account.refusal) {
    pair(list, "Refused", reply(account.refusal), account.reason ? " \u2013 " + account.reason : "");
  }
  account.remarks.forEach((remark) => pair(list, "Remark", remark));
  return [element("h4", {}, "Account " + account.account), list, ...account.certificates.map(certificate)];
}

function lastMail(last) {
  const item = element("li", {}, last.subject + ": ");
  const seen = ["stored", "waited", "refused"].filter((name) => last[name]);
  seen.forEach((name, index) => {
    const event = last[name];
    item.append(name + " ", moment(event.at), " (", reply(event.reply), event.afterData ? "" : ", to RCPT",
      index < seen.length - 1 ? "), " : ")");
  });
  if (seen.length === 0) {
    item.append("nothing has been seen");
  }
  return item;
}

async function showHealth() {
  await once(byId("health-refresh"), async () => {
    const { status, json } = await ask("GET", "api/health");
    byId("health").replaceChildren(...(status === 200
      ? json.checks.map((check) => element("li", {},
        check.name + ": ", element("span", { class: check.status === "healthy" ? "good" : "bad" }, check.status),
        check.cause ? " \u2013 " + check.cause : ""))
      : [element("li", { class: "bad" }, json.problem)]));
  });
}

byId("login-form").addEventListener("submit", signIn);
byId("sign-out").addEventListener("click", signOut);
byId("test").addEventListener("click", sendTest);
byId("upload-form").addEventListener("submit", upload);
byId("confirm-form").addEventListener("submit", confirmed);
byId("confirm-cancel").addEventListener("click", keep);
byId("explain-form").addEventListener("submit", explain);
byId("health-refresh").addEventListener("click", showHealth);
begin();
