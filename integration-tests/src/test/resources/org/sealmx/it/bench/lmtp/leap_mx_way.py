"""The way of leap_mx, as a peer of the benchmark: a message comes into a maildir in the clear, is read from there, encrypted by PGPy for the
certificate that CouchDB has, and stored in the database of its account; then the file is deleted. LMTP in front of the maildir replies after that.

Usage: leap_mx_way.py PORT MAILDIR COUCHDB_URL DIRECTORY NAME:PASSWORD
"""
import base64
import http.client
import json
import os
import socketserver
import sys
import urllib.parse
import uuid

import pgpy

port, maildir, url, directory, credentials = sys.argv[1:]
address = urllib.parse.urlsplit(url)
headers = {"Content-Type": "application/json"}
if credentials:
    headers["Authorization"] = "Basic " + base64.b64encode(credentials.encode()).decode()


def answer(couch, method, path, body=None):
    couch.request(method, path, body, headers)
    response = couch.getresponse()
    text = response.read()
    if response.status >= 300:
        raise OSError("CouchDB answered %d" % response.status)
    return json.loads(text)


def identity(couch, recipient):
    key = urllib.parse.quote(json.dumps(recipient))
    path = "/%s/_design/Identity/_view/by_address?include_docs=true&reduce=false&key=%s" % (directory, key)
    return answer(couch, "GET", path)["rows"][0]["doc"]


def armored(keys):
    pgp = keys["pgp"]
    if isinstance(pgp, list):
        pgp = pgp[0]
    return pgp["value"] if isinstance(pgp, dict) else pgp


def store(couch, recipient, path):
    document = identity(couch, recipient)
    certificate, _ = pgpy.PGPKey.from_blob(armored(document["keys"]))
    with open(path, "rb") as file:
        content = json.dumps({"incoming": True, "content": file.read().decode("utf-8", "replace")})
    armor = str(certificate.encrypt(pgpy.PGPMessage.new(content, compression=pgpy.constants.CompressionAlgorithm.Uncompressed)))
    sealed = json.dumps({"incoming": True, "errdecr": False, "_enc_scheme": "pubkey", "_enc_json": armor})
    attachment = {"content_type": "application/octet-stream", "data": base64.b64encode(sealed.encode()).decode()}
    body = json.dumps({"_attachments": {"u1db_content": attachment}})
    answer(couch, "PUT", "/user-%s/%s" % (document["user_id"], uuid.uuid4().hex), body)
    os.unlink(path)


class Session(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self):
        couch = http.client.HTTPConnection(address.hostname, address.port)
        recipients = []
        self.reply("220 ready")
        for line in self.rfile:
            verb = line.split(b":")[0].strip().upper()
            if verb == b"RCPT TO":
                recipients.append(line.split(b"<")[1].split(b">")[0].decode())
            if verb == b"DATA":
                self.reply("354 go on")
                self.take(couch, recipients)
                recipients = []
            else:
                self.reply("221 bye" if verb == b"QUIT" else "250 ok")
            if verb == b"QUIT":
                return

    def take(self, couch, recipients):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b".") else line)
        message = b"".join(lines)
        for recipient in recipients:
            path = os.path.join(maildir, uuid.uuid4().hex)
            with open(path, "wb") as file:
                file.write(message)
                file.flush()
                os.fsync(file.fileno())
            store(couch, recipient, path)
            self.reply("250 2.0.0 stored")

    def reply(self, text):
        self.wfile.write(text.encode() + b"\r\n")


class Server(socketserver.ForkingTCPServer):
    allow_reuse_address = True
    max_children = 16


with Server(("127.0.0.1", int(port)), Session) as server:
    server.serve_forever()
