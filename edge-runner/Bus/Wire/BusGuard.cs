using System.Security.Cryptography;
using System.Text;
using Arbit.EdgeRunner.Page;

namespace Arbit.EdgeRunner.Bus.Wire;

/// <summary>
/// Who may use the bus from outside: this machine, as for the page's buttons, or whoever has the token. Commands move money.
/// </summary>
/// <param name="token">Null where none is configured: then only this machine.</param>
internal sealed class BusGuard(string? token)
{
    private const string Scheme = "Bearer ";

    /// <summary>Null where it may pass.</summary>
    public string? Refusal(HttpContext context)
    {
        var told = context.Request.Headers.Authorization.ToString();
        if (!told.StartsWith(Scheme, StringComparison.Ordinal))
            return TradingGuard.Refusal(context) is null ? null : "The bus can be used from this machine, or with its token.";
        if (string.IsNullOrEmpty(token))
            return "No token is configured for the bus, so none is taken.";

        // Hashed first: the comparison takes as long for any length.
        var isSame = CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(told[Scheme.Length..])), SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        return isSame ? null : "The token is not the bus's.";
    }
}
