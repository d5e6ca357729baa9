package io.leasewatch.monitor.pgbouncer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;

/** Makes sockets for the driver, which names this class, and remembers them: the driver tells nobody its port. */
public final class RecordingSocketFactory extends SocketFactory {

    static final List<Socket> SOCKETS = new CopyOnWriteArrayList<>();

    @Override
    public Socket createSocket() {
        Socket socket = new Socket();
        SOCKETS.add(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("not used");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw new IOException("not used");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("not used");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw new IOException("not used");
    }
}
