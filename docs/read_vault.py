#!/usr/bin/env python3
"""Reads a casevault vault as docs/FORMAT.md describes it, with Python's standard
library alone. It is a second reader, to prove the page, not a tool for work.

    read_vault.py DIR                      check the log and the store, list what lies there
    read_vault.py DIR --key HEX …          also open the sections of these compartment keys
    read_vault.py DIR --trail HEX …        also open the log's bodies with these trail keys
    read_vault.py DIR --expect vault.json  all that, with the secrets of vault.json, and compare

Of a statement it checks that whoever signed it was then a member with the role
for its kind; what they may announce it takes for granted (verify_log.py does not).
It wants keys, not a passphrase: the keyring needs ML-KEM-768 with X25519, which
the standard library does not have. It writes nothing. What it finds wrong ends
it with a message and exit code 20.
"""

import argparse, base64, hashlib, hmac, json, os, struct, sys

M64 = (1 << 64) - 1


def need(ok, what):
    if not ok:
        print("damaged:", what, file=sys.stderr)
        sys.exit(20)


def b64(s):
    return base64.b64decode(s + "=" * (-len(s) % 4), validate=True)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# --- section 3: Badger's files ---

def crc32c(data, table=[]):
    if not table:
        for n in range(256):
            for _ in range(8):
                n = n >> 1 ^ 0x82F63B78 if n & 1 else n >> 1
            table.append(n)
    crc = 0xFFFFFFFF
    for c in data:
        crc = table[(crc ^ c) & 255] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def varint(b, at):
    n = shift = 0
    while True:
        need(at < len(b) and shift < 64, "a varint is cut off")
        n |= (b[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if b[at - 1] < 128:
            return n, at


def proto(b):
    at = 0
    while at < len(b):
        tag, at = varint(b, at)
        n, at = varint(b, at)
        if tag & 7 == 2:
            yield tag >> 3, b[at:at + n]
            at += n
        else:
            yield tag >> 3, n


def manifest(b):
    need(b[:8] == b"Bdgr\0\0\0\x08", "MANIFEST does not begin as it must")
    alive, at = set(), 8
    while at + 8 <= len(b):
        n, crc = struct.unpack_from(">II", b, at)
        if at + 8 + n > len(b):
            break
        body = b[at + 8:at + 8 + n]
        need(crc32c(body) == crc, "a change set of MANIFEST")
        for _, change in proto(body):
            f = dict(proto(change))
            need(not any(f.get(i, 0) for i in (4, 5, 6)), "a compressed or encrypted table")
            (alive.discard if f.get(2, 0) else alive.add)(f[1])
        at += 8 + n
    return alive


def cut_checksum(b):
    n, = struct.unpack(">I", b[-4:])
    f = dict(proto(b[len(b) - 4 - n:-4]))
    rest = b[:len(b) - 4 - n]
    return f.get(2, 0), rest


def flat(b, table, slot):
    """Where a flatbuffer's table keeps a field, or None."""
    vtable = table - struct.unpack_from("<i", b, table)[0]
    size, = struct.unpack_from("<H", b, vtable)
    at = 4 + 2 * slot
    offset = struct.unpack_from("<H", b, vtable + at)[0] if at < size else 0
    return table + offset if offset else None


def indirect(b, at):
    return at + struct.unpack_from("<I", b, at)[0]


def blocks(index):
    vector = indirect(index, flat(index, indirect(index, 0), 0))
    for i in range(struct.unpack_from("<I", index, vector)[0]):
        t = indirect(index, vector + 4 + 4 * i)
        o, n = flat(index, t, 1), flat(index, t, 2)
        yield struct.unpack_from("<I", index, o)[0] if o else 0, struct.unpack_from("<I", index, n)[0]


def table(b):
    crc, rest = cut_checksum(b)
    n, = struct.unpack(">I", rest[-4:])
    index = rest[-4 - n:-4]
    need(crc32c(index) == crc, "the index of a table")
    for offset, size in blocks(index):
        crc, body = cut_checksum(b[offset:offset + size])
        need(crc32c(body) == crc, "a block of a table")
        count, = struct.unpack(">I", body[-4:])
        starts = list(struct.unpack("<%dI" % count, body[-4 - 4 * count:-4])) + [len(body) - 4 - 4 * count]
        first = None
        for at, end in zip(starts, starts[1:]):
            overlap, diff = struct.unpack_from("<HH", body, at)
            key = (first[:overlap] if first else b"") + body[at + 4:at + 4 + diff]
            first = first or key
            meta, at = body[at + 4 + diff], at + 4 + diff + 2
            _, at = varint(body, at)
            yield key, meta, body[at:end]


def memlog(b):
    need(b[:8] == bytes(8), "the beginning of a .mem")
    at, batch = 20, []
    while at + 2 < len(b) and b[at + 2]:
        meta, start = b[at], at
        klen, at = varint(b, at + 2)
        vlen, at = varint(b, at)
        _, at = varint(b, at)
        end = at + klen + vlen
        if end + 4 > len(b) or crc32c(b[start:end]) != struct.unpack_from(">I", b, end)[0]:
            return
        key, value, at = b[at:at + klen], b[at + klen:end], end + 4
        if meta & 0x80:
            yield from batch
            batch = []
        else:
            batch.append((key, meta, value))


def store(gen):
    newest = {}

    def take(pairs):
        for key, meta, value in pairs:
            version = M64 - struct.unpack(">Q", key[-8:])[0]
            if version >= newest.get(key[:-8], (0,))[0]:
                newest[key[:-8]] = version, meta, value

    def read(name):
        with open(os.path.join(gen, name), "rb") as f:
            return f.read()

    for n in sorted(manifest(read("MANIFEST"))):
        name = "%06d.sst" % n
        take(table(read(name if os.path.exists(os.path.join(gen, name)) else name + ".new")))
    for name in sorted(os.listdir(gen)):
        if name.endswith(".mem"):
            take(memlog(read(name)))
    return {k: v for k, (_, meta, v) in sorted(newest.items()) if not meta & 1}


# --- section 5: sealing ---

def rotl(x, n):
    return (x << n | x >> 32 - n) & 0xFFFFFFFF


def rounds(s):
    x = list(s)
    for _ in range(10):
        for a, b, c, d in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
                           (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
            for p, q, r, n in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
                x[p] = x[p] + x[q] & 0xFFFFFFFF
                x[r] = rotl(x[r] ^ x[p], n)
    return x


SIGMA = struct.unpack("<4I", b"expand 32-byte k")


def hchacha(key, nonce16):
    x = rounds(SIGMA + struct.unpack("<8I", key) + struct.unpack("<4I", nonce16))
    return struct.pack("<8I", *(x[:4] + x[12:]))


def chacha(key, nonce, counter, data):
    out = b""
    for at in range(0, len(data), 64):
        s = SIGMA + struct.unpack("<8I", key) + (counter + at // 64,) + struct.unpack("<3I", nonce)
        block = struct.pack("<16I", *((a + b) & 0xFFFFFFFF for a, b in zip(s, rounds(s))))
        out += bytes(a ^ b for a, b in zip(data[at:at + 64], block))
    return out


def open_aead(key, nonce, sealed, aad=b""):
    """ChaCha20-Poly1305 (RFC 8439); None if it does not authenticate."""
    text, tag = sealed[:-16], sealed[-16:]
    one = chacha(key, nonce, 0, bytes(32))
    r = int.from_bytes(one[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    m = aad + bytes(-len(aad) % 16) + text + bytes(-len(text) % 16) + struct.pack("<QQ", len(aad), len(text))
    acc = 0
    for at in range(0, len(m), 16):
        acc = (acc + int.from_bytes(m[at:at + 16] + b"\1", "little")) * r % ((1 << 130) - 5)
    mac = (acc + int.from_bytes(one[16:], "little") & (1 << 128) - 1).to_bytes(16, "little")
    return chacha(key, nonce, 1, text) if hmac.compare_digest(mac, tag) else None


def hkdf(key, salt, info):
    prk = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(prk, info + b"\1", "sha256")


def open_age(file, key, key_id, aad):
    """None if the file is sealed under another key."""
    lines = file.split(b"\n", 4)
    need(lines[0] == b"age-encryption.org/v1" and lines[3].startswith(b"--- "), "an age header")
    arrow, kind, kid, nonce = lines[1].decode().split(" ")
    need((arrow, kind) == ("->", "casevault/ck1"), "a stanza that is not ours")
    nonce = b64(nonce)
    if b64(kid) != key_id:
        return None
    file_key = open_aead(hchacha(key, nonce[:16]), bytes(4) + nonce[16:], b64(lines[2].decode()), aad)
    if file_key is None:
        return None
    head = b"\n".join(lines[:3]) + b"\n---"
    need(hmac.digest(hkdf(file_key, b"", b"header"), head, "sha256") == b64(lines[3][4:].decode()), "an age header's MAC")
    payload, out = lines[4], b""
    stream = hkdf(file_key, payload[:16], b"payload")
    chunks = range(16, len(payload), 65536 + 16)
    for i, at in enumerate(chunks):
        nonce = i.to_bytes(11, "big") + bytes([i == len(chunks) - 1])
        chunk = open_aead(stream, nonce, payload[at:at + 65536 + 16])
        need(chunk is not None, "an age payload")
        out += chunk
    return out


# --- section 12: signatures (Ed25519, RFC 8032, slow and simple) ---

P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    A, B = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    C, E = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = B - A, E - C, E + C, B + A
    return e * f % P, g * h % P, f * g % P, e * h % P


def mul(n, p):
    q = (0, 1, 1, 0)
    while n:
        if n & 1:
            q = add(q, p)
        p, n = add(p, p), n >> 1
    return q


def point(b):
    y = int.from_bytes(b, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    need((x * x - x2) % P == 0, "a public key")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def verify(public, sig, message):
    s = int.from_bytes(sig[32:], "little")
    h = int.from_bytes(hashlib.sha512(sig[:32] + public + message).digest(), "little") % Q
    a, b = mul(s, BASE), add(point(sig[:32]), mul(h, point(public)))
    return s < Q and (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def message(kind, vault, *parts):
    return b"casevault/v1/" + kind + b"\0" + vault + b"".join(struct.pack(">I", len(p)) + p for p in parts)


# --- sections 6 and 10: trees, sections, the log ---

def split(n):
    return 1 << (n - 1).bit_length() - 1


def root(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else sha()
    k = split(len(leaves))
    return sha(b"\1", root(leaves[:k]), root(leaves[k:]))


def climb(leaf, index, count, path):
    """The root that the path leads to, and what is left of the bytes behind it."""
    if count == 1:
        return leaf, path
    k = split(count)
    left = index < k
    h, rest = climb(leaf, index if left else index - k, k if left else count - k, path)
    return (sha(b"\1", h, rest[:32]) if left else sha(b"\1", rest[:32], h)), rest[32:]


def section(vault, place, b, members):
    need(b[0] == 1 and b[1:33] == vault, "a section of another version or vault")
    need(b[33:48] == place, "a section that belongs elsewhere")
    revision, length = struct.unpack(">I16xI", b[48:72])
    end = 72 + length
    signer, sig = b[end:end + 8], b[end + 8:end + 72]
    index, count = struct.unpack(">II", b[end + 72:end + 80])
    top, rest = climb(sha(b"\0", b[:end]), index, count, b[end + 80:])
    need(len(b) % 512 == 0 and len(rest) < 512 and not any(rest), "a section's padding")
    need(signer in members, "a section that no member signed")
    need(verify(members[signer], sig, message(b"sections", vault, struct.pack(">I", count), top)), "a section's signature")
    return revision, b[72:end]


# The role that the signer of a statement must have. Of those without one, recover
# is signed by the newest recovery set.
ROLES = {"founding": None, "member": "admin", "grant": "admin", "trail": None, "review": "auditor", "setting": "admin", "schema": "admin", "profile": "admin", "revoke": "admin",
         "rotate": None, "renew": None, "erase": "admin", "restore": "admin", "recovery": "admin", "recover": None}


def signer_id(key):
    return sha(b"casevault/v1/signer\0", key)[:8]


class Members:
    """Who could sign at all, who can now, and the log keys, as the statements say."""

    def __init__(self):
        self.keys, self.force = {}, {}  # id: key; id: label and roles
        self.log_keys, self.kinds = [], []  # first size and key; of the statements

    def apply(self, seq, kind, statement, signer):
        self.kinds.append(kind)
        for word, *w in statement[2:]:
            if word == "member":
                self.enrol(w[1], (w[0], w[2].split(",")))
            elif word == "renew":
                self.enrol(w[1], self.force.pop(signer))
            elif word == "recovery":
                self.force = {k: who for k, who in self.force.items() if who[0] is not None}
                self.enrol(w[1], (None, ["recovery"]))
            elif word == "revoke":
                self.force = {k: who for k, who in self.force.items() if who[0] != w[0]}
            elif word == "log":
                self.log_keys.append((seq + 1, b64(w[1])))

    def enrol(self, key, who):
        self.keys[signer_id(b64(key))], self.force[signer_id(b64(key))] = b64(key), who

    def log_key(self, size):
        return [key for first, key in self.log_keys if first <= size][-1]


def log(kv):
    """Replays the log; returns the vault id, members, leaves and their hashes."""
    leaves, hashes, base, delta = [], [], "0 " + base64.b64encode(sha()).decode(), {}
    vault, members = None, Members()
    while (raw := kv.get(b"L" + struct.pack(">Q", len(leaves)))) is not None:
        head, body = raw.split(b"\n\n", 1)
        head += b"\n"
        lines = [line.split(" ", 1) for line in head.decode().splitlines()]
        need(lines[0] == ["casevault-audit/v1"], "an entry's version")
        words = dict(lines[1:])
        need(words["seq"] == str(len(leaves)) and base64.b64decode(words["prev"]) == root(hashes), "entry %d: seq or prev" % len(leaves))
        if "auth" in words:
            text = b64(words["auth"])
            statement = [line.split(" ") for line in text.decode().splitlines()]
            kind = statement[1][1]
            need(kind in ROLES and (kind == "founding") == (not leaves), "a statement of unknown kind")
            vault = vault or sha(text)
            signer, sig = map(b64, words["sig"].split(" "))
            if not leaves:
                members.apply(0, kind, statement, signer)
            need(signer in members.force, "a statement by nobody who is a member")
            roles = members.force[signer][1]
            need((roles == ["recovery"]) == (kind == "recover") and ROLES[kind] in [None] + roles, "a statement by somebody without the role")
            changes = b"".join(line.encode() + b"\n" for line in head.decode().splitlines() if line[:4] in ("add ", "del ", "set "))
            parts = words["seq"].encode(), base64.b64decode(words["prev"]), changes, text
            need(verify(members.keys[signer], sig, message(b"authority", vault, *parts)), "a statement's signature")
            if leaves:
                members.apply(len(leaves), kind, statement, signer)
        for word, value in (line for line in lines if line[0] in ("add", "del")):
            c = bytes.fromhex(value)
            delta[c] = delta.get(c, 0) + (1 if word == "add" else -1)
        if "set" in words:
            base, delta = words["set"], {}
        leaves.append((head, body))
        hashes.append(sha(b"\0", raw))
    stored = {sha(b"casevault/v1/value\0", struct.pack(">I", len(k)), k, v) for k, v in kv.items() if k[:1] in b"SPscr"}
    need(all((c in stored) == (n > 0) for c, n in delta.items() if n), "a value is not what the log says")
    back = sorted(stored - {c for c, n in delta.items() if n > 0} | {c for c, n in delta.items() if n < 0})
    got = "%d %s" % (len(back), base64.b64encode(root([sha(b"\0", c) for c in back])).decode())
    need(got == base, "what is stored is not what the log says")
    stored_hashes(kv, hashes)
    return vault, members, leaves, hashes


def stored_hashes(kv, hashes):
    count, level = 0, 0
    while len(hashes) >> level:
        for n in range(len(hashes) >> level):
            index, m = level, n
            for _ in range(level):
                m = 2 * m + 1
            while m:
                index, m = index + m, m >> 1
            need(kv.get(b"H" + struct.pack(">Q", index)) == root(hashes[n << level:n + 1 << level]), "a stored hash of the tree")
            count += 1
        level += 1
    need(count == sum(k[:1] == b"H" for k in kv), "a stored hash that is none of the tree")


def checkpoint(note, vault, hashes, members):
    """Checks a signed note and returns its size."""
    text, sig = note.split("\n\n", 1)
    origin, n, r = text.split("\n")
    need(origin == "casevault/" + vault.hex() and int(n) <= len(hashes), "the log is another, or shorter than a checkpoint")
    need(base64.b64decode(r) == root(hashes[:int(n)]), "a checkpoint has another history")
    public = members.log_key(int(n))
    dash, name, sig = sig.rstrip("\n").split(" ")
    sig = base64.b64decode(sig)
    need(name == origin and sig[:4] == sha(name.encode(), b"\n\1", public)[:4], "the checkpoint's key")
    need(verify(public, sig[4:], (text + "\n").encode()), "the checkpoint's signature")
    return int(n)


def note_signed(vault, rec, note, members):
    """A note that came with a list has no signature."""
    if "_sig" not in note:
        return True
    parts = [rec] + [note[f].encode() for f in ("date", "author", "text")]
    return verify(members[b64(note["_key"])], b64(note["_sig"]), message(b"note", vault, *parts))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("dir")
    p.add_argument("--key", nargs="*", default=[])
    p.add_argument("--trail", nargs="*", default=[])
    p.add_argument("--expect")
    o = p.parse_args()
    want = None
    if o.expect:
        with open(o.expect, encoding="utf-8") as f:
            want = json.load(f)
        o.key += [v for k, v in want["secrets"].items() if k in ("work", "identity", "kin", "health", "notes")]
        o.trail += [v for k, v in want["secrets"].items() if k.startswith("trail")]

    with open(os.path.join(o.dir, "store", "CURRENT")) as f:
        version, gen = f.read().splitlines()
    need(version == "casevault-store/v1", "CURRENT")
    kv = store(os.path.join(o.dir, "store", gen))
    vault, members, leaves, hashes = log(kv)
    top = root(hashes)
    need(checkpoint(kv[b"K"].decode(), vault, hashes, members) == len(leaves), "the stored checkpoint is an old one")
    with open(os.path.join(o.dir, "HEAD"), encoding="utf-8") as f:
        checkpoint(f.read(), vault, hashes, members)
    print("vault", vault.hex(), "entries", len(leaves), "root", base64.b64encode(top).decode())
    print("statements", " ".join(members.kinds))

    aad = b"casevault/v1/ck1/%s\0" + vault
    ids = {sha(b"casevault/v1/key-id\0", k)[:8]: k for k in map(bytes.fromhex, o.key)}
    fields, revisions = {}, {}
    for k, v in kv.items():
        if k[:1] not in b"scr":
            continue
        place = {b"c": bytes(10), b"r": b"!releases!"}.get(k[:1], b"") + k[1:]
        for kid, key in ids.items():
            text = open_age(v, key, kid, aad % b"section")
            if text is None:
                continue
            revision, payload = section(vault, place, text, members.keys)
            print(k[1:-4].decode(), int.from_bytes(k[-4:], "big"), "revision", revision, payload.decode())
            if k[:1] == b"s":
                doc = json.loads(payload)
                rec = k[1:6].decode() + "-" + k[6:11].decode()
                if place[10:] == b"w\0\0\0\0":
                    revisions[rec], doc = revision, doc["fields"]
                for note in doc.get("case_notes", []):
                    need(note_signed(vault, k[1:11], note, members.keys), "a note's signature")
                fields.setdefault(rec, {}).update(doc)  # enough where no record has further pages
    events = []
    for head, body in leaves:
        for key in map(bytes.fromhex, o.trail):
            text = open_age(body, key, bytes(8), aad % b"trail")
            if text is None:
                continue
            n, = struct.unpack(">I", text[:4])
            event, sig = text[4:4 + n], text[4 + n:68 + n]
            need(any(verify(m, sig, message(b"entry", vault, head, event)) for m in members.keys.values()), "an entry's signature")
            events.append(json.loads(event))
            print(event.decode())
    if want:
        compare(want, vault, leaves, top, kv, fields, revisions, events)


def compare(want, vault, leaves, top, kv, fields, revisions, events):
    need(want["vault"] == vault.hex() and want["entries"] == len(leaves), "not the expected vault")
    need(base64.b64decode(want["root"]) == top and want["checkpoint"] == kv[b"K"].decode(), "not the expected root")
    need(want["keys"] == [k.hex() for k in kv], "not the expected keys")
    need([e["Action"] for e in want["log"]] == [e["action"] for e in events], "not the expected log")
    for rec in fields.values():
        for notes in rec.get("case_notes", []):
            notes.pop("_sig", None), notes.pop("_key", None)
    for r in want["records"]:
        need(fields.pop(r["id"]) == r["fields"] and revisions[r["id"]] == r["revision"], "not the expected record")
    need(not fields, "more records than expected")
    print("as expected")


try:
    main()
except (struct.error, ValueError, LookupError, TypeError, OSError) as e:
    need(False, "%s: %s" % (type(e).__name__, e))
