# The document's UDP server, one statement a line; only the port is an argument.
import socket
import sys

#创建一个IPv4,UDP的套接字socket
sock=socket.socket(socket.AF_INET,socket.SOCK_DGRAM,0)

#绑定
addr=("127.0.0.1",int(sys.argv[1]))
sock.bind(addr)

while True:
    #接受一个UDP数据,数据格式为(data,(IP,port))
    clientData=sock.recvfrom(1024)
    #取出客户端反过来的数据
    print(str(clientData[0],encoding="utf-8"),type(clientData))
    #取出客户端的IP和端口号
    print("clientip[%s],clientPort[%s]" %(clientData[1][0],clientData[1][1]))
    #根据客户端的IP和端口号向客户端发送数据
    sock.sendto(bytes("你好,我是服务器~",encoding="utf-8"),clientData[1])
