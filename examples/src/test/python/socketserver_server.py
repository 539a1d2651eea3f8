# The document's socketserver, one statement a line; only the port is an argument.
import socketserver
import sys

#必须继承socketserver.BaseRequestHandler,而且在类中实现handle方法
class MySocket(socketserver.BaseRequestHandler):
    #用来处理客户端请求
    def handle(self):
        #self.request是与客户端连接的套接字对象
        data=self.request.recv(1024)
        print(str(data,encoding="utf-8"))
        self.request.sendall(bytes("这里是socketserver,你好",encoding="utf-8"))

if __name__=="__main__":
    #为每个client创建一个 线程,用来和客户端进行交互。
    service=socketserver.ThreadingTCPServer(("127.0.0.1",int(sys.argv[1])),MySocket)
    #开始处理请求
    service.serve_forever()
