# The document's TCP server, one statement a line; only the port is an argument.
import socket
import sys

#创建一个socket对象,协议为IPV4(AF_INET),TCP(SOCK_STREAM)
sock=socket.socket(socket.AF_INET,socket.SOCK_STREAM,0)

#绑定IP地址和端口号
addr=("127.0.0.1",int(sys.argv[1]))
sock.bind(addr)

#监听该socket,
sock.listen()

#等待客户端连接
while True:
    #accept会阻塞
    connSocket,address=sock.accept()
    #向客户端发送数据,用于发送和接收用字节,所以需要转换一下
    connSocket.sendall(bytes("welcome to my service~",encoding="utf-8"))
    clientData=connSocket.recv(1024)
    #将接收到的字节转化为字符串输出
    clientData=str(clientData,encoding="utf-8")
    print(clientData)
