using System.Net;

namespace Arbit.EdgeRunner.Page;

/// <summary>
/// Which names a server that everyone can reach answers under: addresses, and names without a dot, as private networks give them
/// (edge:9109). A site's name has a dot: one that is lent this address (DNS rebinding) gets nothing to read.
/// </summary>
internal static class HostNames
{
    /// <summary>Whether a request under this name, without its port, is answered.</summary>
    public static bool IsPrivate(string host) => host.Length > 0 && (!host.Contains('.', StringComparison.Ordinal) || IPAddress.TryParse(host.Trim('[', ']'), out _));

    public static void RefusePublicNames(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Signals come under a public name, and bring their own token.
        if (IsPrivate(context.Request.Host.Host) || context.Request.Path.StartsWithSegments("/api/signals", StringComparison.Ordinal))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });
}
