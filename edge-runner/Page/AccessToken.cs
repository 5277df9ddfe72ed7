using Arbit.Secrets;

namespace Arbit.EdgeRunner.Page;

/// <summary>A secret that stands for a person or a program that is not at this machine. Two are good at once while one is replaced.</summary>
internal sealed class AccessToken
{
    /// <summary>A shorter one could be found by trying.</summary>
    public const int ShortestText = 20;

    private const string Scheme = "Bearer ";
    private const string Session = "arbit page";

    private readonly List<TokenHash> _hashes;

    private AccessToken(List<TokenHash> hashes) => _hashes = hashes;

    /// <summary>Null where there is none.</summary>
    /// <param name="text">One, or the new and the old one with a comma between them.</param>
    /// <param name="name">Where it was configured, for the sentence.</param>
    /// <exception cref="FormatException">It is too short.</exception>
    public static AccessToken? Read(string? text, string name)
    {
        var texts = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (texts.Any(one => one.Length < ShortestText))
            throw new FormatException($"{name} has to have {ShortestText} characters or more: it is what stands between others and your money");
        return texts.Length == 0 ? null : new AccessToken(texts.Select(TokenHash.Of).ToList());
    }

    /// <summary>What the request brings in its header; null where it brings none.</summary>
    public static string? Of(HttpContext context)
        => context.Request.Headers.Authorization.ToString() is { } told && told.StartsWith(Scheme, StringComparison.Ordinal) ? told[Scheme.Length..] : null;

    /// <summary>Takes as long for a wrong one of any length.</summary>
    public bool Is(string told) => TokenHash.Of(told).IsAmong(_hashes);

    /// <summary>What a browser keeps in its place: proves that the token was known, and tells nothing of it.</summary>
    public string ToSession() => _hashes[0].ProofFor(Session);

    public bool IsSession(string told) => TokenHash.Of(told).IsAmong(_hashes.Select(hash => TokenHash.Of(hash.ProofFor(Session))));
}
