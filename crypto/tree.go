package crypto

import "crypto/sha256"

// One signature over many sections: the hashes of sections that are written
// together are the leaves of an RFC 6962 tree, the member signs its root, and
// every section carries that signature with its audit path. An import of
// 100,000 records would else spend ten seconds on signatures alone.

func leafHash(data []byte) [32]byte {
	h := sha256.New()
	h.Write([]byte{0})
	h.Write(data)
	return [32]byte(h.Sum(nil))
}

func nodeHash(l, r [32]byte) [32]byte {
	var b [65]byte
	b[0] = 1
	copy(b[1:], l[:])
	copy(b[33:], r[:])
	return sha256.Sum256(b[:])
}

// split is the largest power of two smaller than n, which is at least 2.
func split(n int) int {
	k := 1
	for k*2 < n {
		k *= 2
	}
	return k
}

// treePaths returns the root over leaves and the audit path of each, from the
// leaf's sibling upwards (RFC 6962, section 2.1.1).
func treePaths(leaves [][32]byte) (root [32]byte, paths [][][32]byte) {
	if len(leaves) == 1 {
		return leaves[0], make([][][32]byte, 1)
	}
	k := split(len(leaves))
	l, lp := treePaths(leaves[:k])
	r, rp := treePaths(leaves[k:])
	for i := range lp {
		lp[i] = append(lp[i], r)
	}
	for i := range rp {
		rp[i] = append(rp[i], l)
	}
	return nodeHash(l, r), append(lp, rp...)
}

// pathLen is the length of the audit path of leaf index in a tree of n leaves.
func pathLen(index, n int) int {
	d := 0
	for n > 1 {
		k := split(n)
		if index < k {
			n = k
		} else {
			index, n = index-k, n-k
		}
		d++
	}
	return d
}

// rootFromPath computes the root that an audit path of length
// pathLen(index, n) leads to.
func rootFromPath(leaf [32]byte, index, n int, path [][32]byte) [32]byte {
	if n == 1 {
		return leaf
	}
	sibling, rest := path[len(path)-1], path[:len(path)-1]
	if k := split(n); index < k {
		return nodeHash(rootFromPath(leaf, index, k, rest), sibling)
	} else {
		return nodeHash(sibling, rootFromPath(leaf, index-k, n-k, rest))
	}
}
