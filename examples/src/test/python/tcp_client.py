# The document's TCP client, one statement a line; only the port is an argument.
import socket
import sys

sock=socket.socket(socket.AF_INET,socket.SOCK_STREAM,0)
addr=("127.0.0.1",int(sys.argv[1]))
#连接服务器
sock.connect(addr)

rec=sock.recv(1024)

#将接收到的字节转化为字符串输出
rec=str(rec,encoding="utf-8")
print(rec)

sock.sendall(bytes("你好,服务器,我来找你了~",encoding="utf-8"))

sock.close()
