using System.Security.Cryptography;
using System.Text;

namespace Arbit.Secrets;

/// <summary>What is kept of a secret that others show. To hold two against each other takes as long for any, right or wrong, short or long.</summary>
public sealed class TokenHash
{
    private readonly byte[] _hash;

    private TokenHash(byte[] hash) => _hash = hash;

    public static TokenHash Of(string token) => new(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public bool Is(TokenHash other) => CryptographicOperations.FixedTimeEquals(_hash, other._hash);

    /// <summary>Whether it is one of these; all are compared.</summary>
    public bool IsAmong(IEnumerable<TokenHash> known) => known.Aggregate(false, (isOne, each) => isOne | Is(each));

    /// <summary>Proves that the token was known, for a purpose, and tells nothing of it.</summary>
    public string ProofFor(string purpose) => Convert.ToHexStringLower(HMACSHA256.HashData(_hash, Encoding.UTF8.GetBytes(purpose)));
}
