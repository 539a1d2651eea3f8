# The document's upload server, one statement a line; only the port is an argument.
import socket
import os
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
    fileSize=str(connSocket.recv(1024),encoding="utf-8")
    totalSize=int(fileSize)
    startSzie=0
    connSocket.sendall(bytes("已收到",encoding="utf-8"))
    with open("recv1.jpg","wb") as file:
        while startSzie<totalSize:
            #接收文件的数据,并将它写入指定文件中
            recvDate=connSocket.recv(1024)
            file.write(recvDate)
            startSzie+=len(recvDate)
