# The document's select client, one statement a line; only the port is an argument.
import socket
import os
import sys

sock=socket.socket(socket.AF_INET,socket.SOCK_STREAM,0)
addr=("127.0.0.1",int(sys.argv[1]))
#连接服务器
sock.connect(addr)

sock.sendall(bytes("你",encoding="utf-8"))
serviceData=sock.recv(1024)
print(str(serviceData,encoding="utf-8"))
