// Takes {secretKey, certificate, messages}: imports the keys and fills a new local folder.
const {MailServices} = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const {BondOpenPGP} = ChromeUtils.importESModule("chrome://openpgp/content/BondOpenPGP.sys.mjs");
const {RNP} = ChromeUtils.importESModule("chrome://openpgp/content/modules/RNP.sys.mjs");

const require = (result) => {
  if (result.exitCode !== 0) {
    throw new Error("the key was not imported: " + result.errorMsg);
  }
};
await BondOpenPGP.init();
require(await RNP.importSecKeyBlockImpl(window, null, false, args.secretKey));
require(await RNP.importPubkeyBlockAutoAcceptImpl(window, args.certificate, "verified"));

const root = MailServices.accounts.localFoldersServer.rootFolder.QueryInterface(Ci.nsIMsgLocalMailFolder);
const folder = root.createLocalSubfolder("Test").QueryInterface(Ci.nsIMsgLocalMailFolder);
for (const message of args.messages) {
  folder.addMessage("From - Sat Nov 21 00:00:00 2026\n" + message);
}
return null;
