using System.Net;

namespace Arbit.Live.Venues;

/// <summary>
/// The way out of every client. It takes off the headers that name a partner of the venue's (KuCoin's client sets them and has no option
/// against it), and gives every request that changes something a body: the transport sends a request again by itself where a kept
/// connection had been closed and no body was sent yet, and the venue may have done it the first time (lesson L07).
/// </summary>
internal sealed class PlainHandler() : DelegatingHandler(Transport())
{
    private static readonly string[] Partner = ["KC-API-PARTNER", "KC-API-PARTNER-SIGN", "KC-API-PARTNER-VERIFY", "KC-BROKER-NAME"];

    public static HttpClient Client(TimeSpan timeout) => new(new PlainHandler()) { Timeout = timeout };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var header in Partner)
            request.Headers.Remove(header);
        if (request.Method != HttpMethod.Get)
            request.Content ??= new ByteArrayContent([]);
        return base.SendAsync(request, cancellationToken);
    }

    private static SocketsHttpHandler Transport() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        UseCookies = false,
    };
}
