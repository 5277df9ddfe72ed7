using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>What went wrong with a venue's address, in one line that says what to do.</summary>
internal static class ConnectionProblem
{
    public static VenueProblemException Unreachable(string venue, Uri address, Exception cause)
        => new($"{venue} at {address.Host}:{address.Port} cannot be reached ({Cause(cause)}): check this machine's network, or run with --feed simulated", cause);

    public static VenueProblemException NoStream(string venue, Uri address, HttpStatusCode status, Exception cause)
        => new($"{venue} at {address.Host}:{address.Port} answered HTTP {(int)status} and opened no stream", cause);

    /// <summary>True where no connection came about at all: name not found, no route, refused.</summary>
    public static bool IsUnreachable(Exception exception)
        => exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError }
            || (exception is HttpRequestException or WebSocketException && exception.InnerException is SocketException)
            || (exception is WebSocketException && exception.InnerException is { } inner && IsUnreachable(inner));

    private static string Cause(Exception exception)
    {
        for (var at = exception; at is not null; at = at.InnerException)
        {
            if (at is SocketException socket)
            {
                return socket.SocketErrorCode switch
                {
                    SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "its name cannot be resolved",
                    SocketError.ConnectionRefused => "connection refused",
                    SocketError.NetworkUnreachable or SocketError.HostUnreachable => "no route to it",
                    _ => socket.Message,
                };
            }
        }

        return exception is OperationCanceledException ? "no answer in time" : exception.Message;
    }
}
