//go:build amd64 || arm64

package confine

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// denied names the system calls that fail with EPERM.
func denied() []uint32 {
	return []uint32{
		// The network. Every call of the socket family, so that a descriptor
		// which came in by mistake is of no use either: recvmsg would take
		// further sockets from a Unix one. socketpair is here although a pair
		// leads nowhere: socketpair(AF_TIPC) makes sockets of a network.
		unix.SYS_SOCKET, unix.SYS_SOCKETPAIR, unix.SYS_CONNECT, unix.SYS_BIND,
		unix.SYS_LISTEN, unix.SYS_ACCEPT, unix.SYS_ACCEPT4,
		unix.SYS_SENDTO, unix.SYS_SENDMSG, unix.SYS_SENDMMSG,
		unix.SYS_RECVFROM, unix.SYS_RECVMSG, unix.SYS_RECVMMSG,
		unix.SYS_GETSOCKNAME, unix.SYS_GETPEERNAME,
		unix.SYS_GETSOCKOPT, unix.SYS_SETSOCKOPT, unix.SYS_SHUTDOWN,
		// io_uring opens and uses sockets without any of the calls above.
		unix.SYS_IO_URING_SETUP, unix.SYS_IO_URING_ENTER, unix.SYS_IO_URING_REGISTER,
		// Other programs have no need to obey: a browser that already runs
		// would take a URL. The vault starts none.
		unix.SYS_EXECVE, unix.SYS_EXECVEAT,
		// Other processes' descriptors and memory: sockets and code of theirs.
		unix.SYS_PIDFD_GETFD, unix.SYS_PTRACE,
		unix.SYS_PROCESS_VM_READV, unix.SYS_PROCESS_VM_WRITEV,
		// The kernel's keyrings outlive the process and can be read by others.
		unix.SYS_KEYCTL, unix.SYS_ADD_KEY, unix.SYS_REQUEST_KEY,
		// Namespaces and mounts: privileges inside, and a way around paths.
		unix.SYS_UNSHARE, unix.SYS_SETNS, unix.SYS_CHROOT, unix.SYS_PIVOT_ROOT,
		unix.SYS_MOUNT, unix.SYS_UMOUNT2, unix.SYS_MOVE_MOUNT, unix.SYS_OPEN_TREE,
		unix.SYS_OPEN_TREE_ATTR, unix.SYS_MOUNT_SETATTR, unix.SYS_FSOPEN,
		unix.SYS_FSCONFIG, unix.SYS_FSMOUNT, unix.SYS_FSPICK,
		// Parts of the kernel through which processes broke out before.
		unix.SYS_BPF, unix.SYS_USERFAULTFD, unix.SYS_PERF_EVENT_OPEN,
		unix.SYS_KEXEC_LOAD, unix.SYS_KEXEC_FILE_LOAD,
		unix.SYS_INIT_MODULE, unix.SYS_FINIT_MODULE, unix.SYS_DELETE_MODULE,
	}
}

// newNamespaces are the flags of clone(2) that do what unshare(2) does.
const newNamespaces = unix.CLONE_NEWNS | unix.CLONE_NEWCGROUP | unix.CLONE_NEWUTS |
	unix.CLONE_NEWIPC | unix.CLONE_NEWUSER | unix.CLONE_NEWPID | unix.CLONE_NEWNET

// Offsets in struct seccomp_data; both processors are little-endian, so the low
// half of an argument comes first. Only low halves are compared: the kernel
// takes these arguments as 32 bits, and a filter that looks at all 64 is passed
// by setting a high bit (CVE-2019-10063).
const (
	offNumber = 0
	offArch   = 4
	offArg0   = 16
	offArg1   = 24
)

const (
	allow = unix.SECCOMP_RET_ALLOW
	kill  = unix.SECCOMP_RET_KILL_PROCESS
	eperm = unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)
)

// program assembles the filter.
func program() []unix.SockFilter {
	var p []unix.SockFilter
	// ifThen adds: if (accumulator OP k) return action.
	ifThen := func(op uint16, k, action uint32) {
		p = append(p,
			unix.SockFilter{Code: unix.BPF_JMP | op | unix.BPF_K, K: k, Jf: 1},
			result(action))
	}

	// int 0x80 and 32-bit ARM number their calls differently: a call that this
	// list takes for harmless would be socket(2) there.
	p = append(p, load(offArch),
		unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: nativeArch(), Jt: 1},
		result(kill))

	p = append(p, load(offNumber))
	// amd64's x32 calls come under the native architecture with this bit set.
	// No number of ours is as high on either processor.
	const x32Bit = 0x40000000
	ifThen(unix.BPF_JGE, x32Bit, kill)
	for _, number := range denied() {
		ifThen(unix.BPF_JEQ, number, eperm)
	}
	// clone3 hides its flags in memory, where a filter cannot look. "No such
	// call" makes every runtime fall back to clone.
	ifThen(unix.BPF_JEQ, unix.SYS_CLONE3, unix.SECCOMP_RET_ERRNO|uint32(unix.ENOSYS))

	// clone: threads yes, namespaces no.
	p = append(p,
		unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: unix.SYS_CLONE, Jf: 4},
		load(offArg0))
	ifThen(unix.BPF_JSET, newNamespaces, eperm)
	p = append(p, result(allow))

	// ioctl: not the two that type into the terminal, since the shell that
	// waits behind us would run what was typed (CVE-2017-5226, CVE-2023-28100).
	p = append(p,
		unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: unix.SYS_IOCTL, Jf: 5},
		load(offArg1))
	ifThen(unix.BPF_JEQ, unix.TIOCSTI, eperm)
	ifThen(unix.BPF_JEQ, unix.TIOCLINUX, eperm)
	return append(p, result(allow))
}

func load(offset uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: offset}
}

func result(action uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: action}
}

func nativeArch() uint32 {
	if runtime.GOARCH == "arm64" {
		return unix.AUDIT_ARCH_AARCH64
	}
	return unix.AUDIT_ARCH_X86_64
}
