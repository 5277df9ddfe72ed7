using System.Net;

namespace Arbit.EdgeRunner.Page;

/// <summary>
/// Who may stop and start trading, flip, sweep and approve without a token: a person at this machine, through this page or the command
/// line.
/// </summary>
internal static class TradingGuard
{
    public const string OtherSite = "Arbit can be told what to do from its own page only, not from another site.";

    /// <summary>Why a request is refused, as a sentence; null where it may pass.</summary>
    public static string? Refusal(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (!IsLoopback(context.Connection.RemoteIpAddress))
            return "Arbit can be told what to do from this machine only (open http://localhost on it).";

        // A proxy on this machine makes the whole world look like loopback.
        if (headers.ContainsKey("Forwarded") || headers.ContainsKey("X-Forwarded-For"))
            return "Arbit can be told what to do from this machine only; this request came through a proxy.";

        // A foreign site can give its own name this machine's address (DNS rebinding): then all but the name looks right.
        if (!NamesLoopback(context.Request.Host.Host))
            return "Arbit can be told what to do at http://localhost or http://127.0.0.1 only, not under another name.";

        if (!IsOwnSite(headers))
            return OtherSite;
        return null;
    }

    public static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    private static bool NamesLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Browsers send both headers with a POST and no page can forge them; a command line sends neither.</summary>
    public static bool IsOwnSite(IHeaderDictionary headers)
    {
        string? site = headers["Sec-Fetch-Site"];
        string? origin = headers.Origin;
        var siteIsOwn = site is null or "same-origin";
        var originIsOwn = origin is null
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && string.Equals(uri.Authority, headers.Host.ToString(), StringComparison.OrdinalIgnoreCase));
        return siteIsOwn && originIsOwn;
    }
}
