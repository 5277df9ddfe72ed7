using System.Security.Cryptography;
using System.Text;

namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>How venues sign: HMAC over what was sent. Here to check what clients sign with the fake secrets; nothing is ever signed for a real venue.</summary>
public static class Signature
{
    public static string Sha256Hex(string secret, string text)
        => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    public static string Sha256Base64(string secret, string text)
        => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    /// <summary>Kraken's: over the path and the digest of nonce and body, with the Base64 secret.</summary>
    public static string Sha512Base64(string base64Secret, string path, string nonceAndBody)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(nonceAndBody));
        byte[] signed = [.. Encoding.UTF8.GetBytes(path), .. digest];
        return Convert.ToBase64String(HMACSHA512.HashData(Convert.FromBase64String(base64Secret), signed));
    }

    /// <summary>Compared in constant time, as one does with secrets.</summary>
    public static bool Equal(string left, string right)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
