# The document's client of socketserver, one statement a line; only the port is an argument.
import socket
import sys


ip_port = ('127.0.0.1',int(sys.argv[1]))
sk = socket.socket()
sk.connect(ip_port)
sk.sendall(bytes("hello",encoding="utf-8"))
data=sk.recv(1024)
print(str(data,encoding="utf-8"))
sk.close()
