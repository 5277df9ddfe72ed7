using System.Security.Cryptography;
using System.Text;

namespace Arbit.EdgeRunner.Page;

/// <summary>A secret that stands for a person or a program that is not at this machine. Two are good at once while one is replaced.</summary>
internal sealed class AccessToken
{
    /// <summary>A shorter one could be found by trying.</summary>
    public const int ShortestText = 20;

    private const string Scheme = "Bearer ";

    private readonly List<byte[]> _hashes;

    private AccessToken(List<byte[]> hashes) => _hashes = hashes;

    /// <summary>Null where there is none.</summary>
    /// <param name="text">One, or the new and the old one with a comma between them.</param>
    /// <param name="name">Where it was configured, for the sentence.</param>
    /// <exception cref="FormatException">It is too short.</exception>
    public static AccessToken? Read(string? text, string name)
    {
        var texts = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (texts.Any(one => one.Length < ShortestText))
            throw new FormatException($"{name} has to have {ShortestText} characters or more: it is what stands between others and your money");
        return texts.Length == 0 ? null : new AccessToken(texts.Select(one => Hash(one)).ToList());
    }

    /// <summary>What the request brings in its header; null where it brings none.</summary>
    public static string? Of(HttpContext context)
        => context.Request.Headers.Authorization.ToString() is { } told && told.StartsWith(Scheme, StringComparison.Ordinal) ? told[Scheme.Length..] : null;

    /// <summary>Takes as long for a wrong one of any length.</summary>
    public bool Is(string told)
    {
        var hash = Hash(told);
        return _hashes.Aggregate(false, (isOne, known) => isOne | CryptographicOperations.FixedTimeEquals(hash, known));
    }

    /// <summary>What a browser keeps in its place: proves that the token was known, and tells nothing of it.</summary>
    public string ToSession() => SessionOf(_hashes[0]);

    public bool IsSession(string told)
    {
        var bytes = Encoding.UTF8.GetBytes(told);
        return _hashes.Aggregate(false, (isOne, hash) => isOne | CryptographicOperations.FixedTimeEquals(bytes, Encoding.UTF8.GetBytes(SessionOf(hash))));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string SessionOf(byte[] hash) => Convert.ToHexStringLower(HMACSHA256.HashData(hash, "arbit page"u8));
}
