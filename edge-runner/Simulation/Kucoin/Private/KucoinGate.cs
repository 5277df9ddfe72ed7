using System.Globalization;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation.Kucoin.Private;

/// <summary>Who may ask: key, passphrase, time and signature (document "Authentication").</summary>
internal static class KucoinGate
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong, by the venue's code; null where nothing is.</summary>
    public static (string Code, string Message)? Check(RestRequest request, ISimulatedAccount? account, DateTimeOffset now, KeyRights needed)
    {
        string Header(string name) => request.Headers.GetValueOrDefault(name, "");
        if (Header("KC-API-KEY").Length == 0 || Header("KC-API-SIGN").Length == 0 || Header("KC-API-TIMESTAMP").Length == 0 || Header("KC-API-PASSPHRASE").Length == 0)
            return ("400001", "Please check the header of your request for KC-API-KEY, KC-API-SIGN, KC-API-TIMESTAMP, KC-API-PASSPHRASE");
        if (!long.TryParse(Header("KC-API-TIMESTAMP"), NumberStyles.None, CultureInfo.InvariantCulture, out long sent) || Math.Abs(now.ToUnixTimeMilliseconds() - sent) > Window.TotalMilliseconds)
            return ("400002", "Invalid KC-API-TIMESTAMP");
        if (account?.Options.Find(Header("KC-API-KEY")) is not { } key) return ("400003", "KC-API-KEY not exists");

        // Keys of version 1 send the passphrase as it is; later ones signed.
        string passphrase = Header("KC-API-KEY-VERSION") is "2" or "3" ? Signature.Sha256Base64(key.Secret, key.Passphrase) : key.Passphrase;
        if (!Signature.Equal(Header("KC-API-PASSPHRASE"), passphrase)) return ("400004", "Invalid KC-API-PASSPHRASE");
        string path = request.RawQuery.Length > 0 ? $"{request.Path}?{request.RawQuery}" : request.Path;
        string signature = Signature.Sha256Base64(key.Secret, Header("KC-API-TIMESTAMP") + request.Method + path + request.Body);
        if (!Signature.Equal(Header("KC-API-SIGN"), signature)) return ("400005", "Invalid KC-API-SIGN");
        return key.May(needed) ? null : ("400007", "Access denied--> Require more permission.");
    }
}
