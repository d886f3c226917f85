package dev.postmeridian.http;

import io.helidon.webserver.http.ServerResponse;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A response that tells its body's length and keeps the body to itself. */
final class HeadResponse {
  private static final byte[] NOTHING = {};

  private HeadResponse() {}

  static ServerResponse of(ServerResponse response) {
    return (ServerResponse)
        Proxy.newProxyInstance(
            ServerResponse.class.getClassLoader(),
            new Class<?>[] {ServerResponse.class},
            (self, method, arguments) -> {
              if (arguments != null
                  && arguments.length == 1
                  && arguments[0] instanceof byte[] body) {
                response.headers().contentLength(body.length);
                response.send(NOTHING);
                return null;
              }
              if (method.getName().equals("outputStream")) {
                response.send(NOTHING);
                return OutputStream.nullOutputStream();
              }
              return through(self, response, method, arguments);
            });
  }

  private static Object through(
      Object self, ServerResponse response, Method method, Object[] arguments) throws Throwable {
    try {
      Object answer = method.invoke(response, arguments);
      return answer instanceof ServerResponse ? self : answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
