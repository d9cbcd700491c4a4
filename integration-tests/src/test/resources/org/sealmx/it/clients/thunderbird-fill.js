// Takes {secretKey, certificate, authority, messages} or {pkcs12, password, authority, messages}: imports the keys, trusts the authority for
// mail, and fills a new local folder.
const {MailServices} = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const {BondOpenPGP} = ChromeUtils.importESModule("chrome://openpgp/content/BondOpenPGP.sys.mjs");
const {RNP} = ChromeUtils.importESModule("chrome://openpgp/content/modules/RNP.sys.mjs");

const require = (result) => {
  if (result.exitCode !== 0) {
    throw new Error("the key was not imported: " + result.errorMsg);
  }
};
if (args.secretKey) {
  await BondOpenPGP.init();
  require(await RNP.importSecKeyBlockImpl(window, null, false, args.secretKey));
  require(await RNP.importPubkeyBlockAutoAcceptImpl(window, args.certificate, "verified"));
}
const certificates = Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB);
certificates.addCertFromBase64(args.authority.replace(/-----.*-----|\s/g, ""), ",C,");
if (args.pkcs12) {
  const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
  file.initWithPath(args.pkcs12);
  const failure = certificates.importPKCS12File(file, args.password);
  if (failure !== Ci.nsIX509CertDB.Success) {
    throw new Error("the certificate was not imported: " + failure);
  }
}

const root = MailServices.accounts.localFoldersServer.rootFolder.QueryInterface(Ci.nsIMsgLocalMailFolder);
const folder = root.createLocalSubfolder("Test").QueryInterface(Ci.nsIMsgLocalMailFolder);
for (const message of args.messages) {
  folder.addMessage("From - Sat Nov 21 00:00:00 2026\n" + message);
}
return null;
