namespace Arbit.EdgeRunner.Page;

/// <summary>
/// Who may change something: a person at this machine (<see cref="TradingGuard"/>), or whoever has the token, from anywhere
/// (architecture.md, What a person meets).
/// </summary>
/// <param name="token">Null where none is configured: then only this machine.</param>
internal sealed class AccessGuard(AccessToken? token)
{
    private const string Session = "arbit";

    /// <summary>Says to the page's scripts that there is a session, which they cannot see.</summary>
    private const string SessionMark = "arbit-in";

    public bool HasToken => token is not null;

    /// <summary>Why a request is refused, as a sentence; null where it may pass.</summary>
    public string? Refusal(HttpContext context)
    {
        if (AccessToken.Of(context) is { } told)
            return token is null ? "No token is configured here, so none is taken." : token.Is(told) ? null : "The token is not the one that is configured.";
        // A cookie goes along with whatever a browser sends, so it counts for the page's own requests alone.
        if (HasSession(context))
            return TradingGuard.IsOwnSite(context.Request.Headers) ? null : TradingGuard.OtherSite;
        return TradingGuard.Refusal(context) is { } refusal ? refusal + (token is null ? "" : " From elsewhere it takes the token (/login).") : null;
    }

    /// <summary>Whether the figures may be read: on loopback by everybody, elsewhere by whoever has the token, where there is one.</summary>
    public bool MayRead(HttpContext context)
        => token is null || TradingGuard.IsLoopback(context.Connection.RemoteIpAddress) || HasSession(context) || (AccessToken.Of(context) is { } told && token.Is(told));

    /// <summary>Begins a browser's session; false for a wrong token.</summary>
    public bool TryBegin(HttpContext context, string told)
    {
        if (token is null || !token.Is(told))
            return false;
        var isSecure = context.Request.IsHttps || context.Request.Headers["X-Forwarded-Proto"] == "https";
        var cookie = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = isSecure, Path = "/", IsEssential = true };
        context.Response.Cookies.Append(Session, token.ToSession(), cookie);
        context.Response.Cookies.Append(SessionMark, "1", new CookieOptions(cookie) { HttpOnly = false });
        return true;
    }

    private bool HasSession(HttpContext context) => token is not null && context.Request.Cookies[Session] is { } session && token.IsSession(session);
}
