package io.fabric8.mockwebserver.vertx;

import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocketListener;
import io.vertx.core.Handler;
import io.vertx.core.http.ServerWebSocket;

/**
 * Stands in for the mock server's own class of this name, which calls a method that Vert.x 5, used by this project, no longer
 * has: there a web socket that is handed over is accepted already.
 */
public class ServerWebSocketHandler implements Handler<ServerWebSocket> {

    private static final short NORMAL = 1000;

    private final RecordedRequest request;
    private final Response response;

    public ServerWebSocketHandler(RecordedRequest request, Response response) {
        this.request = request;
        this.response = response;
    }

    @Override
    public void handle(ServerWebSocket socket) {
        WebSocketListener listener = response.getWebSocketListener();
        VertxMockWebSocket mock = new VertxMockWebSocket(request, socket);
        listener.onBeforeAccept(mock, response);
        socket.textMessageHandler(text -> listener.onMessage(mock, text));
        socket.closeHandler(closed -> listener.onClosed(mock, socket.closeStatusCode() == null ? NORMAL : socket.closeStatusCode(), socket.closeReason()));
        socket.exceptionHandler(failure -> listener.onFailure(mock, failure, response));
        listener.onOpen(mock, response);
    }
}
