# The document's upload client, one statement a line; only the port is an argument.
import socket
import os
import sys
sock=socket.socket(socket.AF_INET,socket.SOCK_STREAM,0)
addr=("127.0.0.1",int(sys.argv[1]))
#连接服务器
sock.connect(addr)
#上传文件
#获取文件的大小
fileSize=os.stat("windows编程模型.jpg").st_size
#先发送文件的大小
sock.send(bytes(str(fileSize),encoding="utf-8"))
sucess=sock.recv(1024)
#打开文件,准备上传
with open("windows编程模型.jpg",'rb') as file:
    for line in file:
        sock.sendall(line)
sock.close()
