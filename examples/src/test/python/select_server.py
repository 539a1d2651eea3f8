# The document's select server, one statement a line; only the port is an argument.
import select
import socket
import sys

#用来保存监听列表
clientList=[]

#创建监听的socket对象
sock=socket.socket(socket.AF_INET,socket.SOCK_STREAM,0)
addr=("127.0.0.1",int(sys.argv[1]))
sock.bind(addr)
sock.listen()
#将负责监听的服务器socket加入到列表中
clientList.append(sock)

while True:
    #监控clientList中的变量状态
    #有状态变化的socket放到rList中,select的第二个参数放到wList中,当列表中socket
    #出现错误的时候,将会放到eList中,最后一个参数为超时时间
    rList,wList,eList=select.select(clientList,[],clientList,1)
    for obj in rList:
        if obj==sock:
            #接受客户端的请求
            clientSock,clientInfo=sock.accept()
            print("accpet,ip[%s],port[%s]"%(clientInfo[0],clientInfo[1]))
            #将客户端的socket添加到列表中,让select去监控变化
            clientList.append(clientSock)
        else:
            Data=obj.recv(1024)
            if Data:
                sendData="%s好" % str(Data,encoding="utf-8")
                obj.sendall(bytes(sendData,encoding="utf-8"))
                print(str(Data,encoding="utf-8"))
            else:
                #将退出的客户端socket从监听列表中去除
                print("exit,ip[%s],port[%s]" % (clientInfo[0], clientInfo[1]))
                clientList.remove(obj)
