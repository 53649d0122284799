#!/usr/bin/env python3
"""Verifies a log that was written with `vault audit export`, with Python's
standard library and the openssl command (3.0 or later) and nothing of casevault.

    verify_log.py DIR                      is this an unaltered log?
    verify_log.py DIR --against FILE       … and the one of this kept checkpoint?
    verify_log.py DIR --against "GROUPS"   … or of this printed one? (several may be given)
    verify_log.py DIR --vault ID           … and that of this vault?

It checks that every entry stands in its place and names the root of those
before it, that the tree's tiles are those of the entries, that every change of
members, roles and settings was signed by somebody who was entitled to it then,
back to the founding statement whose hash is the vault's id, and that the log
key in force signed the checkpoint. docs/AUDIT.md says what that means, and
docs/FORMAT.md has the bytes. It writes nothing but temporary files for openssl.

Exit codes: 0 all of that holds, 20 something does not, 1 it could not be checked.
"""

import argparse, base64, hashlib, os, re, struct, subprocess, sys, tempfile

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ROOT = rb"[A-Za-z0-9+/]{43}="
HEAD = re.compile(rb"casevault-audit/v1\nseq (0|[1-9][0-9]*)\nprev (" + ROOT + rb")\n(?:authority (0|[1-9][0-9]*)\n)?"
                  rb"((?:add [0-9a-f]{64}\n)*(?:del [0-9a-f]{64}\n)*(?:set (?:0|[1-9][0-9]*) " + ROOT + rb"\n)?)"
                  rb"(?:auth ([A-Za-z0-9+/]+)\nsig ([A-Za-z0-9+/]{11}) ([A-Za-z0-9+/]{86})\n)?")
# What each kind of statement may hold, and the role of its signer.
KINDS = {"founding": ("nonce member epoch audit log schema sealed", None), "member": ("member sealed", "admin"),
         "grant": ("sealed", "admin"), "trail": ("sealed", None), "revoke": ("log sealed revoke", "admin"),
         "rotate": ("epoch audit sealed", None), "review": ("review", "auditor"), "setting": ("setting", "admin"),
         "schema": ("schema", "admin"),
         "restore": ("restore", "admin"), "recovery": ("sealed recovery share", "admin"), "recover": ("member sealed restore", None),
         "erase": ("erased", "admin"), "renew": ("sealed renew", None), "profile": ("profile", "admin")}
COMPARTMENTS = {"work", "identity", "kin", "health", "notes", "audit"}


class Altered(Exception):
    pass


def need(ok, what, *args):
    if not ok:
        raise Altered(what % args)


def usable(ok, what, *args):
    if not ok:
        raise OSError(what % args)


def b64(s):
    return base64.b64decode(s + "=" * (-len(s) % 4), validate=True)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def signed(public, signature, message):
    """Ed25519, by openssl."""
    with tempfile.TemporaryDirectory() as d:
        paths = [os.path.join(d, name) for name in ("key", "sig", "msg")]
        for path, b in zip(paths, (bytes.fromhex("302a300506032b6570032100") + public, signature, message)):
            with open(path, "wb") as f:
                f.write(b)
        run = subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", paths[0], "-sigfile", paths[1],
                              "-rawin", "-in", paths[2]], capture_output=True)
        if run.returncode and b"Verification Failure" not in run.stdout + run.stderr:
            raise OSError("openssl cannot verify Ed25519: " + run.stderr.decode(errors="replace"))
        return run.returncode == 0


class Tree:
    """RFC 6962, its right edge alone; and the hashes that tiles hold, by level."""

    def __init__(self):
        self.size, self.edge, self.tiles = 0, [], [bytearray()]

    def append(self, leaf):
        h, n, level = sha(b"\0", leaf), self.size, 0
        while True:
            if level % 8 == 0:
                if level // 8 == len(self.tiles):
                    self.tiles.append(bytearray())
                self.tiles[level // 8] += h
            if not n & 1:
                break
            h, n, level = sha(b"\1", self.edge.pop(), h), n >> 1, level + 1
        self.edge.append(h)
        self.size += 1

    def root(self):
        h = self.edge[-1] if self.edge else sha()
        for left in self.edge[-2::-1]:
            h = sha(b"\1", left, h)
        return h


class Roster:
    """Who is a member and which keys are in force: replayed from the statements."""

    def __init__(self):
        self.vault, self.last, self.members, self.log_keys = None, None, {}, []
        self.epochs, self.rotated, self.trails = {}, {}, set()
        self.sets = []  # of recovery: the last is in force
        self.erased = set()
        self.profiles = {}  # name -> newest version
        self.past = []  # keys that members had before they took new ones

    def apply(self, seq, prev, changes, text, signer, signature):
        lines = [line.split(" ") for line in text.decode().splitlines()]
        need(lines[0] == ["casevault-statement/v1"] and lines[1][0] == "kind" and lines[1][1] in KINDS, "entry %d: a statement of unknown kind", seq)
        kind, words = lines[1][1], {}
        need((kind == "founding") == (seq == 0), "entry %d: the founding statement stands in entry 0 and nowhere else", seq)
        for word, *values in lines[2:]:
            words.setdefault(word, []).append(values)
        may = KINDS[kind][0].split()
        need(words and set(words) <= set(may) and (kind in ("rotate", "recover") or set(words) == set(may)), "entry %d: a statement declares what its kind may not", seq)
        new = {sha(b"casevault/v1/signer\0", b64(key))[:8]: {"label": label, "key": b64(key), "roles": roles.split(","), "since": seq, "holds": set(), "revoked": None, "to": to}
               for label, key, roles, to in words.get("member", [])}
        self.vault = self.vault or sha(text)
        author = (self.members or new).get(signer)
        if kind == "recover":
            author = next((x for x in self.sets[-1:] if x["id"] == signer), None)
        need(author and author["revoked"] is None, "entry %d: a statement by somebody who is not a member", seq)
        need(KINDS[kind][1] in [None] + author["roles"], "entry %d: a statement by somebody without the role for it", seq)
        need(signed(author["key"], signature, self.message(b"authority", b"%d" % seq, prev, changes, text)), "entry %d: the statement's signature", seq)
        need(not new.keys() & (self.members.keys() | {x["id"] for x in self.sets + self.past}) and not {m["label"] for m in new.values()} & {m["label"] for m in self.members.values()},
             "entry %d: a member who is not new", seq)
        blobs = [(label, what, int(n)) for label, what, n, _ in words.get("sealed", [])]
        need(len(set(blobs)) == len(blobs) and self.entitled(kind, author, new, words, set(blobs), changes), "entry %d: a statement that its signer was not entitled to make", seq)
        self.members.update(new)
        for m in self.members.values():
            m["holds"] |= {what for label, what, _ in blobs if label == m["label"] and what in COMPARTMENTS}
            if [m["label"]] in words.get("revoke", []):
                m["revoked"] = seq
        self.log_keys += [(seq, b64(key)) for _, key in words.get("log", [])]
        self.epochs.update({c: (int(n), key) for c, n, key in words.get("epoch", [])})
        self.rotated.update({c: seq for c, _, _ in words.get("epoch", [])})
        self.trails |= {b for b in blobs if b[1] == "trail"}
        self.sets += [{"label": "recovery/" + n, "id": sha(b"casevault/v1/signer\0", b64(key))[:8], "key": b64(key), "to": to, "roles": [], "holds": set(), "revoked": None}
                      for n, key, to, _, _ in words.get("recovery", [])]
        self.erased |= {record for record, in words.get("erased", [])}
        self.profiles.update({name: int(n) for name, n, _ in words.get("profile", [])})
        for _, key, to, _ in words.get("renew", []):
            self.past.append({"id": signer, "label": author["label"], "key": author["key"], "to": author["to"]})
            author.update(key=b64(key), to=to)
            self.members = {sha(b"casevault/v1/signer\0", m["key"])[:8]: m for m in self.members.values()}
        self.last = seq

    def message(self, kind, *parts):
        return b"casevault/v1/" + kind + b"\0" + self.vault + b"".join(struct.pack(">I", len(p)) + p for p in parts)

    def entitled(self, kind, author, new, words, blobs, changes):
        """The rules of FORMAT.md section 11 on what may be sealed to whom, and announced."""
        force = {m["label"]: m for m in self.members.values() if m["revoked"] is None}
        labels = {label for label, _, _ in blobs}
        holds = {(what, self.epochs[what][0]) for what in author["holds"]} if self.epochs else set()
        given = {(what, n) for _, what, n in blobs}
        every = {(c, n) for c, (n, _) in self.epochs.items()} | {("log", len(self.log_keys))}
        paper = {x["label"] for x in self.sets[-1:]}  # whose blobs are for the sheets of paper
        if kind == "founding":
            return len(new) == 1 and author in new.values() and blobs == {(author["label"], what, 1) for what in COMPARTMENTS | {"log", "trail"}} \
                and sorted((c, n) for c, n, _ in words["epoch"]) == [(c, "1") for c in sorted(COMPARTMENTS)] and len(words["log"]) == 1 and words["log"][0][0] == "1"
        if kind == "member":
            return labels == {m["label"] for m in new.values()} and len(new) == 1 and given - holds == {("log", len(self.log_keys))}
        if kind == "grant":
            return len(labels) == 1 and labels <= set(force) and given <= holds and not {what for what, _ in given} & force[min(labels)]["holds"]
        if kind == "trail":
            last = max((n for label, _, n in self.trails if label == author["label"]), default=0)
            return blobs == {(author["label"], "trail", last + 1)}
        if kind == "revoke":
            (target,), = words["revoke"]
            (number, key), = words["log"]
            return target in force and force[target] is not author and b64(key) not in [k for _, k in self.log_keys] \
                and int(number) == len(self.log_keys) + 1 and blobs == {(label, "log", int(number)) for label in set(force) - {target} | paper}
        if kind == "rotate":
            want = self.trails if "audit" in [c for c, _, _ in words["epoch"]] else set()
            for c, n, key in words["epoch"]:
                pending = any(m["revoked"] is not None and m["revoked"] > self.rotated[c] and c in m["holds"] for m in self.members.values())
                if c not in author["holds"] or int(n) != self.epochs[c][0] + 1 or key == self.epochs[c][1] or not pending and "admin" not in author["roles"]:
                    return False
                want = want | {(label, c, int(n)) for label in {m["label"] for m in force.values() if c in m["holds"]} | paper}
            return blobs == want and len({c for c, _, _ in words["epoch"]}) == len(words["epoch"])
        if kind == "recovery":
            (number, key, to, shares, threshold), = words["recovery"]
            taken = list(self.members.values()) + self.sets + self.past
            return int(number) == len(self.sets) + 1 <= 255 and author["holds"] == COMPARTMENTS and 2 <= int(threshold) <= int(shares) <= 16 \
                and sorted(int(n) for n, _ in words["share"]) == list(range(1, int(shares) + 1)) \
                and b64(key) not in [x["key"] for x in taken] and to not in [x["to"] for x in taken] \
                and blobs == {("recovery/" + number, what, n) for what, n in every}
        if kind == "recover":
            return len(new) == 1 and all("admin" in m["roles"] for m in new.values()) \
                and blobs == {(m["label"], what, n) for m in new.values() for what, n in every | {("trail", 1)}}
        if kind == "renew":
            (label, key, to, signature), = words["renew"]
            trails = {b for b in self.trails if b[0] == label}
            had = [author["to"]] + [x["to"] for x in self.past if x["label"] == label]
            return label == author["label"] and to not in had and b64(key) not in [x["key"] for x in list(self.members.values()) + self.sets + self.past] \
                and blobs == {(label, what, n) for what, n in holds | {("log", len(self.log_keys)), ("trail", max([n for _, _, n in trails] + [0]) + 1)}} | trails \
                and signed(b64(key), b64(signature), self.message(b"renew", label.encode(), author["key"], b64(key), to.encode()))
        if kind == "erase":
            gone = [record for record, in words["erased"]]
            return len(set(gone)) == len(gone) and not set(gone) & self.erased and b"set " in changes
        if kind == "profile":
            (name, number, _), = words["profile"]
            return int(number) > self.profiles.get(name, 0)
        return kind == "setting" or len(words[kind]) == 1

    def log_key(self, size):
        return [key for seq, key in self.log_keys if seq < size][-1]


def tile(n, width):
    """The path of tile n: three digits an element."""
    path = "%03d" % (n % 1000)
    while n := n // 1000:
        path = "x%03d/" % (n % 1000) + path
    return path if width == 256 else path + ".p/%d" % width


def read(*path):
    try:
        with open(os.path.join(*path), "rb") as f:
            return f.read()
    except FileNotFoundError:
        raise Altered("%s is missing" % os.path.join(*path[1:]))


def entries(folder, size):
    for n in range(0, size, 256):
        width = min(256, size - n)
        b, at = read(folder, "tile", "entries", tile(n // 256, width)), 0
        for _ in range(width):
            end = at + 2 + int.from_bytes(b[at:at + 2], "big")
            need(at + 2 <= end <= len(b), "the bundle of entry %d is cut off", n)
            yield b[at + 2:end]
            at = end
        need(at == len(b), "the bundle of entry %d holds more than its entries", n)


def replay(folder, size):
    tree, roster, roots = Tree(), Roster(), []
    for seq, leaf in enumerate(entries(folder, size)):
        root = tree.root()
        roots.append(root)
        head, empty, _ = leaf.partition(b"\n\n")
        m = HEAD.fullmatch(head + b"\n")
        need(m and empty, "entry %d does not parse", seq)
        number, prev, authority, changes, auth, signer, signature = m.groups()
        need(int(number) == seq, "the entry in place %d says that it is entry %d", seq, int(number))
        need(base64.b64decode(prev) == root, "entry %d: prev is not the root of the entries before it: one of them was changed, removed or added", seq)
        need((int(authority) if authority else None) == roster.last, "entry %d does not name the newest authority entry", seq)
        need(seq or auth, "the log does not begin with the founding of a vault")
        if auth:
            roster.apply(seq, root, changes, *(b64(x.decode()) for x in (auth, signer, signature)))
        tree.append(leaf)
    roots.append(tree.root())
    return tree, roster, roots


def tiles(folder, tree):
    """The tiles must be those of the entries, and there must be no others."""
    want = {os.path.join("entries", tile(n // 256, min(256, tree.size - n))) for n in range(0, tree.size, 256)}
    for level, hashes in enumerate(tree.tiles):
        for at in range(0, len(hashes), 256 * 32):
            part = bytes(hashes[at:at + 256 * 32])
            want.add(path := os.path.join(str(level), tile(at // (256 * 32), len(part) // 32)))
            need(read(folder, "tile", path) == part, "tile %s is not that of the entries", path)
    top = os.path.join(folder, "tile")
    for below, _, names in os.walk(top):
        for name in names:
            path = os.path.relpath(os.path.join(below, name), top)
            need(path in want, "tile %s belongs to no tree of that size", path)


def checkpoint(b):
    """Takes a signed note apart: origin, size, root, text, name and signature."""
    m = re.fullmatch(r"((casevault/[0-9a-f]{64})\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/]{43}=)\n)\n\u2014 (\S+) ([A-Za-z0-9+/]+=*)\n", b.decode())
    need(m, "it is no checkpoint")
    return m[2], int(m[3]), base64.b64decode(m[4]), m[1], m[5], base64.b64decode(m[6])


def genuine(origin, text, name, signature, public):
    return name == origin and signature[:4] == sha(name.encode(), b"\n\1", public)[:4] and signed(public, signature[4:], text.encode())


def groups(text):
    """Reads a printed checkpoint: the vault's first bytes, size and root."""
    typed = re.sub(r"[\s-]", "", text).upper().replace("O", "0").replace("I", "1").replace("L", "1")
    usable(len(typed) == 90, "neither a checkpoint nor the 18 groups of a printed one")
    number = 0
    for n in range(18):
        check = n + 1
        for c in typed[5 * n:5 * n + 5]:
            usable(c in ALPHABET, "group %d has a character that no group has", n + 1)
            last, check = check, double(check) ^ ALPHABET.index(c)
        usable(double(last) == ALPHABET.index(c), "group %d does not fit", n + 1)
        for c in typed[5 * n:5 * n + 4]:
            number = number << 5 | ALPHABET.index(c)
    b = number.to_bytes(45, "big")
    usable(b[0] == 1, "the groups are not those of a checkpoint")
    return b[1:9], int.from_bytes(b[9:13], "big"), b[13:]


def double(x):
    return x << 1 ^ (37 if x > 15 else 0)


def against(kept, vault, roster, roots):
    try:
        origin, size, root, *note = checkpoint(b := read("", kept).replace(b"\r\n", b"\n").strip() + b"\n") if os.path.exists(kept) else [None] * 3
        prefix = bytes.fromhex(origin[10:26]) if origin else None
    except Altered:
        origin, note, kept = None, None, b.decode()
    if origin is None:
        prefix, size, root = groups(kept)
    need(prefix == vault[:8], "the kept checkpoint is of another vault")
    need(size < len(roots), "the kept checkpoint knows %d entries, the log has %d: entries from %d on are lost", size, len(roots) - 1, len(roots) - 1)
    if origin:
        need(genuine(origin, *note, roster.log_key(size)), "the kept checkpoint is not signed by the log key in force at its size")
    need(roots[size] == root, "the log is not the one of the kept checkpoint: an entry from 0 to %d was changed, removed or put in", size - 1)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("dir")
    p.add_argument("--against", action="append", default=[], metavar="FILE|GROUPS")
    p.add_argument("--vault", metavar="ID")
    o = p.parse_args()
    os.listdir(o.dir)
    origin, size, root, *note = checkpoint(read(o.dir, "checkpoint"))
    need(size > 0, "the log is empty")
    tree, roster, roots = replay(o.dir, size)
    vault = roster.vault
    print("vault      " + vault.hex() + "\nentries    %d\nroot       " % size + base64.b64encode(tree.root()).decode())
    need(origin == "casevault/" + vault.hex() and o.vault in (None, vault.hex()), "it is the log of another vault")
    need(tree.root() == root, "the entries do not have the root that the checkpoint says")
    need(genuine(origin, *note, roster.log_key(size)), "the checkpoint is not signed by the log key in force")
    key = roster.log_key(size)
    vkey = "%s+%s+%s\n" % (origin, sha(origin.encode(), b"\n\1", key)[:4].hex(), base64.b64encode(b"\1" + key).decode())
    need(read(o.dir, "log.vkey").decode() == vkey, "log.vkey is not the log key in force")
    tiles(o.dir, tree)
    for kept in o.against:
        against(kept, vault, roster, roots)
    for m in roster.members.values():
        until = "" if m["revoked"] is None else ", revoked in entry %d" % m["revoked"]
        print("member     %s (%s) since entry %d%s, holds %s" % (m["label"], ", ".join(m["roles"]), m["since"], until, ", ".join(sorted(m["holds"])) or "nothing"))
    print("sound      tree, prev, tiles, authority, checkpoint" + ", against" * bool(o.against))


if __name__ == "__main__":
    try:
        main()
    except (Altered, struct.error, ValueError, LookupError) as e:
        print("NOT SOUND  %s" % e if isinstance(e, Altered) else "NOT SOUND  %s: %s" % (type(e).__name__, e))
        sys.exit(20)
    except OSError as e:
        print("not checked: %s" % e, file=sys.stderr)
        sys.exit(1)
