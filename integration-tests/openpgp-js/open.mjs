// Opens messages with one secret key: node open.mjs KEY.asc MESSAGE.asc... ; what is inside MESSAGE.asc goes to MESSAGE.
import { readFile, writeFile } from 'node:fs/promises';
import { decrypt, readMessage, readPrivateKey } from 'openpgp';

const [keyFile, ...messages] = process.argv.slice(2);
const decryptionKeys = await readPrivateKey({ armoredKey: await readFile(keyFile, 'latin1') });
for (const file of messages) {
  const message = await readMessage({ armoredMessage: await readFile(file, 'latin1') });
  const { data } = await decrypt({ message, decryptionKeys, format: 'binary' });
  await writeFile(file.replace(/\.asc$/, ''), data);
}
