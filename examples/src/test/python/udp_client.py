# The document's UDP client, one statement a line; only the port is an argument.
import socket
import sys

#创建一个IPv4,UDP的套接字socket
sock=socket.socket(socket.AF_INET,socket.SOCK_DGRAM,0)
addr=("127.0.0.1",int(sys.argv[1]))
#向UDP服务器为addr的发送数据
sock.sendto(bytes("服务器,我来了",encoding="utf-8"),addr)
#接受服务器的数据,数据格式为(data,(IP,port))
serviceData=sock.recvfrom(1024)
#取出服务器发来的数据
print(str(serviceData[0],encoding="utf-8"),type(serviceData))
#取出服务器的IP和端口
print("serviceIp[%s],servicePort[%s]"%(serviceData[1][0],serviceData[1][1]))
