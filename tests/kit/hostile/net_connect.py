# attack: sends what it knows to a listener, by every kind of socket
# honest: the listener hears nothing
# expect: outcome=raised max=0
import socket
import urllib.request

BREACH = "@BREACH@"


def tcp(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        connection.settimeout(0.5)
        connection.connect(address)
        connection.sendall(b"hostile")


def udp():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as connection:
        if connection.sendto(b"hostile", ("127.0.0.1", int("@PORT@"))) == 7:
            return


def listen():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()


actions = [
    lambda: tcp(socket.AF_INET, ("127.0.0.1", int("@PORT@"))),
    lambda: tcp(socket.AF_INET6, ("::1", int("@PORT@"))),
    lambda: tcp(socket.AF_UNIX, "@SOCKET@"),
    lambda: tcp(socket.AF_UNIX, "\0@SOCKET@"),
    udp,
    listen,
    lambda: urllib.request.urlopen("http://127.0.0.1:@PORT@/", timeout=0.5),
    socket.socketpair,
    lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW),
    lambda: socket.socket(fileno=3).sendto(b"x", b"x"),
]
for number, action in enumerate(actions):
    try:
        action()
    except BaseException:
        continue
    print(BREACH, number, flush=True)


class Dense:
    pass
