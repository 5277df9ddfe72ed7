using System.Globalization;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation.Binance.Private;

/// <summary>Who may ask: key, timestamp and recvWindow, signature, in the venue's order (document "Request security").</summary>
internal static class BinanceGate
{
    private const long DefaultWindow = 5_000;
    private const long WidestWindow = 60_000;

    /// <summary>Null where the key is one of the account's.</summary>
    public static BinanceError? CheckKey(RestRequest request, ISimulatedAccount? account, out SimulatedKey? key)
    {
        string given = request.Headers.GetValueOrDefault("X-MBX-APIKEY", "");
        key = given.Length == 0 ? null : account?.Options.Find(given);
        if (key is not null) return null;
        return given.Length == 0 ? BinanceError.KeyFormat : BinanceError.UnknownKey;
    }

    /// <summary>Of a signed request: over query and body as they were sent, without the signature itself.</summary>
    public static BinanceError? CheckSigned(RestRequest request, IReadOnlyDictionary<string, string> parameters, SimulatedKey key, DateTimeOffset now)
    {
        if (CheckTime(parameters, now) is { } wrong) return wrong;
        if (parameters.GetValueOrDefault("signature", "").Length == 0) return BinanceError.Missing("signature");
        string signed = WithoutSignature(request.RawQuery) + WithoutSignature(request.Body);
        return IsSigned(parameters, key, signed) ? null : BinanceError.Signature;
    }

    /// <summary>In capitals or not, as the venue takes it.</summary>
    public static bool IsSigned(IReadOnlyDictionary<string, string> parameters, SimulatedKey key, string signed)
        => Signature.Equal(parameters.GetValueOrDefault("signature", "").ToLower(CultureInfo.InvariantCulture), Signature.Sha256Hex(key.Secret, signed));

    /// <summary>No older than the window, and no more than a second ahead.</summary>
    public static BinanceError? CheckTime(IReadOnlyDictionary<string, string> parameters, DateTimeOffset now)
    {
        if (!long.TryParse(parameters.GetValueOrDefault("timestamp", ""), NumberStyles.None, CultureInfo.InvariantCulture, out long timestamp)) return BinanceError.Missing("timestamp");
        long window = DefaultWindow;
        if (parameters.TryGetValue("recvWindow", out string? asked) && !long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out window)) return BinanceError.Illegal("recvWindow");
        if (window > WidestWindow) return BinanceError.WindowTooWide;
        long server = now.ToUnixTimeMilliseconds();
        if (timestamp >= server + 1_000) return BinanceError.Ahead;
        return server - timestamp > window ? BinanceError.OutsideWindow : null;
    }

    private static string WithoutSignature(string text)
        => string.Join('&', text.Split('&').Where(part => !part.StartsWith("signature=", StringComparison.Ordinal)));
}
