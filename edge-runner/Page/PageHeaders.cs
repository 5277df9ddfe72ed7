namespace Arbit.EdgeRunner.Page;

/// <summary>What a browser is allowed to do with the page: run its own scripts and talk to this address, nothing else.</summary>
internal static class PageHeaders
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Apply(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        // Asked again each time, answered with 304: after an update nobody sees yesterday's page.
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-cache";
    }
}
