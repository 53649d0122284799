// Package confine gives up, before the program reads a single byte of a vault,
// everything that a record store never needs: the network, other programs,
// other processes' memory, core files, files that others can read; and, once it
// knows what was asked of it, all files that have no part in that.
//
// The enemy here is code inside our own process: a library that was taken over,
// or a parser that hostile input made run what it should not. Such code has the
// keys in memory, so what counts is that it cannot carry them away.
//
// On Linux [Enter] sets, in this order:
//
//  1. Descriptors 0, 1 and 2 may be files, pipes, terminals, or one end of an
//     unnamed AF_UNIX pair (Node gives its children these). Any other socket is
//     refused: write(2) on a connected socket needs no further permission.
//     Sockets above 2, which editors and desktops leak into their children, are
//     closed, unless they are such a pair (a passphrase may come through one).
//  2. umask 077 and RLIMIT_CORE 0.
//  3. PR_SET_DUMPABLE 0: other processes of the same user read no memory.
//  4. PR_SET_NO_NEW_PRIVS, then a seccomp filter on every thread (TSYNC).
//  5. The proof: socket(AF_INET, SOCK_STREAM) must now fail with EPERM.
//
// The filter allows what it does not name, since a Go program's list of needed
// calls changes with every release of the runtime and a forgotten one would
// lose data at a bad moment. See [denied] for what it names and why.
//
// [Files] follows when the command line was understood. It allows only what it
// names: the keys of a mail program, a browser's history, other people's files
// are no part of any command.
//
// On other systems nothing can be taken from a process without privileges or
// without cgo. There the guarantee is static: the packages of this program
// import no net, no os/exec, no plugin, and a test pins the list of what is
// linked. [Status] says which of the two it is.
//
// Not claimed, being theatre in Go: locking memory, wiping slices.
package confine

// A Line is one promise as [Status] finds it at the moment of asking.
type Line struct {
	What   string // "network", "programs", "memory", "core files", "files"
	Held   bool   // true: the system refuses it to this process, just measured
	Static bool   // not held, but no package of this program uses it
	How    string // by what means; where Held is false, what stands in its place
}
