// Takes {row}: selects the message of that row of the folder, and returns what the window shows of it once nothing changes any more.
const {MailServices} = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");

const POLL = 50;
const QUIET = 12;
const LIMIT = 400;

const pause = () => new Promise((resolve) => window.setTimeout(resolve, POLL));
const until = async (what, probe) => {
  for (let i = 0; i < LIMIT; i++) {
    const value = probe();
    if (value) {
      return value;
    }
    await pause();
  }
  throw new Error("waited in vain for " + what);
};

const folder = MailServices.accounts.localFoldersServer.rootFolder.getChildNamed("Test");
const pane = await until("the window", () => window.document.getElementById("tabmail").currentAbout3Pane);
if (pane.gFolder != folder) {
  pane.displayFolder(folder.URI);
  await until("the folder", () => pane.gDBView && pane.gDBView.rowCount === folder.getTotalMessages(false));
}
pane.threadTree.selectedIndex = args.row;
const header = pane.gDBView.getMsgHdrAt(args.row);
const view = pane.messageBrowser.contentWindow;
const box = view.document.getElementById("cryptoBox");
// a page of Thunderbird's own is there instead of a message that it cannot open
const refused = () =>
  view.getMessagePaneBrowser().currentURI.schemeIs("data") &&
  view.document.getElementById("encryptedHdrIcon").src.includes("encrypted-notok");
await until("the message", () => view.gMessage?.messageKey === header.messageKey && (view.msgLoaded || refused()));
if (header.messageId.includes("sealed")) {
  await until("the state of the encryption", () => !box.hidden);
}

const page = () => view.getMessagePaneBrowser().contentDocument?.body;
const look = () => {
  const body = page()?.cloneNode(true);
  body?.querySelectorAll(".moz-main-header").forEach((forPrinters) => forPrinters.remove());
  const signed = view.document.getElementById("signedHdrIcon");
  return {
    id: header.messageId,
    subject: header.mime2DecodedSubject,
    text: body?.textContent ?? "",
    attachments: (view.currentAttachments ?? []).map((attachment) => attachment.name),
    signature: signed.hidden ? "" : (signed.getAttribute("src").match(/message-signed-(\w+)\.svg/)?.[1] ?? "?"),
  };
};
let last = "";
let quiet = 0;
await until("a window that stays as it is", () => {
  const now = page() || refused() ? JSON.stringify(look()) : "";
  quiet = now === last ? quiet + 1 : 0;
  last = now;
  return now && quiet >= QUIET;
});
return look();
